// models/compile/changes.hpp – values set for single deals, by hand or by a scenario.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "models/compile/win_part.hpp"

namespace quarterdeck::models::parts {

/// Gives the deals of `inputs.changes` their chance or outcome, each in a cell of its own, and
/// notes what the models had said.
/// @return [pipeline row] P(win in the period) by the models, where it was replaced
[[nodiscard]] std::vector<std::optional<double>> apply_changes(WinPart& win,
                                                               ForecastInputs const& inputs,
                                                               std::span<DealState const> states);

}  // namespace quarterdeck::models::parts
