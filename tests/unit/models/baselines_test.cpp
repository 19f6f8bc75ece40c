// tests/unit/models/baselines_test.cpp – simple forecasts against sums done by hand.
// SPDX-License-Identifier: Apache-2.0
#include "models/baseline/baselines.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "engine/core/ids.hpp"
#include "models/posterior/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/models/baseline_fixture.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using models::baseline::Baseline;

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

std::vector<Baseline> made(Past& past) {
  return models::baseline::baselines(past.history(as_of), spec_of(quarter_of(as_of)));
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

namespace {

using data::Category;

/// The row of a deal by its id.
std::uint32_t row_of(Past& past, std::string const& id) {
  auto const& deals = past.records().deals;
  auto const found =
      std::find_if(deals.begin(), deals.end(), [&](auto const& deal) { return deal.id == id; });
  REQUIRE(found != deals.end());
  return static_cast<std::uint32_t>(found - deals.begin());
}

void say(Past& past, std::string const& id, core::Date on, Category category) {
  past.records().categories.push_back({row_of(past, id), on, category});
  data::tidy(past.records().categories);
}

/// In the second quarter all that came was committed by this week, in the third nothing was, in the
/// fourth all was as good as closed; of the first nobody knows. 700 is committed now.
Past with_categories() {
  auto past = hand_written();
  say(past, "r1", day(2024, 4, 2), Category::commit);
  say(past, "r2", day(2024, 7, 2), Category::pipeline);
  say(past, "r2", day(2024, 9, 1), Category::commit);
  say(past, "r3", day(2024, 10, 2), Category::best_case);
  say(past, "r3", day(2024, 11, 1), Category::closed);
  say(past, "l3", day(2024, 10, 2), Category::commit);  // but due after the quarter
  say(past, "now-o", day(2025, 1, 2), Category::most_likely);
  say(past, "now-o", day(2025, 2, 14), Category::commit);
  say(past, "now-later", day(2025, 1, 2), Category::commit);
  return past;
}

Baseline category_of(Past& past) { return of_kind(made(past), Kind::category); }

/// Share of the mixture of equal normal kernels at or below x.
double mixture(std::vector<double> const& centres, double width, double x) {
  double sum = 0;
  for (double const centre : centres) sum += models::normal_cdf((x - centre) / width);
  return sum / static_cast<double>(centres.size());
}

}  // namespace

TEST_CASE("baselines: category is booked and committed, as they were on the day", "[unit]") {
  auto past = with_categories();
  auto const category = category_of(past);
  REQUIRE(category.absent.empty());
  CHECK(category.point == Approx(500 + 700));
  REQUIRE(category.calls.size() == 3);
  CHECK(category.calls[0].period == "2024-Q4");
  CHECK(category.calls[0].forecast == Approx(400 + 600));
  CHECK(category.calls[0].actual == Approx(1000));
  CHECK(category.calls[1].forecast == Approx(300));
  CHECK(category.calls[1].actual == Approx(800));
  CHECK(category.calls[2].forecast == Approx(200 + 200));
  CHECK(category.calls[2].actual == Approx(400));
}

TEST_CASE("baselines: category is spread by its own past errors", "[unit]") {
  auto past = with_categories();
  auto const grid = category_of(past).grid;
  REQUIRE(grid.size() == models::baseline::n_grid);
  std::vector<double> const centres{1200, 1200 * 8.0 / 3, 1200};
  double const deviation = std::sqrt(4e6 / 3);  // of 1200, 3200, 1200
  double const width = 0.9 * deviation * std::pow(3, -0.2);
  for (std::size_t i = 0; i < grid.size(); ++i) {
    double const level = (static_cast<double>(i) + 0.5) / models::baseline::n_grid;
    double const share = mixture(centres, width, grid[i]);
    if (grid[i] > 500) CHECK(share == Approx(level).margin(0.01));
    if (grid[i] <= 500) CHECK(level < mixture(centres, width, 500) + 0.01);
  }
}

TEST_CASE("baselines: a category of a later day changes nothing", "[unit]") {
  auto past = with_categories();
  auto const before = category_of(past);
  say(past, "now-o", day(2025, 2, 15), Category::omitted);
  say(past, "now-later", day(2025, 2, 15), Category::closed);
  say(past, "r1", day(2025, 3, 1), Category::omitted);
  auto const after = category_of(past);
  CHECK(after.point == before.point);
  CHECK(after.grid == before.grid);
  // One of the day itself counts.
  say(past, "now-o", as_of, Category::pipeline);
  CHECK(category_of(past).point == Approx(500));
}

TEST_CASE("baselines: category in numbers of deals, and without amounts", "[unit]") {
  auto past = with_categories();
  auto spec = spec_of(quarter_of(as_of));
  spec.measure_counts = true;
  auto const counted =
      of_kind(models::baseline::baselines(past.history(as_of), spec), Kind::category);
  CHECK(counted.point == Approx(1 + 1));
  for (auto const* id : {"now-o", "now-later"}) {
    auto const row = row_of(past, id);
    past.records().deals[row].amount = core::no_amount;
    for (auto& event : past.records().events) {
      if (event.deal == row) event.amount = core::no_amount;
    }
  }
  CHECK(category_of(past).absent == "open deals have no amounts to add up");
}

TEST_CASE("baselines: category is absent where the data do not tell it, with the reason",
          "[unit]") {
  auto past = hand_written();
  CHECK(category_of(past).absent == "there is no column forecast_category");
  SECTION("at present only") {
    for (std::size_t i = 0; i < past.records().deals.size(); ++i) {
      past.records().text["forecast_category"].push_back("Commit");
    }
    CHECK(category_of(past).absent.find("at past days is not on record") != std::string::npos);
  }
  SECTION("under unknown names only") {
    say(past, "r1", day(2024, 4, 2), Category::untold);
    say(past, "now-o", day(2025, 1, 2), Category::untold);
    CHECK(category_of(past).absent.find("at past days is not on record") != std::string::npos);
  }
  SECTION("in this period only") {
    say(past, "now-o", day(2025, 1, 2), Category::commit);
    CHECK(category_of(past).absent ==
          "the forecast categories of no completed period are on record");
  }
  SECTION("of few deals only") {
    past = with_categories();
    for (auto const* id : {"now-x", "now-y"}) {
      PastDeal open{id, day(2025, 1, 10), core::no_date, data::Outcome::open, 10'000};
      open.entered_close = day(2025, 3, 31);
      past.add(open);
      auto const told = category_of(past);
      // One of two is half of them, one of three is not.
      CHECK(told.absent.empty() == (std::string(id) == "now-x"));
      if (told.absent.empty()) continue;
      CHECK(told.absent.find("fewer than half") != std::string::npos);
    }
  }
  SECTION("nothing booked and nothing committed") {
    past = with_categories();
    say(past, "now-o", as_of, Category::pipeline);
    auto& booked = past.records().deals[row_of(past, "now-b")];
    for (auto& event : past.records().events) {
      if (event.deal == row_of(past, "now-b")) event.amount = 0;
    }
    booked.amount = 0;
    CHECK(category_of(past).absent.find("nothing is booked or committed") == 0);
  }
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
