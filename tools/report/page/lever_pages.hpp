// tools/report/page/lever_pages.hpp – what is said of tornado, goal and sweep.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tools/report/page/page.hpp"
#include "tools/service/levers/goal.hpp"
#include "tools/service/levers/sweep.hpp"
#include "tools/service/levers/tornado.hpp"

namespace quarterdeck::report {

/// Bars of P(hit) and of the mean, largest swing first, and the levers without a range.
/// @pre the tornado is complete
/// @verified tests/unit/report/page/pages_test.cpp, tests/cli/lever_test.cpp
[[nodiscard]] Page tornado_page(service::Tornado const& tornado);

/// The change that each lever would need beside where past periods lie, and the pipeline still to
/// be created. @pre the goal is complete
/// @verified tests/unit/report/page/pages_test.cpp, tests/cli/lever_test.cpp
[[nodiscard]] Page goal_page(service::Goal const& goal);

/// Two axes: a grid of P(hit), or of the mean where there is no target. One axis: a row a value.
/// @pre the sweep is complete
/// @verified tests/unit/report/page/pages_test.cpp, tests/cli/lever_test.cpp
[[nodiscard]] Page sweep_page(service::Sweep const& sweep);

}  // namespace quarterdeck::report
