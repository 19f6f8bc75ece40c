// tests/unit/models/season_test.cpp – seasons of series whose seasons are known.
// SPDX-License-Identifier: Apache-2.0
#include "models/season/season.hpp"

#include <array>
#include <boost/random/binomial_distribution.hpp>
#include <cmath>

#include "models/posterior/draws.hpp"
#include "models/win/table/odds.hpp"
#include "models/win/table/win_season.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using namespace quarterdeck::models;

namespace {

random::Stream stream_of(std::uint64_t series) {
  return random::Stream({.seed = 7, .entity = 31, .index = series});
}

/// Twelve quarters of a drifting level with seasons and noise, all drawn from the model.
struct Series {
  std::array<double, 4> season{};
  std::vector<SeasonObservation> observations;
};

Series draw_series(std::uint64_t index, double sampling_variance) {
  random::Stream stream = stream_of(index);
  double const tau = 0.3 * std::abs(normal_variate(stream));
  double const drift = 0.15 * std::abs(normal_variate(stream));
  double const phi = -0.05 * std::log(stream.uniform());
  Series series;
  for (double& effect : series.season) effect = tau * normal_variate(stream);
  double level = 3;
  for (int t = 0; t < 12; ++t) {
    level += drift * normal_variate(stream);
    double const noise = std::sqrt(phi + sampling_variance) * normal_variate(stream);
    auto const place = static_cast<std::size_t>(t % 4);
    series.observations.push_back(
        {level + series.season[place] + noise, sampling_variance, 12.0 - t, t % 4});
  }
  return series;
}

/// What the truth lies off the posterior mean, in posterior standard deviations, squared.
double squared_miss(Series const& series, std::vector<SeasonObservation> const& seen) {
  SeasonFactor const said = SeasonPosterior(seen, {4}, 0, SeasonLevel::drifting).at(0);
  auto const& s = series.season;
  double const truth = s[0] - (s[0] + s[1] + s[2] + s[3]) / 4;
  double const miss = (truth - said.log_mean) / said.log_sd;
  return miss * miss;
}

/// Quarters of one count each, oldest first.
SeasonFactor fourth_of(std::vector<double> const& counts) {
  std::vector<SeasonObservation> observations;
  int const n = static_cast<int>(counts.size());
  for (int t = 0; t < n; ++t) {
    observations.push_back(season_of_count(counts[static_cast<std::size_t>(t)], n - t, t % 4));
  }
  return SeasonPosterior(observations, {4}, 3, SeasonLevel::drifting).at(3);
}

core::Period month_of(int year, unsigned month) {
  return core::FiscalCalendar().containing(core::make_date(year, month, 1),
                                           core::PeriodUnit::month);
}

/// Nine months before 2026-10, the newest first.
Landmarks nine_months() {
  Landmarks marks;
  marks.period = month_of(2026, 10);
  for (int back = 1; back <= 9; ++back) {
    Landmark landmark;
    landmark.period = month_of(2026, static_cast<unsigned>(10 - back));
    landmark.age_periods = back;
    marks.past.push_back(landmark);
  }
  return marks;
}

/// Outcomes of deals whose odds are those said times those of their month of the quarter.
std::vector<win::PastOutcome> outcomes_of(Landmarks const& marks,
                                          std::array<double, 3> const& log_odds) {
  std::vector<win::PastOutcome> outcomes;
  random::Stream stream = stream_of(99);
  core::FiscalCalendar const calendar;
  for (std::size_t q = 0; q < marks.past.size(); ++q) {
    auto const month = static_cast<std::size_t>(place_in_year(marks.past[q].period, calendar) % 3);
    for (double const p : {0.1, 0.25, 0.5}) {
      win::PastOutcome outcome{q, "all", p, 400, 0};
      boost::random::binomial_distribution<int, double> wins(
          400, win::with_odds(p, std::exp(log_odds[month])));
      outcome.wins = wins(stream);
      outcomes.push_back(outcome);
    }
  }
  return outcomes;
}

}  // namespace

TEST_CASE("season: places and cycles of periods", "[unit]") {
  core::FiscalCalendar const calendar;
  CHECK(place_in_year(month_of(2026, 1), calendar) == 0);
  CHECK(place_in_year(month_of(2026, 12), calendar) == 11);
  auto const quarter = calendar.containing(core::make_date(2026, 11, 3), core::PeriodUnit::quarter);
  CHECK(place_in_year(quarter, calendar) == 3);
  core::FiscalCalendar const fiscal({.start_month = 2});
  CHECK(place_in_year(month_of(2026, 1), fiscal) == 11);
  core::FiscalCalendar const weeks({.pattern = core::YearPattern::weeks_445});
  core::Period month = weeks.containing(core::make_date(2026, 1, 20), core::PeriodUnit::month);
  for (int place = 0; place < 24; ++place, month = weeks.next(month)) {
    CHECK(place_in_year(month, weeks) == place % 12);
  }
  CHECK(cycles_of(core::PeriodUnit::quarter) == std::vector{4});
  CHECK(cycles_of(core::PeriodUnit::month) == std::vector{3, 12});
  CHECK(cycles_of(core::PeriodUnit::range).empty());
}

TEST_CASE("season: the truth lies in the posterior as often as it says", "[unit]") {
  std::vector<double> honest, overconfident;
  for (std::uint64_t i = 0; i < 150; ++i) {
    Series const series = draw_series(i, 0.04);
    honest.push_back(squared_miss(series, series.observations));
    auto blind = series.observations;  // planted: sampling errors are not known of
    for (auto& one : blind) one.variance = 1e-4;
    overconfident.push_back(squared_miss(series, blind));
  }
  CHECK(mean_agrees(honest, 1, 1e-4));
  double sum_honest = 0, sum_blind = 0;
  for (double const x : honest) sum_honest += x;
  for (double const x : overconfident) sum_blind += x;
  CHECK(sum_blind > sum_honest);
}

TEST_CASE("season: what comes again counts more than what came once", "[unit]") {
  double const truth = std::log(1.6) * 3 / 4;
  SeasonFactor const once = fourth_of({200, 200, 200, 320});
  SeasonFactor const thrice =
      fourth_of({200, 200, 200, 320, 200, 200, 200, 320, 200, 200, 200, 320});
  CHECK(once.log_mean > 0.2 * truth);
  CHECK(once.log_mean < 0.8 * truth);
  CHECK(thrice.log_mean > 0.9 * truth);
  CHECK(thrice.log_mean < truth);
  CHECK(thrice.log_sd < once.log_sd);
  // The same spread without a rhythm is chance.
  SeasonFactor const chance =
      fourth_of({320, 200, 200, 200, 200, 320, 200, 200, 200, 200, 200, 320});
  CHECK(std::abs(chance.log_mean) < 0.35 * truth);
}

TEST_CASE("season: a place never seen has no factor", "[unit]") {
  SeasonFactor const unseen = fourth_of({200, 150, 300});
  CHECK(unseen.log_mean == 0);
  CHECK(unseen.log_sd == 0);
  SeasonFactor const nothing = SeasonPosterior({}, {3, 12}, 5, SeasonLevel::zero).at(5);
  CHECK(nothing.log_sd == 0);
}

TEST_CASE("season: months of the quarter move the odds of open deals", "[unit]") {
  Landmarks const marks = nine_months();
  std::array<double, 3> const truth{-1.5, 0.2, 0.6};
  auto const outcomes = outcomes_of(marks, truth);
  win::WinSeason const season = win::fit_win_season(outcomes, marks, {});
  CHECK(season.month_of_quarter == 1);
  CHECK(std::abs(season.now.log_mean - truth[0]) < 4 * season.now.log_sd);
  CHECK(season.now.log_sd < 0.2);
  CHECK_FALSE(std::abs(season.now.log_mean - truth[1]) < 4 * season.now.log_sd);  // planted
  // Brought into season, the months that are known say what happens.
  double expected = 0, won = 0, n = 0, unmoved = 0;
  for (auto const& one : win::in_season(outcomes, season)) {
    expected += one.n * one.p;
    won += one.wins;
    n += one.n;
  }
  for (auto const& one : outcomes) unmoved += one.n * one.p;
  double const sd = std::sqrt(n * 0.25);
  CHECK(std::abs(expected - won) < 4 * sd);
  CHECK(std::abs(unmoved - won) > 4 * sd);
}

TEST_CASE("season: a month's own outcome does not move its own factor", "[unit]") {
  Landmarks const marks = nine_months();
  auto outcomes = outcomes_of(marks, {-1, 0, 1});
  auto const before = win::fit_win_season(outcomes, marks, {});
  for (auto& one : outcomes) {
    if (one.period == 4) one.wins = one.n / 2;
  }
  auto const after = win::fit_win_season(outcomes, marks, {});
  CHECK(after.past[4].log_mean == before.past[4].log_mean);
  CHECK(after.past[1].log_mean != before.past[1].log_mean);  // the same month of a later quarter
}

TEST_CASE("season: quarters get no factor on the odds of open deals", "[unit]") {
  Landmarks marks = nine_months();
  auto const outcomes = outcomes_of(marks, {-1, 0, 1});
  marks.period =
      core::FiscalCalendar().containing(core::make_date(2026, 10, 1), core::PeriodUnit::quarter);
  auto const season = win::fit_win_season(outcomes, marks, {});
  CHECK(season.month_of_quarter == 0);
  CHECK(win::in_season(outcomes, season).front().p == outcomes.front().p);
}
