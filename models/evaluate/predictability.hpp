// models/evaluate/predictability.hpp – how much a forecast deserves to be believed, 0 to 100.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/evaluate/bootstrap.hpp"
#include "models/evaluate/interval.hpp"

namespace quarterdeck::models::evaluate {

/// One forecast of a past period, replayed as of a past date and scored. Every row says what the
/// period's total and the reference came to, also where the forecast itself is missing.
struct ScoredForecast {
  std::string period{};  ///< named so that the order of the names is that of time
  int weeks_left = 0;
  double actual = 0;
  double scale = 0;                 ///< known before the as-of date: mean of the four totals before
  std::optional<double> crps{};     ///< absent: the replay failed
  std::optional<double> claimed{};  ///< ½E|X − X'| of the forecast's own draws
  double reference_crps = 0;
  bool missing = false;  ///< left out of the backtest; a known CRPS may still be given
};

struct PredictabilityOptions {
  std::map<int, double> weights{};  ///< by weeks left; scaled to sum 1; empty: those given, equally
  std::size_t max_periods = 8;      ///< the newest ones count
  std::size_t min_periods = 4;      ///< with fewer there is no track record; at least 2
  std::size_t full_periods = 8;     ///< with fewer the headline is the lower 20 % point
  BootstrapOptions bootstrap{};
};

/// Track record at one number of weeks left.
struct LeadRecord {
  int weeks_left = 0;
  double weight = 0;
  double accuracy = 0;  ///< 1 − Σ CRPS/s ÷ Σ|y|/s; 1 − WAPE were the forecasts points
  double skill = 0;     ///< 1 − Σ CRPS/s ÷ Σ CRPS of the reference/s
  std::optional<Ranged> honesty_ratio{};  ///< as TrackRecord::honesty_ratio, at these weeks left
};

struct TrackRecord {
  std::size_t n_periods = 0;
  std::size_t n_missing = 0;  ///< forecasts that were missing or failed
  double unclipped = 0;       ///< 100 Σ_k w_k (½ accuracy + ½ skill)
  double score = 0;           ///< the same, within 0 and 100
  Interval interval;          ///< of `score`, from whole periods resampled, expanded_level
  double headline = 0;        ///< `score`, or its lower 20 % point with fewer than full_periods
  bool headline_is_lower_point = false;
  /// Score that the forecasts claimed minus the one that they earned, in points, with its standard
  /// error: above 0 overconfident, below 0 too cautious. Missing forecasts count on neither side.
  Measured honesty_gap;
  /// Earned over claimed CRPS, Σ w CRPS/s ÷ Σ w ½E|X − X'|/s: 1 calibrated, above overconfident,
  /// below too wide. Absent when the forecasts claimed to be exact.
  std::optional<Ranged> honesty_ratio{};
  std::vector<LeadRecord> leads;  ///< by weeks left, descending
};

/// A track record, or why there is none.
struct Predictability {
  std::optional<TrackRecord> record;
  std::size_t n_periods = 0;
  std::string reason{};  ///< empty exactly when there is a record
};

/// Predictability score of a track record:
///
///   PS = 100 Σ_k w_k (½ Acc_k + ½ Skill_k),   over past periods q and weeks left k
///   Acc_k = 1 − Σ_q CRPS_qk/s_q ÷ Σ_q |y_q|/s_q
///   Skill_k = 1 − Σ_q CRPS_qk/s_q ÷ Σ_q CRPS^ref_qk/s_q
///
/// Linear in a proper score with coefficients that the forecaster does not control, so no shading,
/// hedging or widening raises it in expectation; coverage, bias and stability stand beside it and
/// are not added. The denominators hold outcomes, so it is proper as periods grow in number; to
/// choose among models take the mean of CRPS/s, which is proper with any number.
///
/// A missing forecast counts as the worse of its own CRPS and the reference's; where its own is not
/// known, the worst CRPS/s of the other periods at the same weeks left stands for it. Periods whose
/// scale is not positive are not scored, which is known before they begin.
///
/// No record, with the reason, when periods are too few, a period lacks one of the weeks left, the
/// actuals are all 0, or the reference made no error.
/// @pre one row a period and weeks left; weights >= 0 with a positive sum
/// @source ours; the CRPS is proper: Gneiting & Raftery (2007), JASA 102(477)
/// @verified tests/unit/evaluate/predictability_test.cpp,
/// tests/unit/evaluate/distorted_forecasts_test.cpp
[[nodiscard]] Predictability predictability(std::span<ScoredForecast const> forecasts,
                                            PredictabilityOptions const& options = {});

/// What a forecast that is not over yet says of its own precision.
struct Claim {
  double half_mean_difference = 0;  ///< claimed_crps of its draws
  double median = 0;
};

struct ExpectedAccuracy {
  double claimed = 0;                ///< 1 − ½E|X − X'| / |median|
  std::optional<Ranged> expected{};  ///< with ½E|X − X'| times the past honesty ratio
};

/// Accuracy to be expected of this forecast, or of a scenario.
/// @param ratio  past earned over claimed CRPS at the same weeks left; absent: claimed, not yet
///               backed
/// @return absent when the median is 0
/// @verified tests/unit/evaluate/predictability_test.cpp
[[nodiscard]] std::optional<ExpectedAccuracy> expected_accuracy(Claim const& claim,
                                                                std::optional<Ranged> const& ratio);

/// Record at the weeks left that come nearest, the larger of two equally near; nullptr without any.
[[nodiscard]] LeadRecord const* nearest_lead(TrackRecord const& record, int weeks_left);

}  // namespace quarterdeck::models::evaluate
