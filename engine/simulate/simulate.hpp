// engine/simulate/simulate.hpp – the simulator: a plan in, tallies out.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/plan/plan.hpp"
#include "engine/results/results.hpp"

namespace quarterdeck::simulate {

enum class Continue { yes, stop };
enum class KeepDraws { no, yes };

/// Trials that share an outer draw. Chosen by error per second, see
/// docs/design/0003-inner-block.md.
inline constexpr int default_trials_per_outer_draw = 16;

/// Stop when the errors of P10, P50 and P90 are all at most this share of the total's standard
/// deviation. Looked at only at fixed trial counts, so the answer does not depend on the machine.
struct StopRule {
  double relative_error = 0.005;    ///< > 0
  std::int64_t first_look = 16384;  ///< trials; then at every doubling
};

struct RunOptions {
  std::uint64_t seed = 1;
  std::int64_t n_trials = 100000;  ///< > 0; rounded up to whole blocks of 64
  std::int64_t first_trial = 0;    ///< multiple of 64: the run is trials [first, first + n)
  int n_threads = 0;               ///< 0: all cores
  int trials_per_outer_draw = default_trials_per_outer_draw;  ///< 1, 4, 16, 32 or 64
  KeepDraws keep_draws = KeepDraws::no;
  std::optional<StopRule> stop_when{};
};

/// Calls to the outside, all from the thread that called `simulate`.
struct RunHooks {
  /// Trials done so far and at most; `stop` ends the run with the trials handed out by then, which
  /// are always the first ones, and with Results::complete false.
  std::function<Continue(std::int64_t done, std::int64_t all)> progress{};
};

/// Simulates the plan. A plan without a week left has nothing to win: its totals are what is
/// booked. The results are the same bits for any number of threads and any split of the trials into
/// runs joined with results::merge.
/// @throws core::ContractViolation for options out of range or a plan that plan::validate refuses;
///         core::NumericError when an arrival cell has a mean of more than a million wins
/// @verified tests/unit/simulate/reproducible_test.cpp, tests/unit/simulate/truth_test.cpp
[[nodiscard]] results::Results simulate(plan::Plan const& plan, RunOptions const& options,
                                        RunHooks const& hooks = {});

/// Simulates several plans on common random numbers in one pass over the draws: what a plan has in
/// common with the first is played once. The results, in the order of the plans, are bit for bit
/// those of `simulate` of each plan alone.
/// @pre at least one plan, and no stop rule
/// @throws as simulate
/// @verified tests/unit/simulate/together_test.cpp
[[nodiscard]] std::vector<results::Results> simulate_together(
    std::span<plan::Plan const* const> plans, RunOptions const& options,
    RunHooks const& hooks = {});

}  // namespace quarterdeck::simulate
