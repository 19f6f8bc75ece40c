// models/win/win_season.cpp – see win_season.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/win_season.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace quarterdeck::models::win {
namespace {

/// Chances of one past month and what came of them.
class Month {
 public:
  void add(PastOutcome const& outcome) {
    bins_.push_back({outcome.p, outcome.n});
    n_ += outcome.n;
    wins_ += outcome.wins;
  }

  /// Shift of the log odds that explains the wins, and its sampling variance.
  [[nodiscard]] std::optional<std::pair<double, double>> departure() const {
    if (bins_.empty()) return std::nullopt;
    double const wanted = (wins_ + 0.5) * n_ / (n_ + 1);
    double low = -largest_shift;
    double high = largest_shift;
    // The expected number rises with the shift.
    for (int step = 0; step < 60; ++step) {
      double const middle = (low + high) / 2;
      (expected(middle).first < wanted ? low : high) = middle;
    }
    return std::pair{low, 1 / expected(low).second};
  }

 private:
  static constexpr double largest_shift = 12;
  struct Bin {
    double p = 0;
    double n = 0;
  };

  /// Wins, and their variance.
  [[nodiscard]] std::pair<double, double> expected(double shift) const {
    double mean = 0;
    double variance = 0;
    for (Bin const& bin : bins_) {
      double const p = with_odds(bin.p, std::exp(shift));
      mean += bin.n * p;
      variance += bin.n * p * (1 - p);
    }
    return {mean, variance};
  }

  std::vector<Bin> bins_;
  double n_ = 0;
  double wins_ = 0;
};

struct Observed {
  std::size_t landmark = 0;
  SeasonObservation value;
};

std::vector<Observed> observe(std::span<PastOutcome const> outcomes, Landmarks const& marks,
                              core::FiscalCalendar const& calendar) {
  std::vector<Month> months(marks.past.size());
  for (PastOutcome const& outcome : outcomes) months[outcome.period].add(outcome);
  std::vector<Observed> observed;
  for (std::size_t q = 0; q < months.size(); ++q) {
    Landmark const& landmark = marks.past[q];
    auto const departure = months[q].departure();
    if (!landmark.is_period || !departure) continue;
    observed.push_back({q,
                        {departure->first, departure->second, landmark.age_periods,
                         place_in_year(landmark.period, calendar)}});
  }
  return observed;
}

/// The factor of a place, learned from all that is observed but one landmark.
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

double with_odds(double p, double odds) { return odds * p / (1 - p + odds * p); }

std::vector<PastOutcome> in_season(std::vector<PastOutcome> outcomes, WinSeason const& season) {
  for (PastOutcome& outcome : outcomes) {
    outcome.p = with_odds(outcome.p, std::exp(season.past[outcome.period].log_mean));
  }
  return outcomes;
}

}  // namespace quarterdeck::models::win
