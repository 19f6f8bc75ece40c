// tests/unit/models/fit_compile_test.cpp – the two doors: accounts, invariance, thin histories.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/compile.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/models/past.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using models::Compiled;
using models::ForecastInputs;

namespace {

core::Date const as_of = day(2025, 2, 14);
core::Period const quarter = quarter_of(as_of);

Compiled compile_at(data::History const& history, models::CompileOptions const& options = {}) {
  return compile(inputs_of(history, quarter), options);
}

/// Mean of Φ(level) of every deal, from the plan alone.
double expected_wins(plan::Plan const& plan) {
  double sum = 0;
  for (std::uint32_t const cell : plan.deals.cell) {
    auto const level = plan.draws.level.col(cell);
    for (double const x : level) {
      sum += std::erfc(-x / std::sqrt(2.0)) / 2 / static_cast<double>(level.size());
    }
  }
  return sum;
}

bool same_bits(plan::Plan const& a, plan::Plan const& b) {
  return a.deals.entity == b.deals.entity && a.deals.amount == b.deals.amount &&
         a.deals.cell == b.deals.cell && a.deals.curve == b.deals.curve &&
         a.deals.group == b.deals.group && a.curves == b.curves && a.ratio == b.ratio &&
         a.draws.level == b.draws.level && a.draws.amount_scale == b.draws.amount_scale &&
         a.draws.arrival_log_mean == b.draws.arrival_log_mean &&
         a.draws.arrival_scale == b.draws.arrival_scale &&
         a.draws.company_correlation == b.draws.company_correlation && a.booked == b.booked;
}

/// The same records in another order of rows.
Past reversed(Past past) {
  data::Records& records = past.records();
  auto const n = static_cast<std::uint32_t>(records.deals.size());
  std::reverse(records.deals.begin(), records.deals.end());
  data::TextColumn segment;
  for (std::uint32_t row = n; row-- > 0;) segment.push_back(records.text.at("segment")[row]);
  records.text["segment"] = segment;
  for (data::Event& event : records.events) event.deal = n - 1 - event.deal;
  std::stable_sort(records.events.begin(), records.events.end(),
                   [](data::Event const& a, data::Event const& b) { return a.deal < b.deal; });
  return past;
}

/// Every number of the plan is finite or a certain outcome, and the answer is wide.
void check_sane(data::History const& history) {
  ForecastInputs const inputs = inputs_of(history, quarter);
  Compiled const compiled = compile(inputs, {.seed = 1, .n_rows = 256});
  CHECK(compiled.deals.size() == inputs.pipeline.deals.size());
  for (auto const& deal : compiled.deals) {
    CHECK(deal.p_win_in_period >= 0);
    CHECK(deal.p_win_in_period <= deal.p_win + 1e-12);
    CHECK(deal.p_win <= 1);
  }
  CHECK(std::isfinite(expected_wins(compiled.plan)));
}

}  // namespace

TEST_CASE("compile: what is booked, by group and in total, is what was won", "[unit]") {
  data::History const history = steady_past({}).history(as_of);
  Compiled const compiled = compile_at(history);
  core::Minor booked = 0;
  auto const wins = data::won_between(history, quarter.start - core::Days(1), as_of);
  for (auto const& win : wins) booked += win.amount;
  CHECK(compiled.plan.booked == booked);
  CHECK(compiled.plan.booked_count == static_cast<std::int64_t>(wins.size()));
  REQUIRE(compiled.plan.groupings.size() == 1);
  auto const& by_segment = compiled.plan.groupings[0];
  CHECK(by_segment.values == std::vector<std::string>{"East", "West"});
  CHECK(std::accumulate(by_segment.booked.begin(), by_segment.booked.end(), core::Minor{0}) ==
        booked);
}

TEST_CASE("compile: the rows' order leaves no trace in the bits", "[unit]") {
  Past const past = steady_past({});
  Compiled const one = compile_at(past.history(as_of));
  Compiled const other = compile_at(reversed(past).history(as_of));
  CHECK(same_bits(one.plan, other.plan));
  CHECK_FALSE(same_bits(one.plan, compile_at(past.history(as_of), {.seed = 2}).plan));
}

TEST_CASE("compile: a new deal leaves the draws of the others untouched", "[unit]") {
  Past past = steady_past({});
  ForecastInputs inputs = inputs_of(past.history(as_of), quarter);
  Compiled const all = compile(inputs);
  inputs.pipeline.deals.erase(inputs.pipeline.deals.begin());
  Compiled const fewer = compile(inputs);
  REQUIRE(fewer.plan.deals.size() + 1 == all.plan.deals.size());
  for (std::size_t i = 0; i < fewer.plan.deals.size(); ++i) {
    auto const& entities = all.plan.deals.entity;
    auto const found = std::find(entities.begin(), entities.end(), fewer.plan.deals.entity[i]);
    auto const j = static_cast<std::size_t>(found - entities.begin());
    REQUIRE(j < entities.size());
    CHECK((fewer.plan.draws.level.col(fewer.plan.deals.cell[i]) ==
           all.plan.draws.level.col(all.plan.deals.cell[j])));
  }
}

TEST_CASE("compile: probabilities of deals are the means of their draws", "[unit]") {
  Compiled const compiled = compile_at(steady_past({}).history(as_of));
  double sum = 0;
  for (auto const& deal : compiled.deals) sum += deal.p_win_in_period;
  CHECK(sum == Approx(expected_wins(compiled.plan)).epsilon(1e-9));
  CHECK(sum > 1);
}

TEST_CASE("compile: a steady company is expected to go on as before", "[unit]") {
  // 60 deals a quarter, three in ten won: 18 wins, of which those still to come are forecast.
  double forecast = 0, planted = 0, actual = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Past const past = steady_past({.n_quarters = 16, .deals_per_quarter = 120, .seed = seed});
    data::History const history = past.history(as_of);
    ForecastInputs const inputs = inputs_of(history, quarter);
    Compiled const compiled = compile(inputs);
    double const late = inputs.models.creation.expected;
    forecast += expected_wins(compiled.plan) + late;
    planted += 1.25 * expected_wins(compiled.plan) + late;
    actual += static_cast<double>(
        data::won_between(past.history(day(2026, 12, 31)), as_of, quarter.end).size());
  }
  double const error = std::sqrt(actual * (1 + 1.0 / 8));  // this quarter's and the past's luck
  CHECK(std::abs(forecast - actual) < 4 * error);
  CHECK(std::abs(planted - forecast) > 0.1 * forecast);
}

TEST_CASE("compile: a target with a filter becomes a grouping of its own", "[unit]") {
  ForecastInputs inputs = inputs_of(steady_past({}).history(as_of), quarter);
  inputs.targets = {{"All", 1000, {}}, {"East", 500, {{"segment", {"East"}}}}};
  plan::Plan const plan = compile(inputs).plan;
  REQUIRE(plan.groupings.size() == 2);
  CHECK(plan.groupings[1].by == "target:East");
  CHECK(plan.groupings[1].values == std::vector<std::string>{"in", "out"});
  CHECK(plan.groupings[1].booked[0] == plan.groupings[0].booked[0]);
  REQUIRE(plan.targets.size() == 2);
  CHECK(plan.targets[0].grouping == -1);
  CHECK(plan.targets[0].amount == 100'000);
  CHECK(plan.targets[1].grouping == 1);
  CHECK(plan.targets[1].value == 0);
}

TEST_CASE("compile: counting deals, every amount is one unit", "[unit]") {
  ForecastInputs inputs = inputs_of(steady_past({}).history(as_of), quarter);
  inputs.models.spec.measure_counts = true;
  inputs.models = models::fit(inputs.history, inputs.models.spec);
  plan::Plan const plan = compile(inputs).plan;
  CHECK(plan.measure == plan::Measure::count);
  CHECK(plan.booked == core::minor_per_unit * plan.booked_count);
  for (core::Minor const amount : plan.deals.amount) CHECK(amount == core::minor_per_unit);
  for (auto const& arrival : plan.arrivals) {
    for (auto const& entry : arrival.entries) CHECK(entry.amount == core::minor_per_unit);
  }
  CHECK((plan.draws.arrival_scale.array() == 1).all());
}

TEST_CASE("compile: a period that has ended holds what was booked and nothing else", "[unit]") {
  data::History const history = steady_past({}).history(as_of);
  core::Period const ended = quarter_of(day(2024, 11, 1));
  ForecastInputs const inputs = inputs_of(history, ended);
  CHECK(has_finding(inputs.models.findings, "period.ended"));
  Compiled const compiled = compile(inputs);
  CHECK(compiled.plan.deals.size() == 0);
  CHECK(compiled.plan.arrivals.empty());
  CHECK(compiled.plan.booked_count ==
        static_cast<std::int64_t>(
            data::won_between(history, ended.start - core::Days(1), ended.end).size()));
}

TEST_CASE("fit: no past at all gives wide odds and says so", "[unit]") {
  Past past;
  for (int i = 0; i < 10; ++i) past.add({.id = std::to_string(i), .created = day(2025, 1, 5)});
  ForecastInputs const inputs = inputs_of(past.history(as_of), quarter);
  for (char const* const code :
       {"history.none", "history.short", "timing.assumed", "creation.unknown", "amount.prior"}) {
    CHECK(has_finding(inputs.models.findings, code));
  }
  Compiled const compiled = compile(inputs);
  auto const level = compiled.plan.draws.level.col(0);
  CHECK(level.maxCoeff() > 0);
  CHECK(level.minCoeff() < -2);
  check_sane(past.history(as_of));
}

TEST_CASE("fit: a table of win rates stands in for a past", "[unit]") {
  Past past;
  past.add({.id = "A", .created = day(2025, 1, 5), .stage = propose});
  past.add({.id = "B", .created = day(2025, 1, 5), .stage = qualify});
  past.records().win_rates = {{propose, {}, 60, 40, 30.0}, {qualify, {}, 10, 90, 80.0}};
  ForecastInputs const inputs = inputs_of(past.history(as_of), quarter);
  CHECK(inputs.models.win.source == models::win::Source::rate_table);
  CHECK(has_finding(inputs.models.findings, "history.table_only"));
  Compiled const compiled = compile(inputs);
  for (auto const& deal : compiled.deals) {
    bool const is_late_stage = deal.stage == "Propose";
    CHECK(deal.p_win == Approx(is_late_stage ? 0.6 : 0.1).margin(0.02));
    CHECK(deal.p_win_in_period < deal.p_win);
    if (is_late_stage) CHECK(deal.p_win_in_period == Approx(0.6 * 0.65).margin(0.04));
  }
}

TEST_CASE("fit: thin and lopsided histories never break", "[unit]") {
  check_sane(Past().history(as_of));  // not one deal
  Past only_wins = steady_past({.p_win = 1.1});
  check_sane(only_wins.history(as_of));
  Past no_wins = steady_past({.p_win = 0});
  check_sane(no_wins.history(as_of));
  check_sane(steady_past({.n_quarters = 9, .deals_per_quarter = 1}).history(as_of));
  check_sane(steady_past({}).history(day(2023, 2, 1)));  // four weeks of history
  Past blank = steady_past({});
  for (auto& deal : blank.records().deals) deal.amount = core::no_amount;
  for (auto& event : blank.records().events) event.amount = core::no_amount;
  check_sane(blank.history(as_of));
  Past bare = steady_past({});  // final states only
  bare.records().events.clear();
  bare.records().facts.has_stage_history = false;
  bare.records().facts.has_amount_history = false;
  bare.records().facts.has_close_date_history = false;
  check_sane(bare.history(as_of));
}

TEST_CASE("fit: deals without a creation date are not counted twice", "[unit]") {
  Past past = steady_past({});
  past.add({.id = "undated", .created = day(2025, 1, 5)});
  past.records().deals.back().created = core::no_date;
  past.records().events.pop_back();
  data::History const history = past.history(past.records().facts.newest = as_of);
  ForecastInputs const inputs = inputs_of(history, quarter);
  CHECK(has_finding(inputs.models.findings, "created.counted_as_new"));
  Compiled const compiled = compile(inputs);
  auto const found = std::find_if(compiled.deals.begin(), compiled.deals.end(),
                                  [](auto const& deal) { return deal.id == "undated"; });
  REQUIRE(found != compiled.deals.end());
  CHECK(found->p_win_in_period == 0);
}

TEST_CASE("compile: remarkable deals are flagged", "[unit]") {
  Past past = steady_past({});
  past.add({.id = "odd",
            .created = day(2023, 1, 5),
            .amount = 100'000'000,
            .entered_close = day(2024, 1, 5)});
  Compiled const compiled = compile_at(past.history(as_of));
  auto const found = std::find_if(compiled.deals.begin(), compiled.deals.end(),
                                  [](auto const& deal) { return deal.id == "odd"; });
  REQUIRE(found != compiled.deals.end());
  std::vector<std::string> words;
  for (auto const& flag : found->flags) words.push_back(flag.substr(0, flag.find(':')));
  CHECK(words == std::vector<std::string>{"overdue", "quiet", "stuck", "old", "large"});
}
