// models/evaluate/deal_scores.hpp – scores of the chances that single deals were given.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "models/evaluate/interval.hpp"

namespace quarterdeck::models::evaluate {

/// A deal's chance and what became of it. With its amount as weight every score below is the
/// money-weighted one; deals of weight 0 count nowhere.
struct DealForecast {
  double p_win = 0;  ///< in [0, 1]
  bool won = false;
  double weight = 1;  ///< >= 0
};

// Nothing below depends on the order of the deals. All is absent when the weights sum to 0.

/// Brier score: weighted mean of (p − won)². Lower is better; always saying ½ has ¼.
/// @source Brier (1950), Monthly Weather Review 78(1)
/// @verified tests/unit/evaluate/deal_scores_test.cpp, tests/reference/scores_test.cpp
[[nodiscard]] std::optional<double> brier(std::span<DealForecast const> deals);

/// Chances are kept this far from 0 and 1 where their logarithm is taken.
inline constexpr double log_loss_clip = 1e-6;

struct LogLoss {
  double value = 0;  ///< weighted mean of −log of the chance of what happened, in nats
  double clipped_share =
      0;  ///< share of the weight whose chance was nearer to 0 or 1 than the clip
};

/// @verified tests/unit/evaluate/deal_scores_test.cpp, tests/reference/scores_test.cpp
[[nodiscard]] std::optional<LogLoss> log_loss(std::span<DealForecast const> deals);

/// Area under the ROC curve: chance that a won deal had the higher p_win of a won and a lost one,
/// ties counting half; pairs weigh the product of their weights. ½ is no discrimination.
/// @return absent unless there are won and lost deals
/// @source Hanley & McNeil (1982), Radiology 143(1)
/// @verified tests/unit/evaluate/deal_scores_test.cpp, tests/reference/scores_test.cpp
[[nodiscard]] std::optional<double> auc(std::span<DealForecast const> deals);

/// Deals of similar chances.
struct ReliabilityBin {
  std::size_t n_deals = 0;
  double weight = 0;       ///< sum of weights
  double n_effective = 0;  ///< (Σw)² / Σw²; the number of deals when all weigh the same
  double p_low = 0;        ///< lowest p_win in it
  double p_high = 0;       ///< highest
  double p_mean = 0;       ///< weighted mean of p_win
  Ranged won{};            ///< weighted share won, with Wilson's 95 % interval at n_effective
};

/// At most n_bins bins of nearly equal weight, by p_win. Deals with equal chances stay together:
/// the group goes to the bin that the middle of its weight falls in, so bins may be fewer.
/// @pre n_bins >= 1
/// @verified tests/unit/evaluate/deal_scores_test.cpp
[[nodiscard]] std::vector<ReliabilityBin> reliability_bins(std::span<DealForecast const> deals,
                                                           std::size_t n_bins = 10);

/// Brier score by bins:  Brier = reliability − resolution + uncertainty + within_bins.
struct Murphy {
  double reliability = 0;  ///< Σ (w_k/W) (p_k − o_k)²: distance from the diagonal; 0 is best
  double resolution = 0;   ///< Σ (w_k/W) (o_k − o)²: how far bins differ; large is good
  double uncertainty = 0;  ///< o (1 − o): what no forecast changes
  double within_bins = 0;  ///< variance of p in bins − 2 × its covariance with the outcome
  struct Corrected {
    double reliability = 0;  ///< without what chance adds in small bins; may be below 0
    double resolution = 0;
    double uncertainty = 0;
  };
  std::optional<Corrected> corrected;  ///< absent when a bin holds one deal only
};

/// @source Murphy (1973), J. Applied Meteorology 12(4); Stephenson, Coelho & Jolliffe (2008),
/// Weather and Forecasting 23(4), for within_bins; Ferro & Fricker (2012), QJRMS 138, corrected
/// @verified tests/unit/evaluate/deal_scores_test.cpp, tests/reference/scores_test.cpp
[[nodiscard]] std::optional<Murphy> murphy(std::span<DealForecast const> deals,
                                           std::size_t n_bins = 10);

/// Chances after monotone recalibration: all deals with p_win from p_low to p_high had `won` wins.
struct RecalibratedStep {
  double p_low = 0;
  double p_high = 0;
  double won = 0;  ///< weighted share won
  double weight = 0;
};

/// Brier score without bins:  Brier = miscalibration − discrimination + uncertainty.
struct Corp {
  double miscalibration = 0;            ///< what monotone recalibration would gain; 0 is best
  double discrimination = 0;            ///< what recalibrated chances gain over one chance for all
  double uncertainty = 0;               ///< Brier score of one chance for all, the share won
  std::vector<RecalibratedStep> steps;  ///< the reliability curve, ascending
};

/// By isotonic regression (pool adjacent violators).
/// @source Dimitriadis, Gneiting & Jordan (2021), PNAS 118(8)
/// @verified tests/unit/evaluate/deal_scores_test.cpp, tests/reference/scores_test.cpp
[[nodiscard]] std::optional<Corp> corp(std::span<DealForecast const> deals);

/// Distance of reliability bins from the diagonal. Read it beside the bins' numbers of deals.
struct CalibrationError {
  double ece = 0;  ///< Σ (w_k/W) |p_k − o_k|; too large in small bins
  std::optional<double>
      squared_l2;  ///< Σ (w_k/W) ((p_k − o_k)² − o_k (1 − o_k)/(n_k − 1)); unbiased,
                   ///< so it may be below 0; absent when a bin holds one deal
};

/// @source Naeini, Cooper & Hauskrecht (2015), AAAI, for the ECE; Kumar, Liang & Ma (2019),
/// NeurIPS, for the unbiased square
/// @verified tests/unit/evaluate/deal_scores_test.cpp
[[nodiscard]] std::optional<CalibrationError> calibration_error(
    std::span<ReliabilityBin const> bins);

/// Calibration line on the logit scale:  logit P(won) = intercept + slope × logit p_win.
struct CalibrationLine {
  Measured intercept;     ///< 0 is right
  Measured slope;         ///< 1 is right; below: chances are too extreme; above: too timid
  Measured in_the_large;  ///< intercept when the slope is held at 1; above 0: chances are too low
  double gap = 0;         ///< share won − mean p_win
};

/// By maximum likelihood (Newton steps), p_win clipped as in log_loss. Standard errors from the
/// information, with weights scaled to the effective number of deals.
/// @return absent when no finite line fits: one outcome or one chance only, or outcomes that a
///         threshold of p_win separates
/// @source Cox (1958), Biometrika 45(3/4); Miller, Hui & Tierney (1991), Statistics in Medicine 10
/// @verified tests/unit/evaluate/deal_scores_test.cpp, tests/reference/scores_test.cpp
[[nodiscard]] std::optional<CalibrationLine> calibration_line(std::span<DealForecast const> deals);

}  // namespace quarterdeck::models::evaluate
