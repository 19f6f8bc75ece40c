// tools/service/forecast/run.hpp – from inputs to checked results: what forecast and compare share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <limits>

#include "engine/simulate/simulate.hpp"
#include "tools/service/forecast/forecast.hpp"
#include "tools/service/session/book.hpp"

namespace quarterdeck::service {

/// Provenance of a run of the request on the book.
[[nodiscard]] core::Provenance provenance_of(ForecastRequest const& request, Book const& book);

/// What scenarios of the inputs have in common. Before any is applied, so that a scenario draws the
/// numbers of its base.
[[nodiscard]] models::Prepared prepare(models::ForecastInputs const& base,
                                       core::Provenance const& provenance);

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

/// Inputs compiled, simulated, held against the exact engine and summed up. Where the hook stops
/// the work, `results` are not complete and nothing behind them is there.
struct Played {
  models::Compiled compiled;
  results::Results results;
  exact::Distribution exact;
  exact::Check check;
  Summary summary;
};

/// @param base  what was prepared from the inputs before scenarios
/// @throws core::NumericError
/// @verified tests/cli/compare_test.cpp, tests/cli/forecast_test.cpp
[[nodiscard]] Played play_inputs(models::ForecastInputs const& inputs, models::Prepared const& base,
                                 RunRequest const& request);

}  // namespace quarterdeck::service
