// tools/report/goal_report.hpp – what would have to be true, for people and for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/report/style.hpp"
#include "tools/service/levers/goal.hpp"

namespace quarterdeck::report {

/// The change that each lever would need beside where past periods lie, and the pipeline still to
/// be created. @pre the goal is complete
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] std::string goal_text(service::Goal const& goal, Style const& style);

/// The same as JSON, schema `quarterdeck.goal.v1`, see docs/formats/lever-json.md.
/// @throws core::NumericError when a number is not finite
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] std::string goal_json(service::Goal const& goal);

}  // namespace quarterdeck::report
