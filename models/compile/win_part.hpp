// models/compile/win_part.hpp – chances of the open deals, as cells of the plan.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/plan/plan.hpp"
#include "models/compile.hpp"

namespace quarterdeck::models::parts {

/// Chance of winning of every deal of the pipeline, as cells of the plan.
struct WinPart {
  std::vector<plan::Cell> cells;
  plan::Draws::Table level;         ///< n_rows × n_cells
  std::vector<std::uint32_t> cell;  ///< [pipeline row]
  std::vector<double> p_in_period;  ///< [pipeline row] posterior mean
  std::vector<double> p_ever;       ///< [pipeline row]
  std::vector<std::vector<double>> curves;
  std::vector<std::uint16_t> curve;          ///< [pipeline row]
  std::vector<std::vector<Reason>> reasons;  ///< [pipeline row]
};

/// The chances by the model of winning in use, moved by the season.
/// @param states  [pipeline row]
[[nodiscard]] WinPart win_part(ForecastInputs const& inputs, std::span<DealState const> states,
                               CompileOptions const& options);

/// Posterior rows of the plan. With hazards every deal has its own column of levels, so that large
/// pipelines get fewer rows: at most 2^23 levels (64 MiB), but 1,024 rows at least. Rows come in
/// mirrored pairs, so the mean does not feel it.
[[nodiscard]] Eigen::Index rows_to_tabulate(ForecastInputs const& inputs,
                                            CompileOptions const& options);

}  // namespace quarterdeck::models::parts
