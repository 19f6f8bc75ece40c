// tools/service/levers/goal_parts.hpp – the ways to a goal, before they are tried; not for use
// elsewhere. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "tools/service/levers/goal.hpp"
#include "tools/service/levers/questions.hpp"

namespace quarterdeck::service::goal_parts {

/// A row with what the search along it needs. x >= 0 counts from where nothing changes.
struct Way {
  GoalRow row;
  bool up = true;        ///< factors grow with x
  bool with_new = true;  ///< see at_value
  std::string segment;   ///< of the pipeline
  double per_x = 1;      ///< pipeline: deals for x = 1
  double amount_a_deal = 0;
  double first_step = 0.2;
  double limit = 3;

  [[nodiscard]] double value(double x) const;
  [[nodiscard]] scenarios::Scenario scenario(models::ForecastInputs const& inputs, double x) const;
};

/// All that the question asks for; those that cannot be tried say why.
/// @param up  whether the chance is to rise
/// @return the ways, or QD-332, QD-333, QD-334
[[nodiscard]] core::Checked<std::vector<Way>> ways_of(StartingPoint const& start,
                                                      GoalQuestion const& question, bool up);

/// What is wrong with the names in a question, whatever the direction.
[[nodiscard]] core::Diagnostics faults_of(StartingPoint const& start, GoalQuestion const& question);

}  // namespace quarterdeck::service::goal_parts
