// models/compile/open_deals.hpp – what open deals bring, changes and what-ifs included.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/core/money.hpp"
#include "models/compile/shared.hpp"
#include "models/compile/shifts.hpp"

namespace quarterdeck::models::parts {

/// What open deals bring, changes and what-ifs included.
struct OpenDeals {
  WinPart win;
  std::vector<std::optional<double>> p_by_models;  ///< [pipeline row] where a change replaced it
  std::vector<core::Minor> base;                   ///< [pipeline row] what the ratio multiplies
  std::vector<std::uint16_t> table;                ///< [pipeline row] into `ratio`
  std::vector<std::vector<double>> ratio;          ///< as Plan::ratio
  plan::Draws::Table amount_scale;                 ///< as Draws::amount_scale
};

/// @param win    by the models, before any change
/// @param known  of the same changes
/// @pre the deals are those of the shared part
[[nodiscard]] OpenDeals open_deals(ForecastInputs const& inputs, Shared const& shared, WinPart win,
                                   ShiftedCells& known);

}  // namespace quarterdeck::models::parts
