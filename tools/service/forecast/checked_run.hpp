// tools/service/forecast/checked_run.hpp – scenarios of a book as plans, run and checked.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/core/provenance.hpp"
#include "engine/exact/exact.hpp"
#include "engine/simulate/simulate.hpp"
#include "models/compile.hpp"
#include "tools/service/forecast/summary.hpp"
#include "tools/service/forecast/what_if.hpp"
#include "tools/service/session/fitted_book.hpp"
#include "tools/service/session/hooks.hpp"

namespace quarterdeck::service {

/// Scenarios of a book, applied and compiled.
struct CompiledScenarios {
  models::Compiled compiled;
  std::vector<ScenarioNote> notes;
  std::vector<models::TargetInput> targets;  ///< as the scenarios leave them
};

/// Applies scenarios one after another to the book's inputs and compiles them on the draws of its
/// base; without any it is the base.
/// @return  as compiled, or every fault of the first scenario that has any
/// @throws core::NumericError
[[nodiscard]] core::Checked<CompiledScenarios> compile_scenarios(
    FittedBook const& fitted, std::span<scenarios::Scenario const> list);

/// Column and value of targets that are about one value of one column.
[[nodiscard]] std::vector<TargetNote> target_notes(std::vector<models::TargetInput> const& targets);

/// Seed, trials and threads are those of the provenance.
[[nodiscard]] simulate::RunOptions run_options(core::Provenance const& provenance);

/// Seed, trials and threads are those of the provenance.
struct RunRequest {
  core::Provenance const& provenance;
  Hooks const& hooks;
  simulate::KeepDraws keep_draws = simulate::KeepDraws::no;
};

/// What the exact engine says of a run.
struct ExactCheck {
  exact::Distribution distribution;  ///< of the company's total
  exact::Check check;
  std::int64_t n_trials = 0;  ///< looked at, the first ones of the run
};

/// How much of a run the exact engine looks at, and with how many threads.
struct CheckOptions {
  std::uint64_t seed = 1;
  std::uint64_t most_draws = std::numeric_limits<std::uint64_t>::max();  ///< outer draws
  int n_threads = 1;
};

/// Holds a run against the exact engine over the outer draws that the run used, or over the first
/// of them where the book is very large (see draws_to_check) or fewer are asked for.
[[nodiscard]] ExactCheck check_run(plan::Plan const& plan, results::Results const& run,
                                   CheckOptions const& options);

/// A plan simulated, held against the exact engine and summed up. Where the hook stops the work,
/// `results` are not complete and nothing behind them is there.
struct CheckedRun {
  results::Results results;
  exact::Distribution exact;
  exact::Check check;
  Summary summary;
};

/// @param targets  of the plan, in its order
/// @throws core::NumericError
/// @verified tests/cli/forecast_test.cpp
[[nodiscard]] CheckedRun run_checked(plan::Plan const& plan,
                                     std::vector<models::TargetInput> const& targets,
                                     RunRequest const& request);

}  // namespace quarterdeck::service
