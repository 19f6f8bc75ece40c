// models/win/table/win_season.cpp – see win_season.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/table/win_season.hpp"

#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "models/win/table/odds.hpp"

namespace quarterdeck::models::win {
namespace {

constexpr double largest_shift = 12;  // of the log odds of a month

/// Shift of the log odds that explains a month's wins, and its sampling variance.
std::optional<std::pair<double, double>> departure(std::vector<PastOutcome> const& month) {
  if (month.empty()) return std::nullopt;
  double n = 0;
  double wins = 0;
  for (PastOutcome const& outcome : month) {
    n += outcome.n;
    wins += outcome.wins;
  }
  // Wins that a shift makes one expect, and their variance.
  auto const expected = [&](double shift) {
    std::pair<double, double> sums;
    for (PastOutcome const& outcome : month) {
      double const p = with_odds(outcome.p, std::exp(shift));
      sums.first += outcome.n * p;
      sums.second += outcome.n * p * (1 - p);
    }
    return sums;
  };
  double const wanted = (wins + 0.5) * n / (n + 1);
  double low = -largest_shift;
  double high = largest_shift;
  for (int step = 0; step < 60; ++step) {
    double const middle = (low + high) / 2;
    (expected(middle).first < wanted ? low : high) = middle;
  }
  return std::pair{low, 1 / expected(low).second};
}

struct Observed {
  std::size_t landmark = 0;
  SeasonObservation value;
};

std::vector<Observed> observe(std::span<PastOutcome const> outcomes, Landmarks const& marks,
                              core::FiscalCalendar const& calendar) {
  std::vector<std::vector<PastOutcome>> months(marks.past.size());
  for (PastOutcome const& outcome : outcomes) months[outcome.period].push_back(outcome);
  std::vector<Observed> observed;
  for (std::size_t q = 0; q < months.size(); ++q) {
    Landmark const& landmark = marks.past[q];
    auto const found = departure(months[q]);
    if (!landmark.is_period || !found) continue;
    observed.push_back({q,
                        {found->first, found->second, landmark.age_periods,
                         place_in_year(landmark.period, calendar)}});
  }
  return observed;
}

/// Without its own period, or each past month would be forgiven its own luck and the shared luck
/// that is learned from what is left would come out too small. The factor of a place, learned from
/// all that is observed but one landmark.
SeasonFactor factor_without(std::vector<Observed> const& observed, int place,
                            std::optional<std::size_t> landmark) {
  std::vector<SeasonObservation> others;
  for (Observed const& one : observed) {
    if (one.landmark != landmark) others.push_back(one.value);
  }
  return SeasonPosterior(std::move(others), {months_in_quarter}, place, SeasonLevel::zero)
      .at(place);
}

}  // namespace

std::string_view WinSeason::month() const {
  constexpr std::array months{"", "first", "second", "last"};
  return months[static_cast<std::size_t>(month_of_quarter)];
}

WinSeason fit_win_season(std::span<PastOutcome const> outcomes, Landmarks const& marks,
                         core::CalendarSpec const& spec) {
  WinSeason season;
  season.past.resize(marks.past.size());
  if (marks.period.unit != core::PeriodUnit::month) return season;
  core::FiscalCalendar const calendar(spec);
  auto const observed = observe(outcomes, marks, calendar);
  int const place = place_in_year(marks.period, calendar);
  season.now = factor_without(observed, place, std::nullopt);
  if (season.now.log_sd > 0) season.month_of_quarter = place % months_in_quarter + 1;
  for (Observed const& one : observed) {
    season.past[one.landmark] = factor_without(observed, one.value.place, one.landmark);
  }
  return season;
}

std::vector<PastOutcome> in_season(std::vector<PastOutcome> outcomes, WinSeason const& season) {
  for (PastOutcome& outcome : outcomes) {
    outcome.p = with_odds(outcome.p, std::exp(season.past[outcome.period].log_mean));
  }
  return outcomes;
}

}  // namespace quarterdeck::models::win
