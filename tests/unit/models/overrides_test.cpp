// tests/unit/models/overrides_test.cpp – what people set by hand: when it holds and what it does.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile/overrides.hpp"

#include <algorithm>
#include <cmath>

#include "engine/simulate/simulate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/models/past.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using namespace quarterdeck::models;
using data::Outcome;

namespace {

core::Date const as_of = day(2025, 2, 14);
core::Period const quarter = quarter_of(as_of);

data::Override override_of(std::string deal) {
  data::Override one;
  one.deal = std::move(deal);
  one.author = "Dana";
  one.reason = "signed letter";
  one.expires = day(2025, 12, 31);
  return one;
}

/// A steady company with three open deals that are looked at here.
ForecastInputs book() {
  Past past = steady_past({});
  for (char const* const id : {"x1", "x2", "x3"}) {
    past.add({.id = id,
              .created = day(2025, 1, 20),
              .amount = 500'000,
              .entered_close = day(2025, 3, 10),
              .segment = "East"});
  }
  return inputs_of(past.history(as_of), quarter);
}

Compiled compile_with(ForecastInputs const& inputs, std::vector<data::Override> const& overrides) {
  auto const effects = judge_overrides(inputs.pipeline, overrides);
  return compile(apply_overrides(inputs, effects), {.seed = 1, .n_rows = 256});
}

std::size_t position_of(Compiled const& compiled, std::string const& id) {
  auto const found = std::find_if(compiled.deals.begin(), compiled.deals.end(),
                                  [&](auto const& deal) { return deal.id == id; });
  REQUIRE(found != compiled.deals.end());
  return static_cast<std::size_t>(found - compiled.deals.begin());
}

DealOutlook const& outlook_of(Compiled const& compiled, std::string const& id) {
  return compiled.deals[position_of(compiled, id)];
}

double wins_share(Compiled const& compiled, std::string const& id, std::int64_t n_trials) {
  auto const run = simulate::simulate(compiled.plan, {.seed = 3, .n_trials = n_trials});
  return static_cast<double>(run.deals[position_of(compiled, id)].wins) /
         static_cast<double>(run.n_trials);
}

}  // namespace

TEST_CASE("overrides: a probability is the chance to be won in the period, exactly", "[unit]") {
  ForecastInputs const inputs = book();
  data::Override one = override_of("x1");
  one.probability = 0.8;
  Compiled const compiled = compile_with(inputs, {one});
  DealOutlook const& deal = outlook_of(compiled, "x1");
  CHECK(deal.p_win_in_period == 0.8);
  CHECK(deal.p_win >= 0.8);
  REQUIRE(deal.p_by_models);
  CHECK(*deal.p_by_models == outlook_of(compile_with(inputs, {}), "x1").p_win_in_period);
  CHECK(*deal.p_by_models < 0.7);
  std::int64_t const n = 65536;
  double const share = wins_share(compiled, "x1", n);
  double const error = std::sqrt(0.8 * 0.2 / static_cast<double>(n));
  CHECK(std::abs(share - 0.8) < 5 * error);
  CHECK_FALSE(std::abs(share - 0.82) < 5 * error);  // planted
}

TEST_CASE("overrides: an outcome is certain, and so are the chances 0 and 1", "[unit]") {
  std::vector<data::Override> overrides{override_of("x1"), override_of("x2"), override_of("x3")};
  overrides[0].outcome = Outcome::won;
  overrides[1].outcome = Outcome::lost;
  overrides[2].probability = 0;
  Compiled const compiled = compile_with(book(), overrides);
  CHECK(outlook_of(compiled, "x1").p_win_in_period == 1);
  CHECK(outlook_of(compiled, "x1").p_win == 1);
  CHECK(outlook_of(compiled, "x2").p_win == 0);
  CHECK(outlook_of(compiled, "x3").p_win_in_period == 0);
  CHECK(outlook_of(compiled, "x3").p_win > 0);  // it may still be won later
  CHECK(wins_share(compiled, "x1", 4096) == 1);
  CHECK(wins_share(compiled, "x2", 4096) == 0);
  CHECK(wins_share(compiled, "x3", 4096) == 0);
}

TEST_CASE("overrides: amount and close date are seen by the models as if they were entered",
          "[unit]") {
  ForecastInputs const inputs = book();
  data::Override one = override_of("x1");
  one.amount = 900'000;
  one.close_date = day(2025, 1, 31);  // overdue on the day of the forecast
  Compiled const changed = compile_with(inputs, {one});
  Compiled const before = compile_with(inputs, {});
  CHECK(changed.plan.deals.amount[position_of(changed, "x1")] == 900'000);
  CHECK(before.plan.deals.amount[position_of(before, "x1")] == 500'000);
  CHECK_FALSE(outlook_of(changed, "x1").p_by_models);
  auto const& flags = outlook_of(changed, "x1").flags;
  CHECK(flags.front() == "overdue: was to close 14 days ago");
  CHECK(flags.back() == "changed: amount, close date");
  CHECK(outlook_of(before, "x1").flags.empty());
}

TEST_CASE("overrides: an amount that is stated is what a win brings, to the cent", "[unit]") {
  ForecastInputs const inputs = book();
  data::Override one = override_of("x1");
  one.amount = 461'000;
  auto const stays = [](Compiled const& compiled) {
    auto const table = compiled.plan.deals.amount_table[position_of(compiled, "x1")];
    auto const& ratio = compiled.plan.ratio[table];
    bool const one_ratio = std::ranges::all_of(ratio, [](double entry) { return entry == 1; });
    return one_ratio && (compiled.plan.draws.amount_scale.col(table).array() == 1).all();
  };
  CHECK(stays(compile_with(inputs, {one})));
  CHECK_FALSE(stays(compile_with(inputs, {})));  // past amounts moved before the close
}

TEST_CASE("overrides: nothing is learned from them, and other deals keep their draws", "[unit]") {
  ForecastInputs const inputs = book();
  data::Override one = override_of("x1");
  one.outcome = Outcome::won;
  auto const effects = judge_overrides(inputs.pipeline, std::vector{one});
  ForecastInputs const changed = apply_overrides(inputs, effects);
  CHECK(changed.history.deals.size() == inputs.history.deals.size());
  CHECK(changed.models.amount.largest_won == inputs.models.amount.largest_won);
  Compiled const with = compile_with(inputs, {one});
  Compiled const without = compile_with(inputs, {});
  for (std::size_t i = 0; i < with.deals.size(); ++i) {
    CHECK(with.deals[i].id == without.deals[i].id);
    if (with.deals[i].id == "x1") continue;
    CHECK((with.plan.draws.level.col(with.plan.deals.cell[i]) ==
           without.plan.draws.level.col(without.plan.deals.cell[i])));
  }
}

TEST_CASE("overrides: those that do not hold are listed with the reason and change nothing",
          "[unit]") {
  ForecastInputs const inputs = book();
  std::vector<data::Override> overrides;
  for (char const* const id : {"x1", "x2", "gone", "x3", "x3"}) {
    overrides.push_back(override_of(id));
    overrides.back().probability = 0.9;
  }
  overrides[0].expires = as_of - core::Days(1);
  overrides[1].since = as_of + core::Days(1);
  overrides[4].probability.reset();
  overrides[4].outcome = Outcome::lost;
  auto const effects = judge_overrides(inputs.pipeline, overrides);
  REQUIRE(effects.size() == 5);
  CHECK(effects[0].status == OverrideStatus::expired);
  CHECK(effects[1].status == OverrideStatus::not_yet);
  CHECK(effects[2].status == OverrideStatus::not_open);
  CHECK(effects[3].status == OverrideStatus::replaced);
  CHECK(effects[4].status == OverrideStatus::applied);
  auto const findings = override_findings(effects);
  for (char const* const code :
       {"override.expired", "override.not_yet", "override.not_open", "override.replaced"}) {
    CHECK(has_finding(findings, code));
  }
  Compiled const compiled = compile_with(inputs, overrides);
  Compiled const before = compile_with(inputs, {});
  CHECK(outlook_of(compiled, "x1").p_win_in_period == outlook_of(before, "x1").p_win_in_period);
  CHECK(outlook_of(compiled, "x2").p_win_in_period == outlook_of(before, "x2").p_win_in_period);
  CHECK(outlook_of(compiled, "x3").p_win_in_period == 0);
  overrides[0].expires = as_of;  // its last day
  CHECK(judge_overrides(inputs.pipeline, overrides)[0].status == OverrideStatus::applied);
}

TEST_CASE("overrides: the report gets what was entered and what the models said", "[unit]") {
  ForecastInputs const inputs = book();
  data::Override one = override_of("x1");
  one.probability = 0.8;
  one.amount = 900'000;
  auto effects = judge_overrides(inputs.pipeline, std::vector{one});
  Compiled const compiled = compile(apply_overrides(inputs, effects), {.seed = 1, .n_rows = 256});
  note_model_chances(effects, compiled);
  REQUIRE(effects.size() == 2);
  CHECK(effects[0].before.number == outlook_of(compiled, "x1").p_by_models);
  CHECK(effects[0].after.number == 0.8);
  CHECK(effects[1].before.number == 5000.0);
  CHECK(effects[1].after.number == 9000.0);
  CHECK(effects[1].name == "x1");
}
