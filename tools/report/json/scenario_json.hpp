// tools/report/json/scenario_json.hpp – scenarios and what they would touch, for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "tools/report/json/json.hpp"
#include "tools/service/forecast/dry_run.hpp"

namespace quarterdeck::report {

/// `[{name, why, source, file, changes [{change, why?, deals [id], numbers [{name, before,
/// after}]}]}]`
[[nodiscard]] Json scenarios_json(std::vector<service::ScenarioNote> const& notes);

/// Deals and rates touched, before and after; schema `quarterdeck.dry_run.v1`.
/// @pre the run is complete
/// @verified tests/cli/scenario_test.cpp
[[nodiscard]] std::string dry_run_json(service::DryRun const& run);

}  // namespace quarterdeck::report
