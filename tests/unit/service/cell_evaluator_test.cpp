// tests/unit/service/cell_evaluator_test.cpp – answers of levers: exact at 1, rising, true.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/levers/cell_evaluator.hpp"

#include <cmath>

#include "engine/exact/exact.hpp"
#include "engine/plan/outer.hpp"
#include "scenarios/apply/apply.hpp"
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
  options.targets = {0, 1};
  return CellEvaluator(std::move(inputs), options);
}

std::vector<Estimated> answers(CellEvaluator const& evaluator,
                               std::vector<scenarios::Scenario> const& list) {
  auto const result = evaluator.evaluate(list);
  REQUIRE(result);
  return *result;
}

}  // namespace

TEST_CASE("cell evaluator: a lever that changes nothing is the base to the last bit",
          "[unit][service]") {
  auto const evaluator = evaluator_of(lever_inputs());
  std::vector<scenarios::Scenario> list;
  for (Lever const& lever : all_levers(evaluator.inputs())) {
    list.push_back(at_value(lever, neutral_of(lever.kind), true));
  }
  REQUIRE(list.size() == 13);
  auto const& base = evaluator.base().value;
  for (auto const& answer : answers(evaluator, list)) {
    CHECK(answer.value.mean == base.mean);
    CHECK(answer.value.p10 == base.p10);
    CHECK(answer.value.p90 == base.p90);
    CHECK(answer.value.p_hit == base.p_hit);
    CHECK(answer.difference_error.mean == 0);
  }
}

TEST_CASE("cell evaluator: more never brings less, over drawn companies", "[unit][service]") {
  for (std::uint64_t const seed : {11U, 12U, 13U}) {
    auto const evaluator = evaluator_of(lever_inputs(seed));
    for (Lever const& lever : all_levers(evaluator.inputs())) {
      if (lever.kind == LeverKind::cycle) continue;
      std::vector<scenarios::Scenario> list;
      for (double const v : {0.6, 0.8, 0.95, 1.0, 1.05, 1.3, 2.0}) {
        double const at = lever.kind == LeverKind::market ? v - 1 : v;
        list.push_back(at_value(lever, at, true));
      }
      auto const along = evaluator.evaluate_quickly(list);
      REQUIRE(along);
      for (std::size_t i = 1; i < along->size(); ++i) {
        auto const& less = (*along)[i - 1].value;
        auto const& more = (*along)[i].value;
        INFO(label_of(lever) << " step " << i << " seed " << seed);
        CHECK(more.mean >= less.mean - 1e-6 * std::abs(less.mean));
        // What the series may leave of a probability.
        CHECK(more.p_hit[0] >= less.p_hit[0] - 5e-4);
      }
    }
  }
}

TEST_CASE("cell evaluator: answers are those of the scenario with all rows, within the error",
          "[unit][service]") {
  auto const inputs = lever_inputs();
  auto const evaluator = evaluator_of(inputs);
  std::vector<scenarios::Scenario> list{
      at_value({LeverKind::win_rate, "segment", "East"}, 1.4, true),
      at_value({LeverKind::new_deals, "", ""}, 0.7, true),
      at_value({LeverKind::cycle, "", ""}, 1.2, true)};
  auto const all = answers(evaluator, list);
  for (std::size_t i = 0; i < list.size(); ++i) {
    auto const applied = scenarios::apply(list[i], inputs);
    REQUIRE(applied);
    auto const plan = models::compile(applied->inputs).plan;
    exact::ExactOptions options;
    options.over = exact::Over::whole_law;
    auto const full = exact::distribution(plan, {}, options);
    auto const& answer = all[i];
    double const p = full.p_at_least(static_cast<double>(plan.targets[0].amount));
    // Errors of four replicates have three degrees of freedom: 12 of them are one in a thousand.
    CHECK(std::abs(answer.value.p_hit[0] - p) < 12 * answer.error.p_hit[0] + 5e-4);
    // That of the distribution is over its outer draws alone and errs by itself.
    plan::ConditionalMean const of_row(plan);
    double mean = 0;
    for (Eigen::Index row = 0; row < plan.draws.n_rows(); ++row) mean += of_row.row(row);
    mean *= core::units_per_minor / static_cast<double>(plan.draws.n_rows());
    CHECK(std::abs(answer.value.mean - mean) < 12 * answer.error.mean + 1e-6 * mean);
    CHECK(answer.error.p_hit[0] < 0.01);
  }
}

TEST_CASE("cell evaluator: the same at any number of threads", "[unit][service]") {
  auto const one = evaluator_of(lever_inputs(), 1);
  auto const three = evaluator_of(lever_inputs(), 3);
  std::vector<scenarios::Scenario> list;
  for (double const v : {0.9, 1.1, 1.2}) {
    list.push_back(at_value({LeverKind::win_rate, "", ""}, v, true));
  }
  auto const a = answers(one, list);
  auto const b = answers(three, list);
  for (std::size_t i = 0; i < a.size(); ++i) {
    CHECK(a[i].value.mean == b[i].value.mean);
    CHECK(a[i].value.p_hit == b[i].value.p_hit);
    CHECK(a[i].error.p_hit == b[i].error.p_hit);
  }
}

TEST_CASE("cell evaluator: a hook stops it, and faults come back", "[unit][service]") {
  auto const evaluator = evaluator_of(lever_inputs());
  std::vector<scenarios::Scenario> const list{at_value({LeverKind::win_rate, "", ""}, 1.1, true)};
  Hooks const stop{[](std::string_view, double) { return simulate::Continue::stop; }};
  std::vector<scenarios::Scenario> const many(20, list.front());
  auto const stopped = evaluator.evaluate(many, stop);
  REQUIRE(stopped);
  CHECK(stopped->empty());
  auto const wrong = evaluator.evaluate(
      std::vector{at_value({LeverKind::win_rate, "segment", "Eastt"}, 1.1, true)});
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().front().code == "QD-140");
}
