// tools/service/forecast/what_if.hpp – scenarios of a request: read, applied, and what they would
// touch. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "engine/core/provenance.hpp"
#include "scenarios/apply/apply.hpp"
#include "scenarios/schema/scenario.hpp"

namespace quarterdeck::service {

/// A scenario that was applied, for reports.
struct ScenarioNote {
  std::string name;
  std::string why;
  std::string source;
  std::filesystem::path file;
  std::vector<scenarios::Effect> effects;
};

/// Whether a scenario may be a grid.
enum class Grids { refused, allowed };

/// Reads scenario files. @return them in their order, or every fault of all; QD-137 for a grid
/// where a single scenario is wanted
/// @throws core::IoError
[[nodiscard]] core::Checked<std::vector<scenarios::Scenario>> read_scenarios(
    std::vector<std::filesystem::path> const& files, Grids grids = Grids::refused);

/// Applies scenarios one after another.
/// @return a note of each, or every fault of the first that has any
[[nodiscard]] core::Checked<std::vector<ScenarioNote>> apply_scenarios(
    std::span<scenarios::Scenario const> list, models::ForecastInputs& inputs);

/// Hashes of the files that scenarios were read from, those extended included.
[[nodiscard]] std::vector<core::InputHash> scenario_hashes(
    std::span<scenarios::Scenario const> list);

}  // namespace quarterdeck::service
