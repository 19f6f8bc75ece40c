// tools/report/scenario_report.hpp – scenarios in reports, and what they would touch.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tools/report/style.hpp"
#include "tools/service/forecast/dry_run.hpp"

namespace quarterdeck::report {

/// Names, reasons and changes of the scenarios applied, with what each change touched; empty
/// without scenarios.
/// @verified tests/cli/scenario_test.cpp
[[nodiscard]] std::string scenarios_section(std::vector<service::ScenarioNote> const& notes,
                                            Style const& style);

/// `[{name, why, source, file, changes [{change, why?, deals [id], numbers [{name, before,
/// after}]}]}]`
[[nodiscard]] nlohmann::ordered_json scenarios_json(
    std::vector<service::ScenarioNote> const& notes);

/// Deals and rates touched, before and after. @pre the run is complete
/// @verified tests/cli/scenario_test.cpp
[[nodiscard]] std::string dry_run_text(service::DryRun const& run, Style const& style);

/// The same as JSON, schema `quarterdeck.dry_run.v1`.
[[nodiscard]] std::string dry_run_json(service::DryRun const& run);

}  // namespace quarterdeck::report
