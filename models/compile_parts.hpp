// models/compile_parts.hpp – steps of compile; not for use outside models.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/data/history.hpp"
#include "engine/plan/plan.hpp"
#include "models/compile.hpp"
#include "models/creation/late_wins.hpp"

namespace quarterdeck::models::parts {

/// Wins of the period by the end of as_of.
[[nodiscard]] std::vector<data::WonDeal> booked_wins(ForecastInputs const& inputs);

/// What a won amount counts in the plan's measure; blank counts nothing.
[[nodiscard]] core::Minor worth(core::Minor amount, bool measure_counts);

/// Groupings of the plan, one a report column and one a target with a filter, whose values are
/// those of the rows in use, in the order of their names.
class Groups {
 public:
  Groups(ForecastInputs const& inputs, std::vector<std::uint32_t> rows);
  /// Codes of a history row, one a grouping.
  [[nodiscard]] std::vector<std::uint16_t> codes(std::uint32_t history_row) const;
  [[nodiscard]] std::vector<plan::Grouping> groupings(std::span<data::WonDeal const> booked) const;
  [[nodiscard]] std::vector<plan::Target> targets() const;

 private:
  [[nodiscard]] std::string value(std::size_t grouping, std::uint32_t history_row) const;
  ForecastInputs const* inputs_;
  std::vector<std::string> by_;
  std::vector<TargetInput const*> filter_;  ///< [grouping] of a target; nullptr for a column
  std::vector<std::vector<std::string>> values_;
  std::vector<std::map<std::string, std::uint16_t>> code_of_;
};

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

/// @param states  [pipeline row]
[[nodiscard]] WinPart win_part(ForecastInputs const& inputs, std::span<DealState const> states,
                               CompileOptions const& options);

/// The same from the hazards, every deal a cell of its own.
/// @pre inputs.models.win_choice.hazard
[[nodiscard]] WinPart hazard_win_part(ForecastInputs const& inputs,
                                      std::span<DealState const> states,
                                      CompileOptions const& options);

/// Posterior rows of the plan. With hazards every deal has its own column of levels, so that large
/// books get fewer rows: at most 2^23 levels (64 MiB), but 1,024 rows at least. Rows come in
/// mirrored pairs, so the mean does not feel it.
[[nodiscard]] Eigen::Index rows_to_tabulate(ForecastInputs const& inputs,
                                            CompileOptions const& options);

/// Index of a segment's factor: 0 where it has none of its own.
[[nodiscard]] std::uint16_t segment_factor(dependence::PeriodFactor const& factor,
                                           std::string const& segment);

/// Flags of every deal of the pipeline in words.
[[nodiscard]] std::vector<std::vector<std::string>> deal_flags(ForecastInputs const& inputs,
                                                               std::span<DealState const> states);

}  // namespace quarterdeck::models::parts
