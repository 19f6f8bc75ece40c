// engine/results/results.hpp – what a run found, in integers that merge in any order.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <vector>

#include "engine/core/money.hpp"
#include "engine/results/histogram.hpp"

namespace quarterdeck::results {

/// Tallies of one open deal over all trials.
struct DealTally {
  std::int64_t wins = 0;                    ///< trials in which it was won in the period
  ExactSum amount_when_won;                 ///< sum over wins of its amount, minor units
  ExactSum total_when_won;                  ///< sum over wins of the trial's total, minor units
  std::vector<std::int64_t> hits_when_won;  ///< [target] trials won and target reached
  friend bool operator==(DealTally const&, DealTally const&) = default;
};

/// Outcome of `simulate`. Trials are numbered; everything is in minor units, booked included where
/// the name does not say otherwise.
struct Results {
  std::int64_t n_trials = 0;
  int trials_per_outer_draw = 1;
  bool complete = true;                    ///< false when the caller stopped the run
  std::vector<core::Minor> total;          ///< [trial]
  std::vector<core::Minor> new_business;   ///< [trial]; kept only when RunOptions asks for draws
  Series open;                             ///< deals open at as_of and won in the period
  Series created_later;                    ///< new business
  Series won_count;                        ///< number of won deals, booked included
  std::vector<Series> cumulative_week;     ///< [week] booked by the end of that week
  std::vector<std::vector<Series>> group;  ///< [grouping][value]
  std::vector<std::int64_t> target_hits;   ///< [target]
  std::vector<ExactSum> target_shortfall;  ///< [target] sum of max(0, target - outcome)
  std::vector<std::vector<std::int64_t>> target_hits_by_outer;  ///< [target][outer draw]
  std::vector<DealTally> deals;                                 ///< [deal], order of Plan::deals
  std::vector<double> conditional_mean;  ///< [outer draw] exact mean of the total given the draw
  [[nodiscard]] std::int64_t n_outer_draws() const { return n_trials / trials_per_outer_draw; }
  friend bool operator==(Results const&, Results const&) = default;
};

/// Joins the results of consecutive trials: `later` starts at trial `into.n_trials`.
/// The joined run is complete when both are.
/// @pre shapes agree and into.n_trials is a multiple of 64
/// @verified tests/unit/results/merge_test.cpp, tests/unit/simulate/reproducible_test.cpp
void merge(Results& into, Results&& later);

/// An estimate with the standard error of its sampling.
struct Estimate {
  double value = 0;
  double error = 0;
};

/// Standard error of the mean of what outer draws have, in their order, from the means of batches
/// of neighbours; infinity when there are fewer than two.
[[nodiscard]] double clustered_error(std::vector<double> const& draw_means);

/// Mean of the totals.
///
/// Standard errors here and below treat outer draws as clusters, never trials as independent. The
/// factors of consecutive outer draws come from a low-discrepancy sequence, so a batch of them is
/// spread evenly and its mean moves less than that of independent draws. Hence batch means: with n
/// outer draws in at least 32 batches of size b (a power of two, 1 for fewer than 64 draws),
///
///   error^2 = (variance of the batch means) b / n
///
/// The sequence as a whole is more even than its batches, which leaves the errors a little on the
/// large side. Infinity when there are fewer than two outer draws.
/// @source batch means: Law & Kelton (2000), Simulation Modeling and Analysis, 3rd ed., ch. 9
/// @verified tests/unit/results/estimate_test.cpp
[[nodiscard]] Estimate mean_of_total(Results const& results);

/// Type-1 quantile of the totals (the one of rank ceil(n p)).
///
/// With s the clustered error of the share of totals at or below it, the error is
/// (Q(p + 2s) - Q(p - 2s)) / 4, which is s over the density near p.
/// @pre 0 < p < 1 and results.n_trials > 0
/// @source Woodruff (1952), JASA 47(260), intervals for quantiles through the distribution function
[[nodiscard]] Estimate quantile_of_total(Results const& results, double p);

/// The same for several probabilities, sorting once.
[[nodiscard]] std::vector<Estimate> quantiles_of_total(Results const& results,
                                                       std::vector<double> const& probabilities);

/// Probability that target `target` is reached.
[[nodiscard]] Estimate p_hit(Results const& results, std::size_t target);

/// Shares of the variance of the total that come from deal outcomes, from the shared factors and
/// from parameters not known well; they sum to 1 (all 0 when the total is certain).
struct VarianceShares {
  double outcomes = 0;
  double shared = 0;
  double parameters = 0;
};

/// Law of total variance, with c the exact mean given the outer draw and r given only its row:
///
///   outcomes = mean of (total - c)^2,   parameters = Var r,   shared = max(0, Var c - Var r)
///
/// divided by their sum.
/// @param row_means  r: plan::row_mean of the row of each outer draw
/// @pre one row mean an outer draw
[[nodiscard]] VarianceShares variance_shares(Results const& results,
                                             std::vector<double> const& row_means);

}  // namespace quarterdeck::results
