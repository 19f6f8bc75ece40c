// tools/service/levers/goal.hpp – what would have to be true for a target to be reached with a
// chance. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "tools/service/levers/cell_answer.hpp"
#include "tools/service/levers/lever.hpp"
#include "tools/service/levers/starting_point.hpp"

namespace quarterdeck::service {

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
  StartingPoint start;
  std::string target;
  double amount = 0;  ///< of the target
  double wanted = 0;
  double p_now = 0;
  double p_now_error = 0;
  bool already = false;  ///< the chance is at least the wanted one: rows say how much may be lost
  std::vector<GoalRow> rows;
};

}  // namespace quarterdeck::service
