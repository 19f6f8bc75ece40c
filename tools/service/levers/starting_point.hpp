// tools/service/levers/starting_point.hpp – what levers, goals and grids start from.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "engine/plan/plan.hpp"
#include "models/compile.hpp"
#include "tools/service/forecast/what_if.hpp"
#include "tools/service/session/hooks.hpp"
#include "tools/service/session/session.hpp"
#include "tools/service/session/subject.hpp"

namespace quarterdeck::service {

/// The forecast before any lever is turned; nothing of it is learned again for another variation.
struct StartingPoint : ComputedSubject {
  plan::Measure measure = plan::Measure::amount;
  models::ForecastInputs inputs;
  std::vector<ScenarioNote> scenarios;  ///< applied to the inputs
};

/// The session's period with scenarios applied, and in the provenance; its trials are 0: nothing is
/// simulated.
/// @return  the starting point, or every fault of the workspace, its tables, the day, the period or
///          the first scenario that has any
/// @throws  core::IoError, core::NumericError
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] core::Checked<StartingPoint> start_from(Session const& session,
                                                      std::span<scenarios::Scenario const> list,
                                                      Hooks const& hooks);

/// Index of a target of the period by name; empty name: the first.
/// @return it, or QD-331 with the names that there are
[[nodiscard]] core::Checked<std::size_t> find_target(StartingPoint const& start,
                                                     std::string const& name);

}  // namespace quarterdeck::service
