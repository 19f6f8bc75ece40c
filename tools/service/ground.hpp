// tools/service/ground.hpp – what levers, grids and goals stand on: a book, fitted, with scenarios.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "tools/service/forecast.hpp"

namespace quarterdeck::service {

/// Everything read and learned once; nothing of it is read or fitted again for another lever.
struct Ground {
  bool complete = true;  ///< false when the hook stopped the work; nothing else is there then
  std::string company;
  core::Provenance provenance;  ///< its trials are 0: nothing is simulated
  core::Date as_of{};
  core::Period period;
  std::string currency;
  plan::Measure measure = plan::Measure::amount;
  models::ForecastInputs inputs;        ///< the request's scenarios applied
  std::vector<ScenarioNote> scenarios;  ///< that were applied
};

/// @return the ground, or every fault of the workspace, its tables, the day, the period or the
///         scenarios
/// @throws core::IoError
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] core::Checked<Ground> open_ground(ForecastRequest const& request, Hooks const& hooks,
                                                Grids grids = Grids::refused);

/// Index of a target of the period by name; empty name: the first.
/// @return it, or QD-331 with the names that there are
[[nodiscard]] core::Checked<std::size_t> find_target(Ground const& ground, std::string const& name);

}  // namespace quarterdeck::service
