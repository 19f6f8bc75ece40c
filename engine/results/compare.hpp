// engine/results/compare.hpp – differences of runs that share their random numbers, trial by trial.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <vector>

#include "engine/results/results.hpp"

namespace quarterdeck::results {

/// A run and what its totals are multiplied by.
struct Weighted {
  double weight = 1;
  Results const* run = nullptr;
};

/// Mean over the trials of the weighted sum of the runs' totals, minor units. The error is that of
/// the sum itself, clustered by outer draw, so what the runs have in common cancels: a run less
/// itself is 0 with an error of 0.
/// @pre at least one run; all have the same trials and the same trials per outer draw
/// @verified tests/unit/results/compare_test.cpp
[[nodiscard]] Estimate mean_of_sum(std::span<Weighted const> runs);

/// Difference of the type-1 quantiles of the totals, `run` less `reference`, minor units. By
/// Bahadur's representation a quantile errs by the mean of (p - 1{X <= q}) / f(q), so the error
/// is that of the mean of the difference of these, clustered by outer draw; the density f comes
/// from the totals between p - h and p + h, h = 0.02.
/// @pre as above, and 0 < p < 1
/// @source Bahadur (1966), Annals of Mathematical Statistics 37(3)
/// @verified tests/unit/results/compare_test.cpp
[[nodiscard]] std::vector<Estimate> quantile_differences(Results const& run,
                                                         Results const& reference,
                                                         std::vector<double> const& probabilities);

/// A run whose totals have been sorted once for all questions.
struct SortedRun {
  Results const* run = nullptr;
  std::span<core::Minor const> totals;  ///< of the run, ascending
};
[[nodiscard]] std::vector<core::Minor> sorted_totals(Results const& run);
[[nodiscard]] std::vector<Estimate> quantile_differences(SortedRun const& run,
                                                         SortedRun const& reference,
                                                         std::vector<double> const& probabilities);

/// Difference of the chances to reach target number `target`, of `run` less `reference`.
/// @pre as above, and both have the target
[[nodiscard]] Estimate p_hit_difference(Results const& run, Results const& reference,
                                        std::size_t target);

}  // namespace quarterdeck::results
