// models/evaluate/stability.hpp – how a forecast moved from week to week.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "models/evaluate/interval.hpp"

namespace quarterdeck::models::evaluate {

/// Flip-flop index of consecutive forecasts of one outcome, usually its weekly medians:
///
///   (Σ|x_i − x_(i+1)| − (max − min)) / (N − 2)
///
/// 0 when they moved in one direction only; in their unit.
/// @return absent with fewer than three
/// @source Griffiths, Foley, Ioannou & Leeuwenburg (2019), Meteorological Applications 26(1)
/// @verified tests/unit/evaluate/stability_test.cpp
[[nodiscard]] std::optional<double> flip_flop(std::span<double const> forecasts);

/// Length of the way over the net way: Σ|x_i − x_(i+1)| / |x_N − x_1|, at least 1.
/// @return absent when the last equals the first or with fewer than two
/// @verified tests/unit/evaluate/stability_test.cpp
[[nodiscard]] std::optional<double> churn_ratio(std::span<double const> forecasts);

/// Forecasts of one period, week by week, divided by a common scale of the period.
using WeeklyForecasts = std::vector<double>;

/// Revisions r_t = x_t − x_(t−1) of the means over the weeks. Those of a right forecast average 0
/// and tell nothing of the next.
struct Revisions {
  std::size_t n = 0;                       ///< revisions over all periods
  double mean = 0;                         ///< above 0: forecasts crept up
  double mean_absolute = 0;                ///< in the unit of the forecasts given
  std::optional<Measured> nordhaus_slope;  ///< Σ r_t r_(t−1) / Σ r²_(t−1): above 0 news is taken in
                                           ///< too slowly, below 0 too strongly; its error clusters
                                           ///< by period
};

/// A diagnostic, never a target: a forecast that does not listen has no revisions.
/// @return absent when no period has two forecasts; the slope needs two periods with three, and its
///         error treats a period as one observation
/// @source Nordhaus (1987), Review of Economics and Statistics 69(4)
/// @verified tests/unit/evaluate/stability_test.cpp
[[nodiscard]] std::optional<Revisions> revisions(std::span<WeeklyForecasts const> periods);

}  // namespace quarterdeck::models::evaluate
