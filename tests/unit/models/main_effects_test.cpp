// tests/unit/models/main_effects_test.cpp – effects of levels across cells, and what they are for.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/table/main_effects.hpp"

#include <array>
#include <cmath>

#include "models/posterior/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace quarterdeck;
using namespace quarterdeck::models;
using namespace quarterdeck::models::win;

namespace {

constexpr std::size_t n_groups = 4, n_segments = 5, n_types = 3;
constexpr std::array<double, n_types> type_effect{-0.4, -0.2, 1.4};

/// Cells of n deals each, by group, segment and type; types alone differ.
std::vector<LevelledCell> cells_with(double n, std::uint64_t replicate) {
  std::vector<LevelledCell> cells;
  random::Stream stream({.seed = 57, .entity = replicate});
  for (std::size_t g = 0; g < n_groups; ++g) {
    for (std::size_t s = 0; s < n_segments; ++s) {
      for (std::size_t t = 0; t < n_types; ++t) {
        double const logit = -1 + 0.3 * static_cast<double>(g) + type_effect[t];
        double const p = 1 / (1 + std::exp(-logit));
        LevelledCell cell{{n, 0, 0}, g, {s, t}};
        for (int i = 0; i < static_cast<int>(n); ++i) {
          cell.count.wins += stream.uniform() < p ? 1 : 0;
        }
        cells.push_back(cell);
      }
    }
  }
  return cells;
}

double difference_of_types(MainEffects const& effects) {
  return effects.offset(std::vector<std::size_t>{0, 2}) -
         effects.offset(std::vector<std::size_t>{0, 0});
}

/// Posterior means of all deals of a type over what really came, cells pooled in their groups.
double expected_over_won(std::vector<LevelledCell> cells, MainEffects const* effects,
                         std::size_t type) {
  std::vector<std::vector<CellCount>> groups(n_groups);
  for (LevelledCell& cell : cells) {
    if (effects != nullptr) cell.count.offset = effects->offset(cell.levels);
    groups[cell.group].push_back(cell.count);
  }
  std::vector<HyperPosterior> hyper;
  for (auto const& group : groups) hyper.emplace_back(group);
  double expected = 0, won = 0;
  for (LevelledCell const& cell : cells) {
    if (cell.levels[1] != type) continue;
    expected += cell.count.n * summarise(hyper[cell.group], cell.count).mean;
    won += cell.count.wins;
  }
  return expected / won;
}

}  // namespace

TEST_CASE("main effects: known ones are found within their standard error", "[unit]") {
  std::vector<double> found, twin;
  for (std::uint64_t k = 0; k < 40; ++k) {
    MainEffects const effects(cells_with(40, k), {n_segments, n_types});
    found.push_back(difference_of_types(effects));
    twin.push_back(found.back() - 0.25);
    CHECK(effects.sd(1) > 2 * effects.sd(0));  // segments do not differ
  }
  double const truth = type_effect[2] - type_effect[0];
  CHECK(test::mean_agrees(found, truth));
  CHECK_FALSE(test::mean_agrees(twin, truth));
}

TEST_CASE("main effects: small cells keep what their type has in common", "[unit]") {
  double with = 0, without = 0;
  constexpr int n = 20;
  for (std::uint64_t k = 0; k < n; ++k) {
    auto const cells = cells_with(4, 100 + k);
    MainEffects const effects(cells, {n_segments, n_types});
    with += expected_over_won(cells, &effects, 2) / n;
    without += expected_over_won(cells, nullptr, 2) / n;
  }
  CHECK(with == Approx(1).margin(0.05));
  CHECK(without < 0.88);  // the planted twin: every cell pulled to its group on its own
}

TEST_CASE("main effects: draws have the effects' mean, and no part of what groups share",
          "[unit]") {
  auto const cells = cells_with(10, 7);
  MainEffects const effects(cells, {n_segments, n_types});
  constexpr std::size_t n_rows = 4000;
  Eigen::MatrixXd const draws = effects.draws(3, n_rows);
  std::vector<double> common(n_rows, 0.0);
  for (LevelledCell const& cell : cells) {
    auto const rows = effects.offsets(draws, cell.levels, "cell", 3);
    double mean = 0;
    for (std::size_t r = 0; r < n_rows; ++r) {
      mean += rows[r] / n_rows;
      common[r] += rows[r] / static_cast<double>(cells.size());
    }
    CHECK(mean == Approx(effects.offset(cell.levels)).margin(0.05));
  }
  // Cells are of one size here, so the mean over cells is the one over deals.
  for (double const one : common) REQUIRE(std::abs(one) < 1e-6);
}

TEST_CASE("main effects: a level never seen has the column's spread and mean 0", "[unit]") {
  auto const cells = cells_with(20, 9);
  MainEffects const effects(cells, {n_segments, n_types});
  std::vector<std::size_t> const levels{0, n_types};
  CHECK(effects.offset(levels) == Approx(effects.offset(std::vector<std::size_t>{0, 99})));
  auto const rows = effects.offsets(effects.draws(1, 4000), levels, "new", 1);
  double squares = 0;
  for (double const row : rows) squares += row * row / 4000;
  CHECK(std::sqrt(squares) == Approx(effects.sd(1)).epsilon(0.2));
}

TEST_CASE("main effects: none where every level is a cell of its own, or nothing is known",
          "[unit]") {
  std::vector<LevelledCell> const cells{{{10, 3, 0}, 0, {0}}, {{10, 5, 0}, 0, {1}}};
  MainEffects const effects(cells, {2});
  CHECK(effects.empty());
  CHECK(effects.log_price() == 0);
  CHECK(effects.offset(std::vector<std::size_t>{1}) == 0);
  CHECK(MainEffects(std::vector<LevelledCell>{}, {2, 3}).empty());
}

TEST_CASE("main effects: an offset moves a cell's mean in its group's posterior", "[unit]") {
  Hyper const hyper{0.2, 10};
  CHECK(hyper.at(0).mean == 0.2);
  CHECK(hyper.at(std::log(2.0)).mean == Approx(1.0 / 3));
  // Two cells whose offsets say all that tells them apart: the group's k is larger with them.
  std::vector<CellCount> const plain{{400, 80, 0}, {400, 200, 0}};
  std::vector<CellCount> const moved{{400, 80, -std::log(2.0)}, {400, 200, std::log(2.0)}};
  CHECK(HyperPosterior(moved).mean().size > 4 * HyperPosterior(plain).mean().size);
  CHECK(HyperPosterior(moved).mean().mean == Approx(1.0 / 3).margin(0.02));
}
