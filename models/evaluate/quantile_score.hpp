// models/evaluate/quantile_score.hpp – scores of quantiles and of intervals.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <span>

#include "models/evaluate/interval.hpp"

namespace quarterdeck::models::evaluate {

/// Quantile of the draws by the inverse of their distribution function (type 1): x(⌈p m⌉).
/// Always one of the draws; R and numpy interpolate by default (type 7).
/// @pre sorted is ascending and not empty, 0 < p < 1
/// @source Hyndman & Fan (1996), The American Statistician 50(4)
/// @verified tests/unit/evaluate/quantile_score_test.cpp
[[nodiscard]] double quantile_of_sorted(std::span<double const> sorted, double p);

/// Central interval that holds `level` of the draws, from the quantiles (1 − level)/2 and
/// (1 + level)/2.
/// @pre as quantile_of_sorted, 0 < level < 1
[[nodiscard]] Interval central_interval(std::span<double const> sorted, double level);

/// Score of a quantile (pinball loss), with the factor 2 that makes its mean over all p the CRPS:
///
///   QS_p(q, y) = 2 (1{y <= q} − p) (q − y)
///
/// @param quantile  the forecast's p-quantile
/// @return in the unit of the outcome, >= 0; lower is better
/// @pre 0 < p < 1
/// @source Gneiting & Raftery (2007), JASA 102(477), section 6; Laio & Tamea (2007), HESS 11
/// @verified tests/unit/evaluate/quantile_score_test.cpp, tests/reference/scores_test.cpp
[[nodiscard]] double pinball(double quantile, double actual, double p);

/// Score of a central interval [l, u] that is meant to hold the outcome with probability 1 − α:
///
///   (u − l) + (2/α)(l − y)⁺ + (2/α)(y − u)⁺
///
/// @param level  1 − α, in (0, 1)
/// @return in the unit of the outcome; lower is better
/// @source Gneiting & Raftery (2007), JASA 102(477), section 6.2
/// @verified tests/unit/evaluate/quantile_score_test.cpp, tests/reference/scores_test.cpp
[[nodiscard]] double interval_score(Interval interval, double actual, double level);

/// Weighted interval score of the draws from their median and the central intervals at `levels`:
///
///   WIS = (½ |y − median| + Σ_k (α_k / 2) IS_k) / (K + ½)
///
/// which is the mean of `pinball` over the 2K + 1 quantiles.
/// @return absent without draws
/// @source Bracher, Ray, Gneiting & Reich (2021), PLOS Computational Biology 17(2)
/// @verified tests/unit/evaluate/quantile_score_test.cpp, tests/reference/scores_test.cpp
[[nodiscard]] std::optional<double> weighted_interval_score(std::span<double const> sorted,
                                                            double actual,
                                                            std::span<double const> levels);

}  // namespace quarterdeck::models::evaluate
