// models/compile/hazard_chances.hpp – chances of the open deals by the weekly hazards.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>

#include "models/compile/win_part.hpp"
#include "models/win/hazard/hazard.hpp"

namespace quarterdeck::models::parts {

/// Chances by the hazards: every deal has a cell of its own.
/// @param states  [pipeline row]
[[nodiscard]] WinPart hazard_win_part(win::FittedHazard const& hazard, ForecastInputs const& inputs,
                                      std::span<DealState const> states,
                                      CompileOptions const& options);

}  // namespace quarterdeck::models::parts
