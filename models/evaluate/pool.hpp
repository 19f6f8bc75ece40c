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
};

/// CRPS/s that a member without a past is given, and for how many periods it counts.
inline constexpr double prior_relative_crps = 0.12;
inline constexpr double prior_periods = 2;

/// Weights of the members from their past scores, sum 1:
///
///   w ∝ ((Σ CRPS/s + 2 × 0.12) / (n + 2))^−3
///
/// equal without a past, nearly so with few periods. Call it for each number of weeks left, with
/// the periods that had ended by the as-of date and nothing later.
/// @return empty without members
/// @pre sums are finite and >= 0
/// @source ours, measured on synthetic and public books; linear pools: Gneiting & Ranjan (2013),
/// Electronic Journal of Statistics 7
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
