// tests/unit/service/grid_evaluator_test.cpp – cells of a grid: the base's bits, any division,
// rising. SPDX-License-Identifier: Apache-2.0
#include "tools/service/levers/grid_evaluator.hpp"

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/unit/service/lever_inputs.hpp"
#include "tools/service/levers/lever.hpp"

using namespace quarterdeck;
using namespace quarterdeck::service;
using test::lever_inputs;

namespace {

CellEvaluator evaluator_of(models::ForecastInputs inputs, int n_threads = 2) {
  EvaluatorOptions options;
  options.n_threads = n_threads;
  options.n_replicates = 2;
  options.targets = {0, 1};
  options.common_rows = true;
  return CellEvaluator(std::move(inputs), options);
}

struct Axis {
  LeverKind kind;
  std::vector<double> values;
};

scenarios::Scenario cell_of(std::vector<Axis> const& axes, std::vector<double> const& values) {
  scenarios::Scenario cell;
  for (std::size_t a = 0; a < axes.size(); ++a) {
    auto const one = at_value({axes[a].kind, "", ""}, values[a], true);
    cell.changes.insert(cell.changes.end(), one.changes.begin(), one.changes.end());
  }
  return cell;
}

/// All cells, row by row.
std::vector<scenarios::Scenario> cells_of(std::vector<Axis> const& axes) {
  std::vector<scenarios::Scenario> cells;
  for (double const x : axes[0].values) {
    for (double const y : axes[1].values) cells.push_back(cell_of(axes, {x, y}));
  }
  return cells;
}

GridOutline outline_of(std::vector<Axis> const& axes) {
  GridOutline outline;
  for (auto const& axis : axes) {
    auto& moved = outline.moved.emplace_back();
    for (double const v : {axis.values.front(), axis.values.back()}) {
      moved.push_back(at_value({axis.kind, "", ""}, v, true));
    }
  }
  for (double const x : {axes[0].values.front(), axes[0].values.back()}) {
    for (double const y : {axes[1].values.front(), axes[1].values.back()}) {
      outline.corners.push_back(cell_of(axes, {x, y}));
    }
  }
  return outline;
}

std::unique_ptr<GridEvaluator> grid_of(CellEvaluator const& evaluator,
                                       std::vector<Axis> const& axes) {
  auto grid = GridEvaluator::make(evaluator, outline_of(axes));
  REQUIRE(grid);
  return std::move(*grid);
}

std::vector<CellAnswer> answers(GridEvaluator const& grid,
                                std::vector<scenarios::Scenario> const& cells) {
  auto const result = grid.evaluate(cells);
  REQUIRE(result);
  REQUIRE(result->size() == cells.size());
  return *result;
}

void check_same(CellAnswer const& a, CellAnswer const& b) {
  CHECK(a.mean == b.mean);
  CHECK(a.p10 == b.p10);
  CHECK(a.p50 == b.p50);
  CHECK(a.p90 == b.p90);
  CHECK(a.p_hit == b.p_hit);
}

std::vector<Axis> const win_and_new = {{LeverKind::win_rate, {0.7, 0.9, 1.0, 1.3}},
                                       {LeverKind::new_deals, {0.6, 0.8, 1.0, 1.1, 1.6}}};

}  // namespace

TEST_CASE("grid evaluator: a cell that changes nothing is the base to the last bit",
          "[unit][service]") {
  auto const evaluator = evaluator_of(lever_inputs());
  auto const grid = grid_of(evaluator, win_and_new);
  for (auto const& answer : answers(*grid, {scenarios::Scenario{}, cell_of(win_and_new, {1, 1})})) {
    check_same(answer, evaluator.base().value);
  }
}

TEST_CASE("grid evaluator: the same at any number of threads and in any division of the grid",
          "[unit][service]") {
  auto const cells = cells_of(win_and_new);
  auto const one = evaluator_of(lever_inputs(), 1);
  auto const three = evaluator_of(lever_inputs(), 3);
  auto const whole = answers(*grid_of(one, win_and_new), cells);
  auto const parallel = answers(*grid_of(three, win_and_new), cells);
  // As if each row had been gone on with by another run, the last first.
  auto const again = grid_of(three, win_and_new);
  for (std::size_t i = cells.size(); i-- > 0;) {
    check_same(whole[i], parallel[i]);
    if (i % 5 == 0) check_same(whole[i], answers(*again, {cells[i]}).front());
  }
}

TEST_CASE("grid evaluator: more never brings less", "[unit][service]") {
  std::vector<std::vector<Axis>> const grids = {
      win_and_new,
      {{LeverKind::win_rate, {0.7, 1.0, 1.3}}, {LeverKind::amount, {0.7, 1.0, 1.2}}},
      {{LeverKind::market, {-1, 0, 1}}, {LeverKind::new_deals, {0.7, 1.0, 1.2}}}};
  auto const evaluator = evaluator_of(lever_inputs(12));
  for (auto const& axes : grids) {
    auto const grid = grid_of(evaluator, axes);
    auto const all = answers(*grid, cells_of(axes));
    std::size_t const n = axes[1].values.size();
    for (std::size_t i = 0; i < all.size(); ++i) {
      CAPTURE(i);
      if (i % n > 0) {
        CHECK(all[i].mean > all[i - 1].mean);
        CHECK(all[i].p_hit[0] > all[i - 1].p_hit[0] - 5e-4);
      }
      if (i >= n) {
        CHECK(all[i].mean > all[i - n].mean);
        CHECK(all[i].p_hit[0] > all[i - n].p_hit[0] - 5e-4);
      }
    }
  }
}

TEST_CASE("grid evaluator: cells are those of the evaluator, within the error", "[unit][service]") {
  auto const evaluator = evaluator_of(lever_inputs());
  auto const grid = grid_of(evaluator, win_and_new);
  std::vector<scenarios::Scenario> const cells{cell_of(win_and_new, {0.7, 1.6}),
                                               cell_of(win_and_new, {1.3, 0.8})};
  auto const from_parts = answers(*grid, cells);
  auto const one_by_one = evaluator.evaluate_quickly(cells);
  REQUIRE(one_by_one);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    auto const& whole = (*one_by_one)[i].value;
    CHECK(from_parts[i].mean == Approx(whole.mean).epsilon(1e-12));
    CHECK(from_parts[i].p10 == Approx(whole.p10).epsilon(2e-3));
    for (std::size_t t = 0; t < 2; ++t) {
      // Twice the bound of the exact engine on each of cell and base.
      CHECK(std::abs(from_parts[i].p_hit[t] - whole.p_hit[t]) < 2e-3);
    }
  }
  CHECK(std::abs(from_parts[0].p_hit[0] - from_parts[1].p_hit[0]) > 2e-3);
}

TEST_CASE("grid evaluator: a hook stops it, and faults come back", "[unit][service]") {
  auto const evaluator = evaluator_of(lever_inputs());
  auto const grid = grid_of(evaluator, win_and_new);
  Hooks const stop{[](std::string_view, double) { return simulate::Continue::stop; }};
  auto const stopped = grid->evaluate(cells_of(win_and_new), stop);
  REQUIRE(stopped);
  CHECK(stopped->empty());
  auto const nowhere = at_value({LeverKind::win_rate, "segment", "Eastt"}, 1.1, true);
  auto const wrong = grid->evaluate(std::vector{nowhere});
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().front().code == "QD-140");
  GridOutline outline = outline_of(win_and_new);
  outline.corners.push_back(nowhere);
  auto const none = GridEvaluator::make(evaluator, outline);
  REQUIRE_FALSE(none);
  CHECK(none.error().front().code == "QD-140");
}
