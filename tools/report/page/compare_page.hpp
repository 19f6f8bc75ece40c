// tools/report/page/compare_page.hpp – what is said of scenarios side by side.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tools/report/page/page.hpp"
#include "tools/service/forecast/comparison.hpp"
#include "tools/service/forecast/dry_run.hpp"

namespace quarterdeck::report {

/// Distributions of all scenarios, differences from the first with 95 % intervals, what drives them
/// and interactions. @pre the comparison is complete
/// @verified tests/unit/report/page/pages_test.cpp, tests/cli/compare_test.cpp
[[nodiscard]] Page compare_page(service::Comparison const& comparison);

/// Deals and rates that scenarios touch, before and after. @pre the run is complete
/// @verified tests/unit/report/page/pages_test.cpp, tests/cli/scenario_test.cpp
[[nodiscard]] Page dry_run_page(service::DryRun const& run);

}  // namespace quarterdeck::report
