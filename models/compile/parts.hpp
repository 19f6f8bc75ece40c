// models/compile/parts.hpp – steps of compile; not for use outside models.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
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

/// Moves every chance by what the month of the quarter does to the odds, its uncertainty drawn row
/// by row; nothing where the period has no such factor.
void apply_season(WinPart& win, win::WinSeason const& season, CompileOptions const& options);

/// Posterior rows of the plan. With hazards every deal has its own column of levels, so that large
/// books get fewer rows: at most 2^23 levels (64 MiB), but 1,024 rows at least. Rows come in
/// mirrored pairs, so the mean does not feel it.
[[nodiscard]] Eigen::Index rows_to_tabulate(ForecastInputs const& inputs,
                                            CompileOptions const& options);

/// What `Prepared` keeps. Nothing but the options where the period has ended.
struct Shared {
  CompileOptions options;             ///< rows as they are tabulated
  std::vector<data::OpenDeal> deals;  ///< [pipeline row]
  std::vector<DealState> states;      ///< [pipeline row]
  WinPart win;                        ///< by the models, before any change
  std::vector<double> company_tau;    ///< [posterior row]
  std::vector<double> segment_tau;    ///< [posterior row]
  creation::LateDraws late;
};

[[nodiscard]] Shared share(ForecastInputs const& base, CompileOptions const& wanted);

/// Whether all deals are as they were when the shared part was made, so that what the models say
/// of them is still true.
[[nodiscard]] bool has_same_deals(Shared const& shared, ForecastInputs const& inputs);

/// Puts the deals of the inputs in the place of those that the shared part was made with.
void take_deals(Shared& shared, ForecastInputs const& inputs);

/// Gives the deals of `inputs.changes` their chance or outcome, each in a cell of its own, and
/// notes what the models had said.
/// @return [pipeline row] P(win in the period) by the models, where it was replaced
[[nodiscard]] std::vector<std::optional<double>> apply_changes(WinPart& win,
                                                               ForecastInputs const& inputs,
                                                               std::span<DealState const> states);

/// Cells with their odds moved, as long as the cells that they come from stay what they are.
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

/// What `PlanMaker` keeps of the scenario before.
struct OpenMemo {
  std::map<std::string, DealChange> changes;
  std::map<std::string, DealShift> shifts;
  ShiftedCells shifted;  ///< under the same changes
  std::optional<OpenDeals> open;
};

/// New business of one kind: a cell of the model of creation, a part of one that a what-if changes,
/// or what a what-if adds.
struct ArrivalPart {
  std::string name;      ///< key of its random numbers
  std::string segment;   ///< whose factor it shares
  std::size_t cell = 0;  ///< of the model of creation
  double factor = 1;     ///< mean over that of the cell
  double added = 0;      ///< > 0: expected wins of a part that stands on its own
  double relative_sd = 0;
  std::vector<double> cumulative_week;
  std::vector<creation::LateEntry> entries;
};

/// All parts that may bring anything, what-if included; none where the period has ended.
[[nodiscard]] std::vector<ArrivalPart> arrival_parts(ForecastInputs const& inputs);

void write_arrival_draws(plan::Plan& plan, creation::LateDraws const& late,
                         std::vector<ArrivalPart> const& parts, std::uint64_t seed);

void write_arrivals(plan::Plan& plan, ForecastInputs const& inputs,
                    std::vector<ArrivalPart> const& parts, Groups const& groups);

/// Index of a segment's factor: 0 where it has none of its own.
[[nodiscard]] std::uint16_t segment_factor(dependence::PeriodFactor const& factor,
                                           std::string const& segment);

/// Flags of every deal of the pipeline in words.
[[nodiscard]] std::vector<std::vector<std::string>> deal_flags(ForecastInputs const& inputs,
                                                               std::span<DealState const> states);

}  // namespace quarterdeck::models::parts
