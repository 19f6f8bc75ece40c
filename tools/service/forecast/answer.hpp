// tools/service/forecast/answer.hpp – the questions about a day and its period, answered.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/core/diagnostic.hpp"
#include "tools/service/forecast/questions.hpp"
#include "tools/service/session/hooks.hpp"
#include "tools/service/session/session.hpp"

namespace quarterdeck::service {

struct CheckReport;
struct Comparison;
struct DryRun;
struct ExactAnswer;
struct FitReport;
struct Forecast;

/// Each takes from the session what it needs and returns the answer, with `complete` false where
/// the hook said stop, or every fault of the workspace, its tables, the day, the period and the
/// question. The same question of the same session gives the same bits, whatever was asked before,
/// by how many threads, and at any number of threads.
/// @throws core::IoError, core::NumericError

/// Compiles and simulates the period, and holds the result against the exact engine over the same
/// outer draws. A disagreement is no error here: it stands in `check`; conclude of record/ refuses
/// it. Scenarios and overrides are applied after the fit, which they leave as it is.
/// @verified tests/cli/forecast_test.cpp, tests/unit/service/session_test.cpp
[[nodiscard]] core::Checked<Forecast> answer(Session const& session,
                                             ForecastQuestion const& question,
                                             Hooks const& hooks = {});

/// The law of the total and the chances of all targets by the exact engine, averaged over all
/// posterior rows and factors; nothing is simulated.
/// @verified tests/unit/service/session_test.cpp
[[nodiscard]] core::Checked<ExactAnswer> answer(Session const& session,
                                                ExactQuestion const& question,
                                                Hooks const& hooks = {});

/// Compiles twice, with the question's scenarios and without. What the models expect is exact:
/// means over all posterior draws, with no simulation.
/// @verified tests/cli/scenario_test.cpp
[[nodiscard]] core::Checked<DryRun> answer(Session const& session, DryRunQuestion const& question,
                                           Hooks const& hooks = {});

/// Applies, compiles and simulates every scenario with the same seed, so that each deal draws the
/// same numbers in all of them; differences are taken trial by trial. A scenario equal to the first
/// differs by exactly 0.
/// @verified tests/cli/compare_test.cpp
[[nodiscard]] core::Checked<Comparison> answer(Session const& session,
                                               CompareQuestion const& question,
                                               Hooks const& hooks = {});

/// Fits, and stops there.
/// @verified tests/cli/fit_test.cpp
[[nodiscard]] core::Checked<FitReport> answer(Session const& session, FitQuestion const& question,
                                              Hooks const& hooks = {});

/// Says what is wrong with the data; fits nothing. Faults that stop a forecast are diagnostics;
/// everything else is a finding.
/// @verified tests/cli/check_test.cpp, tests/unit/service/session_test.cpp
[[nodiscard]] core::Checked<CheckReport> answer(Session const& session,
                                                CheckQuestion const& question,
                                                Hooks const& hooks = {});

}  // namespace quarterdeck::service
