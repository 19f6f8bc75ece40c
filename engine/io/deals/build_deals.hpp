// engine/io/deals/build_deals.hpp – typed rows become deals.
// SPDX-License-Identifier: Apache-2.0
#pragma once
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

/// What the rows of a deal table say, by row.
struct RowMeanings {
  /// Its own id, else one made of name, account and creation date, else empty; findings tell.
  std::vector<std::string> ids;
  std::vector<data::StageId> stages;  ///< unlisted ones are findings and no_stage
  /// By the status, else by the closed and won flags, else by the stage.
  std::vector<data::Outcome> outcomes;
};
[[nodiscard]] RowMeanings row_meanings(DealRows const& rows, StageBook& stages,
                                       data::Findings& findings);

/// Forecast category by row: nothing where blank; names that no CRM is known to use are findings
/// and untold.
[[nodiscard]] std::vector<std::optional<data::Category>> row_categories(DealRows const& rows,
                                                                        data::Findings& findings);

/// The last row of every id, earlier ones being findings.
[[nodiscard]] std::vector<std::uint32_t> last_row_of_each(DealRows const& rows,
                                                          std::vector<std::string> const& ids,
                                                          data::Findings& findings);

/// Makes deals of the chosen rows, in the order of their ids, into `result.records`; rows in a
/// currency without a rate are left out.
[[nodiscard]] DealIndex build_deals(DealRows const& rows, RowMeanings const& meanings,
                                    std::vector<std::uint32_t> chosen, ReadResult& result);

/// Amount of a row: that of the win when it is won and has one.
[[nodiscard]] core::Minor row_amount(DealRows const& rows, std::size_t row, data::Outcome outcome);
/// Close date of a row: the actual one when it is closed and has one.
[[nodiscard]] core::Date row_close_date(DealRows const& rows, std::size_t row,
                                        data::Outcome outcome);

}  // namespace quarterdeck::io
