// models/compile/table_chances.hpp – chances of the open deals by the table of win rates.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>

#include "models/compile/win_part.hpp"

namespace quarterdeck::models::parts {

/// Chances by the table: deals that share rate, segment, size and timing share a cell of the plan.
/// @param states  [pipeline row]
[[nodiscard]] WinPart table_win_part(ForecastInputs const& inputs,
                                     std::span<DealState const> states,
                                     CompileOptions const& options);

}  // namespace quarterdeck::models::parts
