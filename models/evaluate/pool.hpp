// models/evaluate/pool.hpp – a mixture of forecasts, weighted by how good they were.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/evaluate/bootstrap.hpp"
#include "models/evaluate/comparison.hpp"

namespace quarterdeck::models::evaluate {

/// What is known of a member's past at one number of weeks left.
struct MemberPast {
  std::string name{};
  double sum_relative_crps = 0;  ///< Σ CRPS/s over past periods
  std::size_t n_periods = 0;
  double relative_claim = 0;  ///< CRPS/s that its own spread claims
  double claim_periods = 0;   ///< periods that the claim counts for
};

/// CRPS/s that a member without a past is given, and for how many periods it counts.
inline constexpr double prior_relative_crps = 0.12;
inline constexpr double prior_periods = 2;
/// Steepest power of the weights.
inline constexpr double largest_pool_power = 8;

/// Weights of the members from their past scores, sum 1:
///
///   c = (Σ CRPS/s + claim periods × claim + 2 × 0.12) / (n + claim periods + 2)
///   w ∝ c^−min(8, 1 + N/2),   N the most periods that any member has
///
/// so they are nearly equal with few periods, when differences are mostly luck and a mixture of all
/// is what they can give, and come down to the best as evidence grows. Call it for each number of
/// weeks left, with the periods that had ended by the as-of date and nothing later.
/// @return empty without members
/// @pre sums are finite and >= 0
/// @source ours, chosen on synthetic books, see docs/methods/scores.md; linear pools: Gneiting &
/// Ranjan (2013), Electronic Journal of Statistics 7
/// @verified tests/unit/evaluate/pool_test.cpp
[[nodiscard]] std::vector<double> pool_weights(std::span<MemberPast const> members);

/// Which member had the smallest mean CRPS/s so far, the first of equal ones: the baseline that
/// skill is measured against, chosen without hindsight when the sums hold past periods only.
/// @return its index; absent when no member has a past
/// @verified tests/unit/evaluate/pool_test.cpp
[[nodiscard]] std::optional<std::size_t> best_so_far(std::span<MemberPast const> members);

struct PoolMember {
  std::span<double const> sorted{};  ///< draws, ascending, not empty
  double weight = 0;                 ///< >= 0
};

/// Linear pool: the mixture of the members' distributions, F = Σ w_k F_k, as n draws that are its
/// type-1 quantiles at (j + ½)/n. No random numbers.
/// @return n draws, ascending; empty without members of positive weight
/// @verified tests/unit/evaluate/pool_test.cpp
[[nodiscard]] std::vector<double> linear_pool(std::span<PoolMember const> members, std::size_t n);

/// Whether a pool is to be used in place of the simulation.
struct PoolDecision {
  bool use_pool = false;
  std::size_t n_periods = 0;
  double simulation = 0;                ///< mean CRPS/s of the simulation, out of time
  double pool = 0;                      ///< the same of the pool, each weighted by its own past
  std::optional<SkillComparison> gain;  ///< skill of the pool over the simulation
  std::string reason{};                 ///< one sentence
};

/// Periods that a pool must have been judged on before it is used.
inline constexpr std::size_t least_periods_for_pool = 4;

/// The pool is used only when its mean CRPS/s has been below that of the simulation over at least
/// four past periods, each forecast with weights from the periods before it.
/// @param past  loss: CRPS/s of the pool, reference_loss: CRPS/s of the simulation
/// @verified tests/unit/evaluate/pool_test.cpp
[[nodiscard]] PoolDecision decide_pool(std::span<PairedLoss const> past,
                                       BootstrapOptions const& options = {});

}  // namespace quarterdeck::models::evaluate
