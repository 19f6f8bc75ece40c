// engine/io/deals/build_deals.hpp – typed rows become deals.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/io/deals/deal_rows.hpp"
#include "engine/io/deals/stage_book.hpp"
#include "engine/table/interner.hpp"

namespace quarterdeck::io {

/// What it takes to read one table about deals.
struct DealReading {
  TableRoom& room;
  TableSource const& source;
  StageBook& stages;   ///< completed by the stages that the table names
  ReadResult& result;  ///< where deals, events and findings go
};

/// Row of a deal in `Records::deals` by the key of its id.
using DealIndex = std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>;

/// In the place of a row of `Records::deals`: the deal was left out on purpose, and what else tells
/// of it is left out without a word.
inline constexpr std::uint32_t left_out = std::numeric_limits<std::uint32_t>::max();

/// What the rows of a deal table say, by row.
struct RowMeanings {
  /// Its own id, else one made for it, see `row_ids`; empty for rows that are no deals.
  std::vector<std::string> ids;
  std::vector<data::StageId> stages;  ///< unlisted ones are findings and no_stage
  /// By the status, else by the closed and won flags, else by the stage.
  std::vector<data::Outcome> outcomes;
  std::vector<std::uint32_t> guessed;  ///< rows read as open because nothing says what they are
  std::vector<std::uint32_t> ended;    ///< of these rows known to be closed, without a stage
  /// Rows whose status or flags say another outcome than their stage does.
  std::vector<std::uint32_t> contradicted;
  std::vector<std::uint32_t> rounded;    ///< rows whose id a spreadsheet has rounded
  std::vector<std::uint32_t> stageless;  ///< rows with neither stage nor status nor flag
  std::unordered_map<std::uint32_t, core::Minor> line_totals;  ///< of rows that stand for lines
  /// Of rows in a currency without a rate: the amount in the company's currency.
  std::unordered_map<std::uint32_t, core::Minor> company_amounts;
  /// By a table of their own: deals that are gone, and those that they were merged into.
  std::vector<std::pair<std::string, std::string>> merged_pairs;
  std::vector<std::string> merged;  ///< ids that were merged into other deals
};
/// Stages and outcomes; ids are left to `identify_rows`.
[[nodiscard]] RowMeanings row_meanings(DealRows const& rows, StageBook& stages,
                                       data::Findings& findings);

/// Currency of every row in capital letters: its column, else the one written beside its amount;
/// empty where neither tells.
[[nodiscard]] std::vector<std::string> row_currencies(DealRows const& rows);

/// Where more than one row in a hundred is closed and neither status, flag nor stage says how:
/// QD-247.
[[nodiscard]] core::Diagnostics ends_untold(DealRows const& rows, RowMeanings const& meanings);

/// Forecast category by row: nothing where blank; names that no CRM is known to use are findings
/// and untold.
[[nodiscard]] std::vector<std::optional<data::Category>> row_categories(DealRows const& rows,
                                                                        data::Findings& findings);

/// Makes deals of the chosen rows, in the order of their ids, into `result.records`; rows in a
/// currency without a rate are left out. Deals that were guessed to be open are a finding, those
/// without a stage go to `result.stageless`, and the index knows merged ones as `left_out`.
[[nodiscard]] DealIndex build_deals(DealRows const& rows, RowMeanings const& meanings,
                                    std::vector<std::uint32_t> chosen, ReadResult& result);

/// Amount of a row: that of its lines, else that in the company's currency where it stands for the
/// row's own, else that of the win when it is won and has one.
[[nodiscard]] core::Minor row_amount(DealRows const& rows, RowMeanings const& meanings,
                                     std::uint32_t row);
/// Close date of a row: the actual one when it is closed and has one.
[[nodiscard]] core::Date row_close_date(DealRows const& rows, RowMeanings const& meanings,
                                        std::uint32_t row);

}  // namespace quarterdeck::io
