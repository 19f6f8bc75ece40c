// tools/service/forecast/exact_answer.hpp – what the exact engine says of a period.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "engine/plan/plan.hpp"
#include "tools/service/forecast/summary.hpp"
#include "tools/service/forecast/what_if.hpp"
#include "tools/service/session/subject.hpp"

namespace quarterdeck::service {

/// Chance of a target.
struct ExactTarget {
  std::string name;
  double amount = 0;  ///< reporting units
  double p_hit = 0;
};

/// Trials of its provenance are 0: nothing is simulated.
struct ExactAnswer : ComputedSubject {
  plan::Measure measure = plan::Measure::amount;
  std::vector<ScenarioNote> scenarios;  ///< applied, in their order
  Spread total;                         ///< of the company, booked included
  std::vector<ExactTarget> targets;     ///< all of the period, in the order of the workspace
  exact::Method method = exact::Method::automatic;  ///< that gave the total
  double error_bound = 0;  ///< on the total's distribution function, given the outer draws
};

}  // namespace quarterdeck::service
