// tests/unit/models/baselines_test.cpp – simple forecasts against sums done by hand.
// SPDX-License-Identifier: Apache-2.0
#include "models/baseline/baselines.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "engine/core/ids.hpp"
#include "models/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/models/past.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using models::baseline::Baseline;
using models::baseline::BaselineSpec;
using models::baseline::Kind;
using models::baseline::Sightings;

namespace {

core::Date const as_of = day(2025, 2, 14);

/// Four quarters that booked 100, 200, 300, 400 by this week and won 300, 200, 500, 600 after it,
/// with 100 more in the pipeline each that were lost; and one that has booked 500 and has 1,000
/// open, 700 of it due.
Past hand_written() {
  constexpr std::array booked{100, 200, 300, 400};
  constexpr std::array rest{300, 200, 500, 600};
  Past past;
  past.records().facts.complete_from = day(2024, 1, 1);
  for (auto& stage : past.records().stages) stage.probability.reset();
  auto quarter = quarter_of(day(2024, 1, 15));
  core::FiscalCalendar const calendar;
  for (std::size_t q = 0; q < booked.size(); ++q) {
    auto const name = std::to_string(q);
    auto const deal = [&](char kind, int amount, core::Date closed, data::Outcome outcome) {
      PastDeal made{kind + name, quarter.start, closed, outcome, core::Minor{100} * amount};
      made.entered_close =
          outcome == data::Outcome::won ? quarter.end : quarter.end + core::Days{9};
      past.add(made);
    };
    deal('b', booked[q], quarter.start + core::Days{5}, data::Outcome::won);
    deal('r', rest[q], quarter.end - core::Days{5}, data::Outcome::won);
    deal('l', 100, quarter.end - core::Days{3}, data::Outcome::lost);
    quarter = calendar.next(quarter);
  }
  past.add({"now-b", quarter.start, quarter.start + core::Days{5}, data::Outcome::won, 50'000});
  PastDeal open{"now-o", quarter.start, core::no_date, data::Outcome::open, 70'000};
  open.entered_close = quarter.end;
  past.add(open);
  open.id = "now-later";
  open.amount = 30'000;
  open.entered_close = quarter.end + core::Days{40};
  past.add(open);
  return past;
}

BaselineSpec spec_of(core::Period const& period) {
  BaselineSpec spec;
  spec.period = period;
  return spec;
}

std::vector<Baseline> made(Past& past) {
  return models::baseline::baselines(past.history(as_of), spec_of(quarter_of(as_of)));
}

Baseline const& of_kind(std::vector<Baseline> const& all, Kind kind) {
  return *std::find_if(all.begin(), all.end(), [kind](auto const& b) { return b.kind == kind; });
}

}  // namespace

TEST_CASE("baselines: points are the sums done by hand", "[unit]") {
  auto past = hand_written();
  auto const all = made(past);
  REQUIRE(all.size() == models::baseline::all_kinds.size());
  CHECK(of_kind(all, Kind::last_period).point == Approx(500 + 600));
  CHECK(of_kind(all, Kind::rest_of_four).point == Approx(500 + 400));
  CHECK(of_kind(all, Kind::run_rate).point == Approx(500 / (1000.0 / 2600)));
  CHECK(of_kind(all, Kind::conversion).point == Approx(500 + 1000 * 1600.0 / 2000));
  CHECK(of_kind(all, Kind::conversion_due).point == Approx(500 + 700 * 1600.0 / 1600));
}

TEST_CASE("baselines: past calls leave their own quarter out", "[unit]") {
  auto past = hand_written();
  auto const all = made(past);
  auto const& pace = of_kind(all, Kind::run_rate);
  REQUIRE(pace.calls.size() == 4);
  CHECK(pace.calls[0].period == "2024-Q4");
  CHECK(pace.calls[0].actual == Approx(1000));
  CHECK(pace.calls[0].forecast == Approx(400 / (600.0 / 1600)));
  auto const& last = of_kind(all, Kind::last_period);
  REQUIRE(last.calls.size() == 3);
  CHECK(last.calls[0].forecast == Approx(400 + 500));
  CHECK(last.calls[2].period == "2024-Q2");
  CHECK(last.calls[2].forecast == Approx(200 + 300));
}

TEST_CASE("baselines: a grid ascends, and nothing of it lies below what is booked", "[unit]") {
  auto past = hand_written();
  auto const all = made(past);
  for (auto const& baseline : all) {
    if (!baseline.absent.empty()) continue;
    INFO(models::baseline::name_of(baseline.kind));
    REQUIRE(baseline.grid.size() == models::baseline::n_grid);
    CHECK(std::is_sorted(baseline.grid.begin(), baseline.grid.end()));
    CHECK(baseline.grid.front() >= 500);
    // The pipeline that was due was won to the last deal in every quarter: nothing is uncertain.
    bool const certain = baseline.kind == Kind::conversion_due;
    CHECK((baseline.grid.back() > baseline.grid.front()) == !certain);
  }
}

TEST_CASE("baselines: what the data do not have is absent, with the reason", "[unit]") {
  auto past = hand_written();
  auto all = made(past);
  CHECK(of_kind(all, Kind::last_year).absent.find("no completed period") == 0);
  CHECK(of_kind(all, Kind::stage_weighted).absent.find("no stage") == 0);
  CHECK(of_kind(all, Kind::category).absent.find("there is no column") == 0);
  past.records().stages[qualify].probability = 0.5;
  all = made(past);
  auto const& weighted = of_kind(all, Kind::stage_weighted);
  CHECK(weighted.absent.empty());
  CHECK(weighted.point == Approx(500 + 0.5 * 700));
  auto const range = models::baseline::baselines(
      past.history(as_of),
      spec_of({"", day(2025, 1, 10), day(2025, 3, 9), core::PeriodUnit::range}));
  CHECK(of_kind(range, Kind::last_year).absent.find("free range") != std::string::npos);
}

TEST_CASE("baselines: a period whose first days are not on record tells no share of its total",
          "[unit]") {
  auto past = hand_written();
  past.records().facts.complete_from = day(2024, 1, 3);
  auto const all = made(past);
  CHECK(of_kind(all, Kind::run_rate).point == Approx(500 / (900.0 / 2200)));
  CHECK(of_kind(all, Kind::run_rate).calls.size() == 3);
  CHECK(of_kind(all, Kind::rest_of_four).point == Approx(500 + 400));
}

TEST_CASE("baselines: a share that varies too much is not extrapolated", "[unit]") {
  Sightings frame;
  frame.now.booked = 50;
  for (int q = 0; q < 6; ++q) {
    frame.past.emplace_back();
    frame.past.back().age = q + 1;
    frame.past.back().booked = q % 2 == 0 ? 10 : 300;
    frame.past.back().rest = 900;
  }
  CHECK(of_kind(models::baseline::baselines(frame), Kind::run_rate).absent.find("varied") !=
        std::string::npos);
  for (auto& sighting : frame.past) sighting.booked = 100;
  CHECK(of_kind(models::baseline::baselines(frame), Kind::run_rate).point == Approx(500));
}

TEST_CASE("baselines: the same period last year answers once a year of errors is there", "[unit]") {
  auto past = steady_past({.n_quarters = 12});
  core::Date const on = day(2025, 11, 15);
  auto const all = models::baseline::baselines(past.history(on), spec_of(quarter_of(on)));
  auto const& year = of_kind(all, Kind::last_year);
  REQUIRE(year.absent.empty());
  CHECK(year.calls.size() == 7);  // 2025-Q3 back to 2024-Q1
  auto const sightings = models::baseline::sightings(past.history(on), spec_of(quarter_of(on)));
  CHECK(year.point == Approx(sightings.now.booked + sightings.past[3].rest));
  CHECK(sightings.past[3].period.id == "2024-Q4");
}

TEST_CASE("baselines: booked and rest of every past period make up its total", "[unit]") {
  auto past = steady_past({.n_quarters = 9});
  auto const history = past.history(as_of);
  auto const sightings = models::baseline::sightings(history, spec_of(quarter_of(as_of)));
  REQUIRE(sightings.past.size() == 8);
  for (auto const& sighting : sightings.past) {
    double total = 0;
    for (auto const& win :
         data::won_between(history, sighting.period.start - core::Days{1}, sighting.period.end))
      total += core::to_units(win.amount);
    CHECK(sighting.total() == Approx(total));
    CHECK(sighting.booked > 0);
    CHECK(sighting.rest > 0);
  }
}

TEST_CASE("baselines: bands of exchangeable periods hold about what they promise", "[unit]") {
  constexpr int n_companies = 1500;
  constexpr std::size_t n_past = 12;
  int n_covered = 0;
  int n_half = 0;
  for (int company = 0; company < n_companies; ++company) {
    auto stream = models::row_stream(1, core::entity_of("baselines"), std::uint64_t(company));
    Sightings frame;
    auto const rest = [&] { return 1000 + 150 * models::normal_variate(stream); };
    frame.now.booked = 400;
    for (std::size_t q = 0; q < n_past; ++q) {
      frame.past.emplace_back();
      frame.past.back().age = static_cast<double>(q + 1);
      frame.past.back().booked = 400;
      frame.past.back().rest = rest();
    }
    auto const all = models::baseline::baselines(frame);
    auto const& grid = of_kind(all, Kind::rest_of_four).grid;
    double const actual = 400 + rest();
    double const low = grid[19];
    double const high = grid[179];
    n_covered += low <= actual && actual <= high ? 1 : 0;
    double const middle = grid[99];
    n_half += (low + middle) / 2 <= actual && actual <= (high + middle) / 2 ? 1 : 0;
  }
  // Normal kernels over twelve errors widen an exact band a little, so the range is not symmetric.
  CHECK(n_covered > 0.77 * n_companies);
  CHECK(n_covered < 0.89 * n_companies);
  CHECK(n_half < 0.65 * n_companies);
}
