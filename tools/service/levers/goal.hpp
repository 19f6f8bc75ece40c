// tools/service/levers/goal.hpp – what would have to be true for a target to be reached with a
// chance. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "tools/service/levers/cell_bench.hpp"
#include "tools/service/levers/ground.hpp"
#include "tools/service/levers/lever.hpp"

namespace quarterdeck::service {

struct GoalRequest {
  ForecastRequest common;  ///< its trials are not looked at
  std::string target;      ///< empty: the first of the period
  double p_hit = 0.8;      ///< wanted, inside (0, 1)
  std::string lever;       ///< word of a LeverKind or `pipeline`; empty: all
  std::string where;       ///< `column=value`; empty: the company
  std::string by;          ///< pipeline: ISO day of the last creation; empty: several days
};

/// Pipeline still to be created on top of what is expected.
struct PipelineNeed {
  core::Date by{};  ///< created evenly from the day after as_of to this day
  double deals = 0;
  double deals_low = 0;  ///< 95 % interval
  double deals_high = 0;
  double amount = 0;        ///< of them all when created, reporting units; 0 where none is known
  double wins = 0;          ///< expected of them in the period
  double deals_a_week = 0;  ///< that the same segments created in the last year
};

/// One way to the wanted chance.
struct GoalRow {
  std::optional<Lever> lever;  ///< nothing: pipeline
  std::optional<PipelineNeed> pipeline;
  std::string label;
  std::string absent;  ///< why nothing could be tried; empty where it was
  bool reached = false;
  double value = 0;  ///< of the lever at the solution, else at its limit
  double low = 0;    ///< 95 % interval of the value
  double high = 0;
  double p_hit = 0;  ///< there, all replicates
  double p_error = 0;
  Estimated at;                     ///< there
  std::optional<LeverRange> range;  ///< where past periods lie; nothing where unknown
  std::string range_absent;
};

struct Goal {
  Ground ground;
  std::string target;
  double amount = 0;  ///< of the target
  double wanted = 0;
  double p_now = 0;
  double p_now_error = 0;
  bool already = false;  ///< the chance is at least the wanted one: rows say how much may be lost
  std::vector<GoalRow> rows;
};

/// Reads and fits once and searches, for every lever asked for, the smallest change that brings
/// P(hit) to the wanted level: on the scale of the normal quantile of P(hit), along the logarithm
/// of a factor (the market: its standard deviations; pipeline: deals), by `Bracket` on the first
/// replicate, then one step by the slope to where the mean of all replicates meets it. The interval
/// is that of P(hit) at the solution through the slope.
///
/// pipeline: N deals created evenly from the day after as_of to a day, in the mix of the last
/// year's, as a hire of that length would: they are won by the estimate of time from creation to
/// win of past deals, so later days need more.
/// @return  the goal; or every fault of the workspace, its tables or the scenarios, QD-331 for a
///          target that is not there, QD-332 for a lever, QD-333 for `where`, QD-334 for `by`
/// @throws  core::IoError, core::NumericError
/// @verified tests/unit/service/goal_test.cpp, tests/cli/lever_test.cpp
[[nodiscard]] core::Checked<Goal> goal(GoalRequest const& request, Hooks const& hooks = {});

/// The search alone, on a ground that is there.
/// @pre the request's names were checked
[[nodiscard]] core::Checked<Goal> seek(Ground ground, GoalRequest const& request,
                                       Hooks const& hooks = {});

}  // namespace quarterdeck::service
