// models/evaluate/crps.hpp – the score of a distribution that is given by draws.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <span>

namespace quarterdeck::models::evaluate {

/// How the mean distance between two draws is estimated.
enum class Estimator {
  plain,  ///< draws are the distribution itself: every pair counts, a draw with itself too
  fair,   ///< draws come from a distribution: pairs of different draws only, so unbiased for it
};

/// Half of the mean distance of two independent draws, ½E|X − X'|: the CRPS that a forecast claims,
/// because it is the expected CRPS when the outcome comes from the forecast itself.
///
///   plain  (1/m²) Σ_i (2i − m − 1) x(i)          fair  the same sum over m (m − 1)
///
/// @param sorted  draws, ascending, finite
/// @return in the unit of the draws, >= 0; absent without draws, and from one draw when fair
/// @source Ferro (2014), QJRMS 140, for the fair version
/// @verified tests/unit/evaluate/crps_test.cpp, tests/reference/scores_test.cpp
[[nodiscard]] std::optional<double> claimed_crps(std::span<double const> sorted,
                                                 Estimator estimator);

/// Continuous ranked probability score; 0 is perfect, lower is better.
///
///   CRPS = E|X − y| − ½E|X − X'|
///
/// The engine's draws take the fair version, a baseline made of a few past errors the plain one.
/// The fair version is unbiased and can be a little below 0.
/// @param actual  what happened, in the unit of the draws
/// @return absent without draws, and from one draw when fair
/// @pre sorted is ascending and everything is finite
/// @source Gneiting & Raftery (2007), JASA 102(477); Ferro (2014), QJRMS 140
/// @verified tests/unit/evaluate/crps_test.cpp, tests/reference/scores_test.cpp
[[nodiscard]] std::optional<double> crps(std::span<double const> sorted, double actual,
                                         Estimator estimator);

/// CRPS for draws as they are, `crps` with Estimator::plain.
[[nodiscard]] inline std::optional<double> crps_plain(std::span<double const> sorted,
                                                      double actual) {
  return crps(sorted, actual, Estimator::plain);
}

/// CRPS for draws from a distribution, `crps` with Estimator::fair.
[[nodiscard]] inline std::optional<double> crps_fair(std::span<double const> sorted,
                                                     double actual) {
  return crps(sorted, actual, Estimator::fair);
}

/// What a CRPS consists of: spread + over + under = CRPS. Of `over` and `under` at most one is not
/// 0.
struct CrpsParts {
  double spread = 0;  ///< CRPS that the forecast would have had at its own median
  double over = 0;    ///< the rest, where the outcome was below the median
  double under = 0;   ///< the rest, where the outcome was above the median
  [[nodiscard]] double total() const { return spread + over + under; }
};

/// CRPS by where it comes from. All three parts are >= 0.
/// @source scoringutils 2.0 (R package), crps_sample with separate_results
/// @verified tests/unit/evaluate/crps_test.cpp
[[nodiscard]] std::optional<CrpsParts> crps_parts(std::span<double const> sorted, double actual,
                                                  Estimator estimator);

/// Which side of a threshold counts.
enum class Side { above, below };

/// The part of the line that a threshold-weighted score looks at.
struct Tail {
  double threshold = 0;
  Side side = Side::above;
};

/// Threshold-weighted CRPS: the CRPS of max(x, t) and max(y, t) for what lies above t, of the
/// minima for what lies below. The two tails add up to the CRPS.
/// @source Gneiting & Ranjan (2011), J. Business & Economic Statistics 29(3); chaining as in Allen,
/// Ginsbourger & Ziegel (2023), SIAM/ASA J. Uncertainty Quantification 11
/// @verified tests/unit/evaluate/crps_test.cpp
[[nodiscard]] std::optional<double> threshold_weighted_crps(std::span<double const> sorted,
                                                            double actual, Tail tail,
                                                            Estimator estimator);

/// Dawid–Sebastiani score, ((y − mean)/sd)² + 2 log sd, from the draws' mean and variance (dividing
/// by m − 1). Cheap, and proper for what those two say; only differences between forecasts of the
/// same outcome mean something, because its zero depends on the currency.
/// @return absent with fewer than two draws or when all are equal
/// @source Dawid & Sebastiani (1999), Annals of Statistics 27(1)
/// @verified tests/unit/evaluate/crps_test.cpp
[[nodiscard]] std::optional<double> dawid_sebastiani(std::span<double const> sorted, double actual);

/// Skill of a forecast over a reference: 1 − score / score of the reference, both summed over the
/// same cases. 1 is perfect, 0 as good as the reference; absent when the reference's score is not
/// positive.
[[nodiscard]] std::optional<double> skill(double score, double reference_score);

}  // namespace quarterdeck::models::evaluate
