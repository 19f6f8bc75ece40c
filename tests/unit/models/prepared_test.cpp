// tests/unit/models/prepared_test.cpp – scenarios of one base: the same plans, and the same rows.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/simulate/simulate.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/models/past.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using namespace quarterdeck::models;

namespace {

core::Date const as_of = day(2025, 2, 14);
core::Period const quarter = quarter_of(as_of);

ForecastInputs book(win::WinModelKind method) {
  auto inputs = inputs_of(steady_past({.deals_per_quarter = 200}).history(as_of), quarter);
  ModelSpec spec;
  spec.period = quarter;
  spec.segments = {"segment"};
  spec.win_model = method;
  inputs.models = models::fit(inputs.history, spec);
  return inputs;
}

results::Results played(Compiled const& compiled) {
  return simulate::simulate(compiled.plan, {.n_trials = 512, .n_threads = 1});
}

/// The base, and what scenarios do to it.
std::vector<ForecastInputs> scenarios_of(ForecastInputs const& base) {
  std::vector<ForecastInputs> all(7, base);
  std::string const id = base.pipeline.deals[4].id;
  all[1].what_if.deals[id].odds = 1.5;
  all[2].what_if.market_shift = -1;
  all[3].what_if.creation.push_back({"more", 1.2, as_of, {}});
  DealChange change;
  change.amount = 77'700'000;
  change_deal(all[4], 4, change);
  change = {};
  change.outcome = data::Outcome::won;
  change_deal(all[5], 4, change);
  all[6].pipeline.deals.erase(all[6].pipeline.deals.begin() + 4);
  return all;
}

/// Everything that the engines see.
void check_same(plan::Plan const& a, plan::Plan const& b) {
  CHECK(a.booked == b.booked);
  CHECK(a.market_shift == b.market_shift);
  CHECK(a.deals.entity == b.deals.entity);
  CHECK(a.deals.amount == b.deals.amount);
  CHECK(a.deals.cell == b.deals.cell);
  CHECK(a.deals.curve == b.deals.curve);
  CHECK(a.deals.amount_table == b.deals.amount_table);
  CHECK(a.deals.group == b.deals.group);
  CHECK(a.curves == b.curves);
  CHECK(a.ratio == b.ratio);
  CHECK(a.cells.size() == b.cells.size());
  CHECK(a.draws.level == b.draws.level);
  CHECK(a.draws.amount_scale == b.draws.amount_scale);
  CHECK(a.draws.arrival_log_mean == b.draws.arrival_log_mean);
  CHECK(a.draws.arrival_scale == b.draws.arrival_scale);
  REQUIRE(a.arrivals.size() == b.arrivals.size());
  for (std::size_t i = 0; i < a.arrivals.size(); ++i) {
    CHECK(a.arrivals[i].entity == b.arrivals[i].entity);
    CHECK(std::ranges::equal(a.arrivals[i].entries, b.arrivals[i].entries, {},
                             &plan::ArrivalEntry::amount, &plan::ArrivalEntry::amount));
  }
}

}  // namespace

TEST_CASE("Prepared: a scenario compiled from its base is the scenario compiled", "[unit]") {
  for (auto const method : {win::WinModelKind::table, win::WinModelKind::hazard}) {
    ForecastInputs const base = book(method);
    CompileOptions const options{.seed = 3, .n_rows = 128};
    Prepared const prepared(base, options);
    for (ForecastInputs const& scenario : scenarios_of(base)) {
      Compiled const from_base = compile(scenario, prepared);
      Compiled const anew = compile(scenario, options);
      CHECK(played(from_base) == played(anew));
      REQUIRE(from_base.deals.size() == anew.deals.size());
      for (std::size_t i = 0; i < anew.deals.size(); ++i) {
        CHECK(from_base.deals[i].p_win == anew.deals[i].p_win);
        CHECK(from_base.deals[i].flags == anew.deals[i].flags);
      }
    }
  }
}

TEST_CASE("PlanMaker: plans one after another are those compiled on their own", "[unit]") {
  for (auto const method : {win::WinModelKind::table, win::WinModelKind::hazard}) {
    ForecastInputs const base = book(method);
    Prepared const prepared(base, {.seed = 3, .n_rows = 64});
    auto all = scenarios_of(base);
    // The same again, in another order, and shifts that have a cell in common.
    ForecastInputs more = all[1];
    more.what_if.deals[base.pipeline.deals[7].id].odds = 1.5;
    more.what_if.deals[base.pipeline.deals[9].id].delay_days = 12;
    all.push_back(more);
    more.what_if.deals[base.pipeline.deals[7].id].amount = 1.25;
    more.changes = all[5].changes;
    all.push_back(more);
    all.insert(all.end(), {all[1], base, all[5], all[7]});
    PlanMaker make(prepared);
    for (ForecastInputs const& scenario : all) {
      check_same(make(scenario), compile(scenario, prepared).plan);
    }
  }
}

TEST_CASE("Prepared: one deal more leaves the posterior rows as they are", "[unit]") {
  ForecastInputs const base = book(win::WinModelKind::hazard);
  auto const n_deals = static_cast<Eigen::Index>(base.pipeline.deals.size());
  CompileOptions const options{.seed = 1, .n_rows = (Eigen::Index{1} << 23) / n_deals};
  ForecastInputs more = base;
  more.pipeline.deals.push_back(more.pipeline.deals.back());
  more.pipeline.deals.back().id += " again";
  more.pipeline.deals.back().entity += 1;
  CHECK(compile(more, Prepared(base, options)).plan.draws.n_rows() == options.n_rows);
  CHECK(compile(more, options).plan.draws.n_rows() < options.n_rows);
}

TEST_CASE("Prepared: a period that has ended has nothing to share", "[unit]") {
  ForecastInputs base = book(win::WinModelKind::table);
  base.period = core::FiscalCalendar().previous(quarter);
  Compiled const compiled = compile(base, Prepared(base, {.seed = 1, .n_rows = 64}));
  CHECK(compiled.deals.empty());
  CHECK(compiled.plan.booked_count > 0);
}
