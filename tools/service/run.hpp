// tools/service/run.hpp – from inputs to checked results: what forecast and compare share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tools/service/book.hpp"
#include "tools/service/forecast.hpp"

namespace quarterdeck::service {

/// Provenance of a run of the request on the book.
[[nodiscard]] core::Provenance provenance_of(ForecastRequest const& request, Book const& book);

/// Seed, trials and threads are those of the provenance.
struct RunRequest {
  core::Provenance const& provenance;
  Hooks const& hooks;
  simulate::KeepDraws keep_draws = simulate::KeepDraws::no;
};

/// Inputs compiled, simulated, held against the exact engine and summed up. Where the hook stops
/// the work, `results` are not complete and nothing behind them is there.
struct Played {
  models::Compiled compiled;
  results::Results results;
  exact::Distribution exact;
  exact::Check check;
  Summary summary;
};

/// @throws core::NumericError
/// @verified tests/cli/compare_test.cpp, tests/cli/forecast_test.cpp
[[nodiscard]] Played play_inputs(models::ForecastInputs const& inputs, RunRequest const& request);

}  // namespace quarterdeck::service
