// tests/unit/models/seasonal_baseline_test.cpp – the simple forecast that knows the month's place.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/unit/models/baseline_fixture.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using models::baseline::Baseline;
using models::baseline::Kind;

namespace {

std::vector<Baseline> made(Past const& past, core::Date on, core::Period const& period) {
  return models::baseline::baselines(past.history(on), spec_of(period));
}

core::Period month_of(core::Date on) {
  return core::FiscalCalendar().containing(on, core::PeriodUnit::month);
}

/// A year of months that win 100, 200 and 300 in their last days, by their place in the quarter.
Past by_month() {
  Past past;
  past.records().facts.complete_from = day(2024, 1, 1);
  for (unsigned month = 1; month <= 12; ++month) {
    auto const period = month_of(day(2024, month, 1));
    int const rest = 100 * static_cast<int>((month - 1) % 3 + 1);
    past.add({"r" + std::to_string(month), period.start, period.end - core::Days{3},
              data::Outcome::won, core::Minor{100} * rest});
  }
  past.add({"now", day(2025, 1, 2), day(2025, 1, 5), data::Outcome::won, core::Minor{100} * 40});
  return past;
}

}  // namespace

TEST_CASE("baselines: seasonal knows the month's place in the quarter", "[unit]") {
  auto const past = by_month();
  core::Date const on = day(2025, 1, 10);
  auto const all = made(past, on, month_of(on));
  auto const& seasonal = of_kind(all, Kind::seasonal);
  REQUIRE(seasonal.absent.empty());
  CHECK(std::abs(seasonal.point - (40 + 100)) < 10);
  CHECK(of_kind(all, Kind::rest_of_four).point == Approx(40 + (300 + 100 + 200 + 300) / 4.0));
  REQUIRE(seasonal.calls.size() == 12);
  for (auto const& call : seasonal.calls) {
    INFO(call.period);
    CHECK(std::abs(call.forecast / call.actual - 1) < 0.15);
  }
}

TEST_CASE("baselines: seasonal needs months, and one of the same place", "[unit]") {
  auto const past = by_month();
  core::Date const on = day(2024, 3, 10);
  auto const quarters = made(past, on, quarter_of(on));
  CHECK(of_kind(quarters, Kind::seasonal).absent.find("only a month") == 0);
  auto const all = made(past, on, month_of(on));
  CHECK(of_kind(all, Kind::seasonal).absent.find("no completed month") == 0);
}

TEST_CASE("baselines: seasonal shows a thin past in its spread", "[unit]") {
  core::Date const on = day(2024, 4, 10);
  auto const all = made(by_month(), on, month_of(on));
  auto const& seasonal = of_kind(all, Kind::seasonal);
  REQUIRE(seasonal.absent.empty());
  // No other month has the place of one of the three, so each is asked without a season.
  REQUIRE(seasonal.calls.size() == 3);
  CHECK(seasonal.calls[0].forecast == Approx((100 + 200) / 2.0));
  CHECK(seasonal.calls[1].forecast == Approx((100 + 300) / 2.0));
  CHECK(seasonal.calls[2].forecast == Approx((200 + 300) / 2.0));
  CHECK(seasonal.point < (100 + 200 + 300) / 3.0);  // January was the weakest
}
