// models/season/season.hpp – what a period owes to its place in the year and in the quarter.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "engine/core/calendar.hpp"

namespace quarterdeck::models {

/// Place of a period in its fiscal year, from 0: the fourth quarter has 3, the last month 11.
/// @pre a month, a quarter or a year
[[nodiscard]] int place_in_year(core::Period const& period, core::FiscalCalendar const& calendar);

inline constexpr int months_in_quarter = 3;

/// Cycles that periods of a unit may follow, in periods: a quarter the year (4), a month the
/// quarter and the year (3, 12), since quotas end with quarters; others none.
[[nodiscard]] std::vector<int> cycles_of(core::PeriodUnit unit);

/// What one past period showed on a logarithmic scale.
struct SeasonObservation {
  double value = 0;
  double variance = 0;     ///< of its sampling error, > 0
  double age_periods = 1;  ///< before the forecast period, > 0
  int place = 0;           ///< in the fiscal year
};

/// log(count + ½), with the sampling variance 1 / (count + ½).
[[nodiscard]] SeasonObservation season_of_count(double count, double age_periods, int place);

/// What else the values hold.
enum class SeasonLevel {
  drifting,  ///< a level of their own, which walks at random; factors are against its mean
  zero       ///< nothing: they are departures from what is known of all periods
};

/// Log factor of a place: normal, and nothing where nothing is known.
struct SeasonFactor {
  double log_mean = 0;
  double log_sd = 0;
};

/// Structural time series with a random effect for each place of each cycle:
///
///   y_t = l_t + Σ_c s_c[place_t mod c] + e_t,   l a random walk with drift sd sigma, or zero,
///   s_c ~ N(0, tau_c²),   e_t ~ N(0, phi + sampling variance_t),
///   sigma ~ half-normal(0.15), phi ~ exponential(mean 0.05),
///   tau_c ~ half-normal(0.3), of the months of a quarter half-normal(0.5), since quotas that end
///   with quarters are the rule,
///
/// so that the periods themselves tell how much of a departure is season and how much chance: one
/// that comes again counts nearly in full, one seen once for a part. Gaussian given (sigma, phi,
/// tau), which are averaged over a grid. With a level, a place's factor is its effect less the mean
/// effect of its cycle. A cycle is in use where the place that is asked for has been seen.
/// @source structural time series: Harvey (1989), Forecasting, Structural Time Series Models and
/// the Kalman Filter, ch. 2; priors ours, sigma and phi as in creation::LevelPosterior
/// @verified tests/unit/models/season_test.cpp
class SeasonPosterior {
 public:
  /// @param observations  in any order; none: every factor is 1
  /// @param cycles        see cycles_of
  /// @param asked         place of the period to forecast
  SeasonPosterior(std::vector<SeasonObservation> observations, std::vector<int> const& cycles,
                  int asked, SeasonLevel level);
  /// Whether the place that was asked for has been seen, in any of the cycles.
  [[nodiscard]] bool is_known() const { return !factor_.empty(); }
  [[nodiscard]] SeasonFactor at(int place) const;

 private:
  std::vector<SeasonFactor> factor_;  ///< [place in the longest cycle in use]; empty: none
};

}  // namespace quarterdeck::models
