// models/win/choice/recalibration.hpp – mends probabilities that past periods showed to be off.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quarterdeck::models::win {

/// A deal of a past period beside the probability that data from before it gave.
struct PastChance {
  std::size_t period = 0;
  double p = 0;  ///< in (0, 1)
  bool won = false;
};

enum class Curve { identity, platt, beta };

[[nodiscard]] std::string_view to_text(Curve curve);

/// logit q = c + a ln p - b ln(1 - p), increasing. Platt's has a = b, the identity a = b = 1 and
/// c = 0.
/// @source Platt (1999), "Probabilistic outputs for support vector machines"; beta calibration:
/// Kull, Silva Filho & Flach (2017), AISTATS
struct CalibrationCurve {
  Curve curve = Curve::identity;
  double a = 1;
  double b = 1;
  double c = 0;
  [[nodiscard]] double logit(double logit_p) const;
  /// Derivative of `logit`.
  [[nodiscard]] double slope(double logit_p) const;
  [[nodiscard]] double chance(double p) const;
};

/// Fits a curve by Newton steps on the penalised likelihood, priors a, b ~ N(1, 0.2²) and
/// c ~ N(0, 0.3²); a and b stay at 0.05 or more.
[[nodiscard]] CalibrationCurve fit_curve(Curve curve, std::span<PastChance const> past);

/// A curve with the evidence for it.
struct Recalibration {
  CalibrationCurve used;   ///< the identity where no curve helps
  CalibrationCurve tried;  ///< what the number of wins allows
  std::int64_t n_wins = 0;
  double loss_before = 0;  ///< mean log loss a deal
  double loss_after = 0;   ///< of `tried`, each period judged by a curve that did not see it
  double gain = 0;         ///< loss_before - loss_after
  double gain_error = 0;   ///< standard error of the gain, clustered by period
  std::string reason;      ///< in plain words
};

/// Fewer wins than this allow no curve; fewer than `wins_for_beta` only Platt's.
inline constexpr std::int64_t wins_for_platt = 200, wins_for_beta = 1000;

/// Chooses by the number of wins and uses the curve only where it lowered the log loss of periods
/// that it had not seen by more than one standard error.
/// @verified tests/unit/models/recalibration_test.cpp
[[nodiscard]] Recalibration recalibrate(std::span<PastChance const> past);

/// Deals of nearly the same probability, and how many of them were won.
struct ReliabilityBin {
  std::int64_t n = 0;
  std::int64_t n_won = 0;
  double predicted = 0;  ///< mean
  double observed = 0;
  double low = 0;  ///< 90 % Wilson interval of the observed share
  double high = 0;
};

/// Up to ten bins of as many deals each, ascending; equal probabilities share a bin.
/// @source Wilson (1927), Journal of the American Statistical Association 22
[[nodiscard]] std::vector<ReliabilityBin> reliability(std::span<PastChance const> past);

/// A mean with its standard error, taking clusters as independent.
struct ClusteredMean {
  double mean = 0;
  double error = 0;  ///< 0 with fewer than two clusters
  std::int64_t n = 0;
};

/// Mean of values, error from the sums a period as a ratio estimator:
///   error² = Q / (Q - 1) Σ_q (S_q - mean n_q)² / n²
/// @pre one value for each of `past`
[[nodiscard]] ClusteredMean clustered_mean(std::span<double const> values,
                                           std::span<PastChance const> past);

/// -ln of the probability that a deal's outcome had, kept 1e-6 from certainty.
[[nodiscard]] double log_loss(double p, bool won);

}  // namespace quarterdeck::models::win
