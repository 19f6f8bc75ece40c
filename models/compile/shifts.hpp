// models/compile/shifts.hpp – chances and days of open deals under a what-if.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <tuple>
#include <vector>

#include "models/compile/win_part.hpp"

namespace quarterdeck::models::parts {

/// Cells with shifted odds, valid while the cells that they come from do not change.
struct ShiftedCells {
  struct Column {
    std::vector<double> level;  ///< [posterior row]
    double mean = 0;            ///< of the chance
  };
  std::map<std::tuple<std::uint32_t, double, double>, Column> of;  ///< by cell, odds, share kept
  [[nodiscard]] bool is_full() const;                              ///< as large as is good to keep
};

/// Moves chances and weeks of the deals that the what-if is about; the others keep their bits.
/// @param states  [pipeline row]
/// @param known   taken from where it has a cell, and added to
void shift_wins(WinPart& win, ForecastInputs const& inputs, std::span<DealState const> states,
                ShiftedCells& known);

/// Factor of the what-if on what a deal brings.
[[nodiscard]] double amount_factor(ForecastInputs const& inputs, std::size_t pipeline_row);

}  // namespace quarterdeck::models::parts
