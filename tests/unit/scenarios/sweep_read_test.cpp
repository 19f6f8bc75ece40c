// tests/unit/scenarios/sweep_read_test.cpp – grids are read, and what is wrong with them is told.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/scenarios/fixture.hpp"

using namespace quarterdeck;
using namespace quarterdeck::scenarios;

namespace {

core::Checked<Scenario> read_sweep(std::string const& sweep) {
  test::Folder const folder;
  return read_scenario(folder.write("s.yaml", "name: t\nsweep:\n" + sweep));
}

}  // namespace

TEST_CASE("sweep: ranges and lists become one change a value", "[unit][scenarios]") {
  auto const scenario = read_sweep(
      "  - {win_rate: {odds: {from: 0.8, to: 1.2, steps: 5}}, where: {region: [EMEA, APAC]}}\n"
      "  - new_deals: {multiply: [0.5, 1, 2], from: +14d}\n");
  INFO(test::faults_of(scenario));
  REQUIRE(scenario);
  REQUIRE(scenario->sweep.size() == 2);
  auto const& odds = scenario->sweep[0];
  CHECK(odds.name == "win_rate.odds");
  CHECK(odds.values == std::vector<double>{0.8, 0.9, 1, 1.1, 1.2});
  REQUIRE(odds.changes.size() == 5);
  CHECK(std::get<WinRate>(odds.changes[3].what).odds == 1.1);
  CHECK(odds.changes[3].where->columns.front().test.one_of.size() == 2);
  auto const& more = scenario->sweep[1];
  CHECK(more.name == "new_deals.multiply");
  CHECK(std::get<NewDeals>(more.changes[2].what).multiply == 2);
  CHECK(std::get<NewDeals>(more.changes[2].what).from->days_after == 14);
  CHECK(scenario->changes.empty());
}

TEST_CASE("sweep: all faults at once, each with its place", "[unit][scenarios]") {
  auto const scenario = read_sweep(
      "  - {win_rate: {odds: 1.1}}\n"
      "  - {wn_rate: {odds: [1, 2]}}\n"
      "  - {win_rate: {odds: {from: 1, too: 2, steps: 3}}}\n"
      "  - {win_rate: {odds: [1, 2000]}}\n"
      "  - {close_date: {delay_days: {from: 0, to: 1, steps: 5}}}\n"
      "  - {hire: {count: [1, 2], start: +1d, deals_per_week: [1, 2]}}\n"
      "  - {deal: {id: a, probability: [0.1, 0.2]}}\n"
      "  - {market: {shift_sd: [0, high]}}\n");
  REQUIRE_FALSE(scenario);
  auto const faults = test::faults_of(scenario);
  for (char const* const part :
       {":3:5: the axis has no number with several values", "unknown key `wn_rate`",
        "Did you mean `win_rate`", "unknown key `too`",
        ":6:", ":7:", "leaves both `hire.count` and `hire.deals_per_week` open",
        "`deal` cannot be an axis", "not a number", "`sweep` has 8 axes"}) {
    CHECK_THAT(faults, test::containing(part));
  }
}

TEST_CASE("sweep: too many cells, and a grid that is extended, are refused", "[unit][scenarios]") {
  auto const scenario = read_sweep(
      "  - {win_rate: {odds: {from: 1, to: 2, steps: 200}}}\n"
      "  - {amount: {multiply: {from: 1, to: 2, steps: 100}}}\n");
  CHECK_THAT(test::faults_of(scenario), test::containing("20000 cells"));
  test::Folder const folder;
  folder.write("base.yaml", "name: b\nsweep:\n  - {win_rate: {odds: [1, 2]}}\n");
  auto const extended = read_scenario(folder.write("s.yaml", "name: t\nextends: base.yaml\n"));
  CHECK_THAT(test::faults_of(extended), test::containing("cannot be extended"));
}
