// tools/service/levers/ground.hpp – what levers, grids and goals stand on: a book, fitted, with
// scenarios. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string>
#include <vector>

#include "tools/service/forecast/forecast.hpp"

namespace quarterdeck::service {

/// Everything read and learned once; nothing of it is read or fitted again for another scenario.
struct Ground {
  bool complete = true;  ///< false when the hook stopped the work; nothing else is there then
  std::string company;
  core::Provenance provenance;
  core::Date as_of{};
  core::Period period;
  std::string currency;
  plan::Measure measure = plan::Measure::amount;
  models::ForecastInputs inputs;
  std::vector<ScenarioNote> scenarios;  ///< applied to the inputs
};

/// Reads and fits; no scenario is applied, whatever the request names.
/// @return the ground, or every fault of the workspace, its tables, the day or the period
/// @throws core::IoError
/// @verified tests/cli/lever_test.cpp, tests/cli/compare_test.cpp
[[nodiscard]] core::Checked<Ground> open_base(ForecastRequest const& request, Hooks const& hooks);

/// The same with scenarios applied, and in the provenance; its trials are 0: nothing is simulated.
/// @return as open_base, or the faults of a scenario
[[nodiscard]] core::Checked<Ground> open_ground(ForecastRequest const& request,
                                                std::span<scenarios::Scenario const> list,
                                                Hooks const& hooks);

/// Index of a target of the period by name; empty name: the first.
/// @return it, or QD-331 with the names that there are
[[nodiscard]] core::Checked<std::size_t> find_target(Ground const& ground, std::string const& name);

}  // namespace quarterdeck::service
