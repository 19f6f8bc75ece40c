// tests/unit/service/recording_test.cpp – a forecast as it goes on record.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/record/recording.hpp"

#include <algorithm>
#include <numeric>

#include "tests/support/catch.hpp"
#include "tests/unit/report/small_forecast.hpp"
#include "tools/service/past/simple_forecast.hpp"
#include "tools/service/past/sorted_values.hpp"
#include "tools/service/record/history.hpp"

namespace quarterdeck::service {

TEST_CASE("What goes on record is what the forecast said, and its parts add up to its mean") {
  auto forecast = test::small_forecast();
  BookFacts facts;
  facts.open["B"] = {core::make_date(2026, 5, 1), core::make_date(2026, 12, 1)};
  auto const entry = ledger_entry(forecast, facts);
  CHECK(entry.mean == forecast.summary.total.spread.mean);
  CHECK(entry.booked == 5000);
  REQUIRE(entry.deals.size() == 3);
  double sum = core::to_units(entry.booked) + entry.new_mean;
  for (auto const& deal : entry.deals) sum += deal.expected;
  CHECK(sum == Approx(entry.mean).epsilon(1e-12));
  CHECK(entry.deals[1].id == "B");
  CHECK(entry.deals[1].amount == 200);
  CHECK(entry.deals[1].created == core::make_date(2026, 5, 1));
  CHECK(entry.deals[1].close_date == core::make_date(2026, 12, 1));
  REQUIRE(entry.targets.size() == 2);
  CHECK(entry.targets[0].p_hit == forecast.summary.targets[0].p_hit.value);
  CHECK(entry.id == io::ledger_id(entry));
}

TEST_CASE("Scenarios and the overrides that hold go on record with the deals that they decided") {
  auto forecast = test::small_forecast();
  CHECK(std::ranges::none_of(ledger_entry(forecast, {}).deals, &io::LedgerDeal::overridden));
  models::OverrideEffect held;
  held.deal = "B";
  held.field = models::OverrideField::amount;
  held.after.number = 250;
  held.author = "Ana";
  held.reason = "signed quote";
  auto expired = held;
  expired.deal = "A";
  expired.status = models::OverrideStatus::expired;
  forecast.overrides = {held, expired};
  ScenarioNote freeze;
  freeze.name = "freeze";
  freeze.effects.push_back({});
  freeze.effects[0].deals = {"C"};
  forecast.scenarios = {freeze};
  auto const entry = ledger_entry(forecast, {});
  CHECK(entry.scenarios == std::vector<std::string>{"freeze"});
  CHECK(entry.overrides == std::vector<std::string>{"B: amount 250 (Ana, signed quote)"});
  std::vector<bool> overridden;
  for (auto const& deal : entry.deals) overridden.push_back(deal.overridden);
  CHECK(overridden == std::vector{false, true, true});
  CHECK(entry.id != ledger_entry(test::small_forecast(), {}).id);
}

TEST_CASE("Where the combination is the headline it goes on record beside the simulation") {
  auto forecast = test::small_forecast();
  CHECK(ledger_entries(forecast, {}).size() == 1);
  CHECK(ledger_entries(forecast, {})[0].headline);
  forecast.backing.emplace();
  CHECK(ledger_entries(forecast, {}).size() == 1);
  auto& combination = forecast.backing->combination;
  forecast.headline = Headline::combination;
  combination.total = spread_of_sorted({100, 300});
  combination.grid = ledger_grid({100, 300});
  combination.open.mean = 120;
  combination.created_later.mean = 30;
  combination.p_hit = {0.25, std::nullopt};
  auto const entries = ledger_entries(forecast, {});
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].model == "simulation");
  CHECK_FALSE(entries[0].headline);
  CHECK(entries[0].deals.size() == 3);
  CHECK(entries[1].model == "pool");
  CHECK(entries[1].headline);
  CHECK(entries[1].mean == 200);
  CHECK(entries[1].grid.front() == 100);
  CHECK(entries[1].grid.back() == 300);
  CHECK(entries[1].open_mean == 120);
  REQUIRE(entries[1].targets.size() == 1);
  CHECK(entries[1].targets[0].p_hit == 0.25);
  CHECK(entries[1].deals.empty());
  CHECK(entries[1].id == io::ledger_id(entries[1]));
}

TEST_CASE("A baseline goes on record as what it is: a total without parts and deals") {
  SimpleForecast simple;
  simple.model = "run-rate";
  simple.booked = 50;
  simple.grid = ledger_grid({60, 80, 100});
  simple.total = spread_of_sorted({60, 80, 100});
  simple.quality_score = 88;
  simple.targets = {{"Company", 90, 1.0 / 3}};
  auto const entry = ledger_entry(simple, {});
  CHECK(entry.model == "run-rate");
  CHECK(entry.headline);
  CHECK_FALSE(entry.has_parts);
  CHECK(entry.booked == 5000);
  CHECK(entry.mean == Approx(80));
  CHECK(entry.quality_score == 88);
  CHECK(entry.targets[0].p_hit == Approx(1.0 / 3));
  CHECK(score_record(entry.grid, entry.quantiles, 80).crps < 10);
  CHECK(entry.id == io::ledger_id(entry));
}

TEST_CASE("The fine grid stands for the distribution: same mean, ordered, its middle the median") {
  auto const forecast = test::small_forecast();
  auto const entry = ledger_entry(forecast, {});
  REQUIRE(entry.grid.size() == io::ledger_grid_points);
  CHECK(std::is_sorted(entry.grid.begin(), entry.grid.end()));
  double const mean = std::accumulate(entry.grid.begin(), entry.grid.end(), 0.0) /
                      static_cast<double>(entry.grid.size());
  // Eight possible totals from 50 to 750: each edge of the steps can be off by half a grid point.
  CHECK(mean == Approx(entry.mean).margin(700.0 / 400));
  auto run = forecast.results.total;
  std::sort(run.begin(), run.end());
  for (std::size_t k : {0U, 49U, 100U, 199U}) {
    auto const at_most = std::upper_bound(run.begin(), run.end(), core::to_minor(entry.grid[k]));
    auto const share = static_cast<double>(at_most - run.begin()) / static_cast<double>(run.size());
    CHECK(share >= (static_cast<double>(k) + 0.5) / 200);
  }
}

}  // namespace quarterdeck::service
