// models/win/table/cell_key.hpp – which deals share a win rate: columns, bands and cell names.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/named.hpp"
#include "engine/data/history.hpp"
#include "models/past/landmarks.hpp"

namespace quarterdeck::models::win {

/// What is known of an open deal that may tell cells apart.
enum class KeyColumn { flag, stage, segment, type, age, amount, pushes };

inline constexpr core::Names<KeyColumn, 7> key_column_names{{{KeyColumn::flag, "close date"},
                                                             {KeyColumn::stage, "stage"},
                                                             {KeyColumn::segment, "segment"},
                                                             {KeyColumn::type, "type"},
                                                             {KeyColumn::age, "age"},
                                                             {KeyColumn::amount, "amount"},
                                                             {KeyColumn::pushes, "pushes"}}};
static_assert(core::is_in_order(key_column_names), "levels of a deal are indexed by column");

[[nodiscard]] std::string_view to_text(KeyColumn column);

/// Borders that turn numbers into levels. Learned from the past only.
struct Bands {
  /// Days from creation to closing of past wins: median, 90 %, 99 %. Empty: age is not used.
  std::vector<int> age_days;
  /// Lower and upper tercile of amounts in open pipelines, a segment. Empty: amounts are not known
  /// at past dates.
  std::map<std::string, std::pair<core::Minor, core::Minor>> amount;
  std::map<std::string, std::pair<core::Minor, core::Minor>>::mapped_type amount_all{};
};

[[nodiscard]] Bands learn_bands(data::History const& history, Landmarks const& marks);

/// A level of one column, in words: `Proposal`, `overdue`, `older than 138 days` …
[[nodiscard]] std::string level_of(KeyColumn column, DealState const& state, Bands const& bands,
                                   std::vector<data::Stage> const& stages);

/// How deals are put into cells: cells of one group are pooled towards their common mean.
struct KeyChoice {
  std::vector<KeyColumn> group;
  std::vector<KeyColumn> cell;  ///< beside those of the group
  double log_evidence = 0;      ///< log marginal likelihood; larger is better
};

[[nodiscard]] std::string to_text(KeyChoice const& choice);

/// Names of a deal's group and cell under a choice.
struct CellName {
  std::string group;
  std::string cell;
};

/// Levels of the columns of the cell, in words, in the order of choice.cell.
[[nodiscard]] std::vector<std::string> cell_levels(KeyChoice const& choice, DealState const& state,
                                                   Bands const& bands,
                                                   std::vector<data::Stage> const& stages);

[[nodiscard]] CellName name_of(KeyChoice const& choice, DealState const& state, Bands const& bands,
                               std::vector<data::Stage> const& stages);

/// Columns that past pipelines tell: a column whose values at past dates are the final ones would
/// leak the outcome and is left out.
[[nodiscard]] std::vector<KeyColumn> usable_columns(data::RecordFacts const& facts);

/// Chooses among fixed candidates by the marginal likelihood of the landmarks, main effects at
/// their mode and with what they cost (MainEffects::log_price): groups by close flag, alone or with
/// stage, age or both; cells by stage and segment; then type, age, amount and pushes are added one
/// at a time while that raises the likelihood.
/// @param candidates  every layout that was looked at, in that order
[[nodiscard]] KeyChoice choose_key(Landmarks const& marks, Bands const& bands,
                                   data::History const& history,
                                   std::vector<KeyChoice>& candidates);

}  // namespace quarterdeck::models::win
