// engine/results/mixture.hpp – runs that share their random numbers, weighed into one distribution.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <vector>

#include "engine/results/compare.hpp"

namespace quarterdeck::results {

/// Smallest totals x with F(x) >= p, minor units, of the mixture
///
///   F(x) = sum_i w_i F_i(x)
///
/// of the runs' totals: one of the runs comes true, run i with probability w_i. The error is that
/// of the mean of sum_i w_i (p - 1{X_i <= x}) / f(x), clustered by outer draw, with the density f
/// from the mixture's totals between p - h and p + h, h = 0.02.
/// @pre at least one run, weights at least 0 that sum to 1, 0 < p < 1, and all runs have the same
///      trials and the same trials per outer draw
/// @source Bahadur (1966), Annals of Mathematical Statistics 37(3)
/// @verified tests/unit/results/mixture_test.cpp
[[nodiscard]] std::vector<Estimate> mixture_quantiles(std::span<Weighted const> runs,
                                                      std::vector<double> const& probabilities);

/// Probability that target number `target` is reached: sum_i w_i P_i.
/// @pre as above, and all runs have the target
[[nodiscard]] Estimate mixture_p_hit(std::span<Weighted const> runs, std::size_t target);

/// Variance of the mixture, minor units squared, by the law of total variance.
struct MixtureVariance {
  double within = 0;   ///< sum_i w_i Var X_i
  double between = 0;  ///< sum_i w_i (E X_i)^2 - (sum_i w_i E X_i)^2: which run comes true
};
[[nodiscard]] MixtureVariance mixture_variance(std::span<Weighted const> runs);

/// E|X - X'| / 2 of two independent draws of the mixture, minor units: the CRPS that it claims of
/// itself, exactly for the trials at hand.
/// @pre as above
[[nodiscard]] double mixture_claim(std::span<Weighted const> runs);

/// The same of a single run. @param totals  ascending
[[nodiscard]] double claim_of_sorted(std::span<core::Minor const> totals);

}  // namespace quarterdeck::results
