// tools/service/levers/answer.hpp – the questions about levers, answered.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/core/diagnostic.hpp"
#include "tools/service/levers/questions.hpp"
#include "tools/service/levers/starting_point.hpp"
#include "tools/service/session/hooks.hpp"
#include "tools/service/session/session.hpp"

namespace quarterdeck::service {

struct Goal;
struct Sweep;
struct SweepStore;
struct Tornado;

/// Learns the range of every lever from past periods, and evaluates both ends of each by the exact
/// engine on common outer draws.
/// @return  the tornado, or every fault of the workspace, its tables, the question or its scenarios
/// @throws  core::IoError, core::NumericError
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] core::Checked<Tornado> answer(Session const& session, TornadoQuestion const& question,
                                            Hooks const& hooks = {});

/// Searches, for every lever asked for, the smallest change that brings P(hit) to the wanted level:
/// on the scale of the normal quantile of P(hit), along the logarithm of a factor (the market: its
/// standard deviations; pipeline: deals), by `Bracket` on the first replicate, then one step by the
/// slope to where the mean of all replicates meets it. The interval is that of P(hit) at the
/// solution through the slope.
///
/// pipeline: N deals created evenly from the day after as_of to a day, in the mix of the last
/// year's, as a hire of that length would: they are won by the estimate of time from creation to
/// win of past deals, so later days need more.
/// @return  the goal; or every fault of the workspace, its tables or the scenarios, QD-331 for a
///          target that is not there, QD-332 for a lever, QD-333 for `where`, QD-334 for `by`
/// @throws  core::IoError, core::NumericError
/// @verified tests/unit/service/goal_test.cpp, tests/cli/lever_test.cpp
[[nodiscard]] core::Checked<Goal> answer(Session const& session, GoalQuestion const& question,
                                         Hooks const& hooks = {});

/// The search alone, from a point that is there.
/// @pre it is complete
/// @return as above
/// @verified tests/unit/service/goal_test.cpp
[[nodiscard]] core::Checked<Goal> seek(StartingPoint start, GoalQuestion const& question,
                                       Hooks const& hooks = {});

/// Evaluates every cell of the grid: the `changes` of the file, then one change of each axis. As
/// many rows at a time as there are threads, their cells in parallel; the same bits at any number
/// of threads and after any number of interruptions. Cells are those of `GridEvaluator`, by the
/// first replicate; how far that may be off is measured at the corners with all of them.
/// @return  the sweep; or every fault of the workspace, its tables, the question or the file,
/// QD-137
///          for a file without `sweep`
/// @throws  core::IoError, core::NumericError
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] core::Checked<Sweep> answer(Session const& session, SweepQuestion const& question,
                                          SweepStore const& store, Hooks const& hooks = {});

}  // namespace quarterdeck::service
