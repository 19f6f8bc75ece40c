// tests/unit/service/recording_test.cpp – a forecast as it goes on record.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/recording.hpp"

#include <algorithm>
#include <numeric>

#include "tests/support/catch.hpp"
#include "tests/unit/report/small_forecast.hpp"
#include "tools/service/history.hpp"

namespace quarterdeck::service {

TEST_CASE("What goes on record is what the forecast said, and its parts add up to its mean") {
  auto forecast = test::small_forecast();
  forecast.facts.open["B"] = {core::make_date(2026, 5, 1), core::make_date(2026, 12, 1)};
  auto const entry = ledger_entry(forecast);
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
  CHECK(std::ranges::none_of(ledger_entry(forecast).deals, &io::LedgerDeal::overridden));
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
  auto const entry = ledger_entry(forecast);
  CHECK(entry.scenarios == std::vector<std::string>{"freeze"});
  CHECK(entry.overrides == std::vector<std::string>{"B: amount 250 (Ana, signed quote)"});
  std::vector<bool> overridden;
  for (auto const& deal : entry.deals) overridden.push_back(deal.overridden);
  CHECK(overridden == std::vector{false, true, true});
  CHECK(entry.id != ledger_entry(test::small_forecast()).id);
}

TEST_CASE("The fine grid stands for the distribution: same mean, ordered, its middle the median") {
  auto const forecast = test::small_forecast();
  auto const entry = ledger_entry(forecast);
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
