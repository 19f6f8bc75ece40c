// tests/unit/service/lever_test.cpp – levers as scenarios, and their ranges.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/levers/lever.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/unit/service/lever_inputs.hpp"

using namespace quarterdeck;
using namespace quarterdeck::service;

TEST_CASE("lever: is the scenario that a file would say", "[unit][service]") {
  auto const words = [](Lever const& lever, double v) {
    return scenarios::describe(at_value(lever, v, true).changes.front());
  };
  CHECK(words({LeverKind::win_rate, "segment", "East"}, 1.2) ==
        "win rate: odds × 1.2 where segment is East");
  CHECK(words({LeverKind::cycle, "", ""}, 1.5) == "close date: time to win × 1.5");
  CHECK(words({LeverKind::amount, "", ""}, 0.9) == "amount: × 0.9 of open and new deals");
  CHECK(words({LeverKind::new_deals, "", ""}, 0.9) == "new deals: × 0.9");
  CHECK(words({LeverKind::market, "", ""}, -1) == "market: -1 standard deviations");
}

TEST_CASE("lever: the company and every segment value have theirs", "[unit][service]") {
  auto inputs = test::lever_inputs();
  auto const levers = all_levers(inputs);
  CHECK(levers.size() == 5 + 2 * 4);
  CHECK(std::ranges::count(levers, LeverKind::market, &Lever::kind) == 1);
  inputs.models.spec.measure_counts = true;
  CHECK(std::ranges::count(all_levers(inputs), LeverKind::amount, &Lever::kind) == 0);
}

TEST_CASE("lever: ranges are one-sided in time, normal for the market, absent without a past",
          "[unit][service]") {
  auto const inputs = test::lever_inputs();
  models::PlausibleRanges const ranges(inputs.history, inputs.models);
  auto const range = [&](LeverKind kind) {
    return range_of({kind, "", ""}, ranges, inputs.models);
  };
  REQUIRE(range(LeverKind::cycle).range);
  CHECK(range(LeverKind::cycle).range->low == 1);
  CHECK_FALSE(range(LeverKind::cycle).range->note.empty());
  CHECK(range(LeverKind::market).range->high == Approx(1.2815515655446004));
  auto young = inputs.models;
  young.factor.n_periods = 3;
  auto const absent = range_of({LeverKind::market, "", ""}, ranges, young);
  CHECK_FALSE(absent.range);
  CHECK_FALSE(absent.absent.empty());
}
