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
  double amount_when_won = 0;               ///< sum over wins, minor units (integer valued, exact)
  double total_when_won = 0;                ///< sum over wins of the trial's total
  std::vector<std::int64_t> hits_when_won;  ///< [target] trials won and target reached
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
  std::vector<double> target_shortfall;    ///< [target] sum of max(0, target - outcome)
  std::vector<std::vector<std::int64_t>> target_hits_by_outer;  ///< [target][outer draw]
  std::vector<DealTally> deals;                                 ///< [deal], order of Plan::deals
  std::vector<double> conditional_mean;  ///< [outer draw] exact mean of the total given the draw
};

/// Joins the results of consecutive trials: `later` starts at trial `into.n_trials`.
/// @pre shapes agree and into.n_trials is a multiple of the block
void merge(Results& into, Results&& later);

/// An estimate with the standard error of its sampling.
struct Estimate {
  double value = 0;
  double error = 0;
};

/// Standard errors come from outer draws as clusters, never from trials as if independent.
[[nodiscard]] Estimate mean_of_total(Results const& results);
/// Type-1 quantile of the totals, error by the clustered variance of the indicator over the
/// density.
[[nodiscard]] Estimate quantile_of_total(Results const& results, double p);
[[nodiscard]] Estimate p_hit(Results const& results, std::size_t target);

/// Shares of the variance of the total that come from deal outcomes, from the shared factors and
/// from parameters not known well; they sum to 1 (all 0 when the total is certain).
struct VarianceShares {
  double outcomes = 0;
  double shared = 0;
  double parameters = 0;
};
/// @param row_means  plan::row_mean of the row of each outer draw
[[nodiscard]] VarianceShares variance_shares(Results const& results,
                                             std::vector<double> const& row_means);

}  // namespace quarterdeck::results
