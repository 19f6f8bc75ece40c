// models/win/logit.hpp – from log odds to probabilities, and the width of a 90 % interval.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cmath>

namespace quarterdeck::models::win {

/// 0.95 quantile of the standard normal: half the width of a 90 % interval in standard deviations.
inline constexpr double z_of_90_percent = 1.6448536269514722;

/// Probability whose log odds are x: 1 / (1 + e^-x), in [0, 1].
[[nodiscard]] inline double expit(double x) { return 1 / (1 + std::exp(-x)); }

}  // namespace quarterdeck::models::win
