// tools/service/past/answer.hpp – the questions about the past, answered.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/core/diagnostic.hpp"
#include "tools/service/past/questions.hpp"
#include "tools/service/session/hooks.hpp"
#include "tools/service/session/session.hpp"

namespace quarterdeck::service {

struct PastForecastStore;
struct SimpleForecast;

/// Asks every chosen past day, days in parallel. The same question of the same data gives the same
/// bits at any number of threads and after any number of interruptions.
/// @return the backtest, or every fault of the workspace, its tables or the question
/// @throws core::IoError, core::NumericError
/// @verified tests/unit/service/backtest_test.cpp, tests/cli/backtest_test.cpp
[[nodiscard]] core::Checked<Backtest> answer(Session const& session,
                                             BacktestQuestion const& question,
                                             PastForecastStore const& store,
                                             Hooks const& hooks = {});

/// The forecast of one baseline, or of the pool, which needs the past.
/// @return the forecast, or every fault of workspace, tables, day and period; QD-326 where the data
///         do not have what the baseline needs or the pool has no past to be weighted by
/// @throws core::IoError, core::NumericError
/// @verified tests/cli/backtest_test.cpp
[[nodiscard]] core::Checked<SimpleForecast> answer(Session const& session,
                                                   SimpleQuestion const& question,
                                                   Hooks const& hooks = {});

}  // namespace quarterdeck::service
