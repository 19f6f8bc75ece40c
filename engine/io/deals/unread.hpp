// engine/io/deals/unread.hpp – columns that can be read in part only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/io/deals/read_rows.hpp"
#include "engine/table/parse_amount.hpp"
#include "engine/table/parse_date.hpp"

namespace quarterdeck::io {

/// Looks at the cells of a table that are no dates or amounts, column by column. Each is a finding.
/// Where those of a column stand in more than one row in a hundred, or in rows that carry more than
/// one in a hundred of the money, the column is refused, unless the source says `unreadable:
/// leave_out`: a total over the other rows would be wrong by an amount that nobody knows. Words for
/// unknown values (`n/a`, `null`, `TBD`) are findings but count for nothing here, since they say
/// what a blank cell says.
/// @verified tests/unit/io/unread_test.cpp
class UnreadCells {
 public:
  /// @param money  amounts of the rows; nullptr: rows are only counted
  /// @param counted  rows that matter, the others are passed over; empty: all
  UnreadCells(TableSource const& source, RowPlaces const& places, AmountColumn const* money,
              std::vector<bool> counted = {});

  using Cells = std::vector<std::pair<std::size_t, std::string>>;
  /// @param code  of the finding for every cell; empty: the rows are findings elsewhere
  void take(std::string_view column, Cells const& cells, std::string_view code,
            data::Findings& findings);
  /// One refusal, QD-222, a column.
  [[nodiscard]] core::Diagnostics faults() && { return std::move(faults_); }

 private:
  [[nodiscard]] bool counts(std::size_t row) const { return counted_.empty() || counted_[row]; }
  [[nodiscard]] double money_of(std::size_t row) const;

  TableSource const& source_;
  RowPlaces const& places_;
  AmountColumn const* money_;
  std::vector<bool> counted_;
  std::size_t n_rows_ = 0;
  double total_ = 0;
  core::Diagnostics faults_;
};

/// Days before this one stand for unknown, as 1900-01-01 and 1970-01-01 do in many programs.
inline constexpr core::Date first_real_day{core::Days{3652}};  // 1980-01-01

/// Tells of rows whose dates stand for unknown.
void note_placeholders(std::vector<std::size_t> const& rows, RowPlaces const& places,
                       data::Findings& findings);

/// Tells that the century of two-digit years was added.
void note_two_digit_years(DateColumn const& column, RowPlaces const& places,
                          data::Findings& findings);

}  // namespace quarterdeck::io
