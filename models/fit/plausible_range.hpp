// models/fit/plausible_range.hpp – how far a lever has moved from period to period in the past.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/data/history.hpp"
#include "models/fit.hpp"
#include "models/past/landmarks.hpp"

namespace quarterdeck::models {

/// What one past period says of a lever.
struct Deviation {
  std::string period;
  double log_factor = 0;  ///< against what the other periods lead one to expect
  double variance = 0;    ///< of sampling alone, > 0: what a period like any other would show
};

/// Central 80 % of where a lever lies in a period to come, as a factor on what is expected.
struct PlausibleRange {
  double low = 1;
  double high = 1;
  double tau = 0;                  ///< posterior mean of the sd of the log factor between periods
  std::vector<Deviation> periods;  ///< newest first
};

/// Periods that a range is learned from at least.
inline constexpr std::size_t least_range_periods = 4;
/// Scale of the half-normal prior of tau.
inline constexpr double range_prior_sd = 0.5;

/// Learns the spread behind noisy deviations, d_q ~ N(mu, tau² + s_q²):
///
///   p(tau | d) ∝ halfnormal(tau; 0.5) Π_q v_q^-1/2 (Σ 1/v_q)^-1/2 exp(-½ Σ (d_q - m)² / v_q),
///   v_q = tau² + s_q²,  m = Σ d_q/v_q / Σ 1/v_q    (mu flat and integrated out)
///
/// and predicts the deviation of a period to come, N(0, tau² + 1 / Σ 1/v_q) averaged over tau:
/// the spread between periods plus what is not known of their mean. The range is exp(± its 90 %
/// quantile); sampling noise s_q widens nothing.
/// @return nothing with fewer than `least_range_periods`
/// @source prediction interval of a random-effects model: Higgins, Thompson & Spiegelhalter (2009),
/// JRSS A 172(1), sections 4 and 5
/// @verified tests/unit/models/plausible_range_test.cpp
[[nodiscard]] std::optional<PlausibleRange> range_of(std::vector<Deviation> deviations);

/// What may move.
enum class Force { win_rate, cycle, amount, creation };

/// A range, or why there is none.
struct LearnedRange {
  std::optional<PlausibleRange> range;
  std::string absent;
};

/// Deviations of completed past periods, of the whole company or of one value of a segment column:
///
///   win_rate  the theta that makes the chances p of the deals open at the landmark, learned
///   without
///             the period, come true: Σ p e^theta / (1 - p + p e^theta) = wins;
///             s² = 1 / Σ p (1 - p)
///   cycle     median over the period's wins of log days from creation to win less the median of
///             its segment in all periods; s from the order statistics √n / 2 off the median
///   amount    mean over the period's wins of log amount less the mean of its segment in all
///             periods; s² = pooled variance / n
///   creation  log((n + ½) / (m + ½)), n late wins of the period, m their mean over the other
///             periods; s² = 1 / (m + ½)
///
/// Periods with too little to tell are left out: fewer than three wins, chances whose variances sum
/// to less than 1, fewer than two late wins expected.
/// @source order statistics: Woodruff (1952), JASA 47(260)
/// @verified tests/unit/models/plausible_range_test.cpp
class PlausibleRanges {
 public:
  PlausibleRanges(data::History const& history, FittedModels const& models);
  /// @param column  one of the segment columns; empty: the company
  [[nodiscard]] LearnedRange operator()(Force force, std::string const& column,
                                        std::string const& value) const;

 private:
  struct Win {
    std::size_t period = 0;
    std::string segment;    ///< values of the segment columns, joined
    double log_days = 0;    ///< NaN: not known
    double log_amount = 0;  ///< NaN: not known
  };
  [[nodiscard]] bool in_scope(std::string const& segment, std::string const& column,
                              std::string const& value) const;
  using Within = std::function<bool(std::string const& segment)>;
  [[nodiscard]] std::vector<std::vector<double>> by_period(double Win::*what,
                                                           Within const& within) const;
  [[nodiscard]] std::vector<Deviation> odds_deviations(Within const& within) const;
  [[nodiscard]] std::vector<Deviation> cycle_deviations(Within const& within) const;
  [[nodiscard]] std::vector<Deviation> amount_deviations(Within const& within) const;
  [[nodiscard]] std::vector<Deviation> creation_deviations(Within const& within) const;
  void gather_wins(data::History const& history);
  void centre(double Win::*what, bool by_median);

  std::vector<std::string> columns_;
  std::vector<core::Period> periods_;                    ///< completed, newest first
  std::vector<std::vector<std::string>> late_;           ///< [period] segment of each late win
  std::vector<std::vector<win::PastOutcome>> outcomes_;  ///< [period]
  std::vector<Win> wins_;
};

}  // namespace quarterdeck::models
