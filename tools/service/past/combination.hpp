// tools/service/past/combination.hpp – the pool of simulation and baselines, trial by trial.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/results/results.hpp"

namespace quarterdeck::service {

/// A member's quantile grid; empty for the simulation itself.
struct CombinationMember {
  double weight = 0;
  std::vector<double> grid;
};

/// One trial of the pool, in reporting units: booked + open + created_later = total.
struct CombinedTrial {
  double total = 0;
  double open = 0;
  double created_later = 0;
};

/// See Combination for the rule. The member of a trial is drawn from a stream of the seed.
/// @pre the run kept its draws; weights sum to 1
/// @return one a trial, in their order
/// @verified tests/unit/service/hold_test.cpp
[[nodiscard]] std::vector<CombinedTrial> combine(results::Results const& run, double booked,
                                                 std::span<CombinationMember const> members,
                                                 std::uint64_t seed);

}  // namespace quarterdeck::service
