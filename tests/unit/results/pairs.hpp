// tests/unit/results/pairs.hpp – two runs on common random numbers, with known truth.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>

#include "engine/results/results.hpp"

namespace quarterdeck::test {

/// Trials whose clusters of four share luck. Totals of `reference` are normal around 1,000,000 with
/// a standard deviation of 100,000 sqrt(2); those of `run` are the same plus an effect and noise of
/// their own. One target, of 1,000,000.
struct Pair {
  results::Results reference;
  results::Results run;
};

/// @param noise  standard deviation of what only `run` has
[[nodiscard]] Pair paired_runs(std::uint64_t seed, double effect, double noise, int n_draws = 400);

}  // namespace quarterdeck::test
