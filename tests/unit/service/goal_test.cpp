// tests/unit/service/goal_test.cpp – solutions hit their level, by the simulator and in closed
// form. SPDX-License-Identifier: Apache-2.0
#include "tools/service/levers/goal.hpp"

#include <cmath>

#include "engine/simulate/simulate.hpp"
#include "scenarios/apply/apply.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/service/lever_inputs.hpp"
#include "tools/service/levers/answer.hpp"

using namespace quarterdeck;
using namespace quarterdeck::service;

namespace {

Goal sought(models::ForecastInputs inputs, GoalQuestion const& question) {
  auto const goal = seek(test::lever_start(std::move(inputs)), question);
  REQUIRE(goal);
  return *goal;
}

GoalQuestion wanted(double p_hit, std::string const& lever = "") {
  GoalQuestion question;
  question.p_hit = p_hit;
  question.lever = lever;
  return question;
}

/// P(hit) of the first target under a scenario, by the simulator, with its error.
results::Estimate simulated(models::ForecastInputs const& inputs,
                            scenarios::Scenario const& scenario) {
  auto const applied = scenarios::apply(scenario, inputs);
  REQUIRE(applied);
  simulate::RunOptions options;
  options.n_trials = 65536;
  options.seed = 5;
  options.n_threads = 2;
  models::CompileOptions how;
  how.seed = 5;
  auto const run = simulate::simulate(models::compile(applied->inputs, how).plan, options);
  return results::p_hit(run, 0);
}

}  // namespace

TEST_CASE("goal: the simulator reaches the wanted chance at every solution", "[unit][service]") {
  auto const inputs = test::lever_inputs();
  auto const goal = sought(inputs, wanted(0.75));
  int n = 0;
  for (auto const& row : goal.rows) {
    if (!row.lever || !row.reached) continue;
    auto const p = simulated(inputs, at_value(*row.lever, row.value, true));
    INFO(row.label << " " << row.value);
    CHECK(std::abs(p.value - 0.75) < 5 * std::hypot(p.error, row.p_error) + 1e-3);
    CHECK(row.low <= row.value);
    CHECK(row.value <= row.high);
    // A planted bias of a tenth of the way would be seen.
    double const neutral = neutral_of(row.lever->kind);
    double const off = neutral + 0.8 * (row.value - neutral);
    auto const biased = simulated(inputs, at_value(*row.lever, off, true));
    CHECK(biased.value < 0.75 - 5 * std::hypot(p.error, row.p_error) - 1e-3);
    ++n;
  }
  CHECK(n >= 3);
}

TEST_CASE("goal: pipeline created later must be more", "[unit][service]") {
  auto const goal = sought(test::lever_inputs(), wanted(0.7, "pipeline"));
  REQUIRE(goal.rows.size() == 3);
  for (auto const& row : goal.rows) {
    INFO(row.absent);
    REQUIRE(row.reached);
  }
  CHECK(goal.rows[0].pipeline->deals < goal.rows[1].pipeline->deals);
  CHECK(goal.rows[1].pipeline->deals < goal.rows[2].pipeline->deals);
  CHECK(goal.rows[0].pipeline->wins > 0);
  CHECK(goal.rows[0].pipeline->wins < goal.rows[0].pipeline->deals);
}

TEST_CASE("goal: one deal, whose odds have a closed form", "[unit][service]") {
  auto inputs = test::lever_inputs();
  inputs.pipeline.deals.resize(1);
  inputs.models.creation.level.reset();
  auto const& deal = inputs.pipeline.deals.front();
  models::DealChange chance;
  chance.probability = 0.4;
  models::change_deal(inputs, 0, chance);
  double booked = 0;
  for (auto const& win : data::won_between(inputs.history, inputs.period.start - core::Days(1),
                                           inputs.history.as_of)) {
    booked += core::to_units(win.amount);
  }
  inputs.targets = {{"Company", booked + core::to_units(deal.amount) / 4, {}}};
  auto const goal = sought(inputs, wanted(0.7, "win_rate"));
  CHECK(goal.p_now == Approx(0.4).margin(1e-3));
  REQUIRE(goal.rows.size() == 1);
  REQUIRE(goal.rows[0].reached);
  CHECK(goal.rows[0].value == Approx(0.7 / 0.3 / (0.4 / 0.6)).epsilon(0.01));
}

TEST_CASE("goal: says what cannot be reached, and how much may be lost", "[unit][service]") {
  auto const far = sought(test::lever_inputs(1, 1e9), wanted(0.8, "win_rate"));
  REQUIRE(far.rows.size() == 1);
  CHECK_FALSE(far.rows[0].reached);
  CHECK(far.rows[0].p_hit < 0.8);
  auto const near = sought(test::lever_inputs(1, 100'000), wanted(0.6));
  CHECK(near.already);
  for (auto const& row : near.rows) {
    if (!row.lever || !row.reached) continue;
    if (row.lever->kind == LeverKind::cycle) {
      CHECK(row.value > 1);
    } else {
      CHECK(row.value < neutral_of(row.lever->kind));
    }
    CHECK(row.p_hit == Approx(0.6).margin(0.005));
  }
}

TEST_CASE("goal: names that are not there are faults", "[unit][service]") {
  auto const fault = [](GoalQuestion const& question) {
    auto const goal = seek(test::lever_start(test::lever_inputs()), question);
    REQUIRE_FALSE(goal);
    return goal.error().front().code;
  };
  auto question = wanted(0.8);
  question.target = "Compny";
  CHECK(fault(question) == "QD-331");
  CHECK(fault(wanted(0.8, "win_rat")) == "QD-332");
  question = wanted(0.8);
  question.where = "segment";
  CHECK(fault(question) == "QD-333");
  question.where = "segment=Eastt";
  CHECK(fault(question) == "QD-140");
  question = wanted(0.8, "pipeline");
  question.by = "2031-01-01";
  CHECK(fault(question) == "QD-334");
}
