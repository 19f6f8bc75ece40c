// models/evaluate/spread.hpp – widening or narrowing a forecast by what its past says.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/evaluate/coverage.hpp"

namespace quarterdeck::models::evaluate {

/// A past outcome's place in its forecast.
struct PastPit {
  std::string period{};
  double pit = 0.5;  ///< in (0, 1)
};

/// A factor for the distance of every draw from the median.
struct SpreadCorrection {
  std::size_t n_periods = 0;
  double raw = 1;      ///< as estimated, within 1/3 and 3
  double stretch = 1;  ///< as used: raw^(n / (n + 4)); above 1: forecasts were too narrow
};

/// Periods' worth of evidence that a stretch of 1 is given beforehand.
inline constexpr double spread_prior_periods = 4;

/// Learns the stretch from past PITs. Normal scores z = Φ⁻¹(u) of a right forecast are standard
/// normal; were the forecasts too narrow by a factor c, they are c times as large. So
///
///   raw = sqrt(π/2) × mean over periods of the period's mean |z|
///
/// (mean |z| of a standard normal is sqrt(2/π)), then shrunk to 1 on the log scale. One parameter,
/// because 4 to 30 PITs tell no more; |z| and not z², because one outcome outside all draws would
/// else decide; |z| about 0 and not about its mean, because bias also calls for width. A period is
/// one observation, however many weeks it was forecast at.
/// @pre PITs in (0, 1)
/// @source ours; recalibration by the PIT: Dawid (1984), JRSS A 147(2)
/// @verified tests/unit/evaluate/spread_test.cpp
[[nodiscard]] SpreadCorrection learn_spread(std::span<PastPit const> past);

/// Draws moved away from the median, x → median + stretch (x − median), but not below `floor`
/// (what is booked already); a draw that was below the floor before is not moved down. The order
/// is kept, so the result is sorted.
/// @param sorted  draws, ascending; the median is that of type 1
/// @pre stretch > 0
/// @verified tests/unit/evaluate/spread_test.cpp
[[nodiscard]] std::vector<double> apply_spread(std::span<double const> sorted, double stretch,
                                               double floor);

/// One past forecast, to judge the correction by.
struct SpreadTrial {
  std::string period{};
  std::span<double const> sorted{};
  double actual = 0;
  double scale = 1;  ///< > 0
  double floor = 0;  ///< booked at the as-of date
  double pit = 0.5;
};

/// A set of forecasts before or after the correction.
struct SpreadState {
  double relative_crps = 0;            ///< mean CRPS/s (fair; plain from one draw)
  std::vector<Coverage> coverage;      ///< at 50, 80, 90 %
  std::optional<double> pit_spread{};  ///< 12 × variance of the PITs
};

struct SpreadJudgement {
  std::size_t n_periods = 0;
  SpreadState before;
  SpreadState after;            ///< each period corrected by what the other periods teach
  SpreadCorrection correction;  ///< from all periods, for the next one
  bool helps = false;           ///< the mean CRPS/s is lower after than before
};

/// Leaves one period out at a time: it is corrected by the stretch that the others teach.
/// @return absent with fewer than two periods
/// @verified tests/unit/evaluate/spread_test.cpp
[[nodiscard]] std::optional<SpreadJudgement> judge_spread(std::span<SpreadTrial const> trials);

}  // namespace quarterdeck::models::evaluate
