// engine/io/deals/described_rows.hpp – any table as typed columns, by its description alone.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/io/deals/column_map.hpp"
#include "engine/io/deals/deal_rows.hpp"
#include "engine/io/deals/read_rows.hpp"
#include "engine/table/description.hpp"
#include "engine/table/number_column.hpp"

namespace quarterdeck::io {

/// Takes the rows of a table and reads every column that its description knows by the column's
/// type; further columns, and columns that the workspace names beyond the known ones, are texts.
/// `values` of the source are applied to every cell first. A blank cell is unknown: the empty text,
/// no_date, no_amount or nothing.
/// @verified tests/unit/io/source_descriptions_test.cpp, tests/unit/io/overrides_test.cpp
class DescribedRows : public RowSink {
 public:
  /// Both must outlive the object.
  DescribedRows(TableSource const& source, SourceDescription const& description);

  [[nodiscard]] core::Diagnostics begin(Table const& table) override;
  [[nodiscard]] std::string_view take(Table const& table, std::size_t row) override;
  [[nodiscard]] std::string subject(Table const& table, std::size_t row) const override;

  /// Reads what all rows together must decide, and says which cells cannot be read.
  /// @return columns whose dates or amounts can be read in two ways (QD-210, QD-211), signs of an
  /// unknown currency (QD-223) and, where the description asks for faults, every bad cell (QD-212),
  /// in the order of the rows; bad cells are findings otherwise, and columns that have too many of
  /// them are refused (QD-222)
  [[nodiscard]] core::Diagnostics finish(data::Findings& findings);

  [[nodiscard]] std::size_t size() const { return n_rows_; }

  // Columns by row. @pre finish has been called, and the description gives the column such a type

  /// Columns of identity, text, category (its choices as the description spells them) and currency
  /// (capital letters).
  [[nodiscard]] CodeColumn const& texts(std::string_view column) const;
  [[nodiscard]] DateColumn const& dates(std::string_view column) const;
  [[nodiscard]] AmountColumn const& amounts(std::string_view column) const;
  /// Columns of number, count and share.
  using Numbers = NumberColumn::Values;
  [[nodiscard]] Numbers const& numbers(std::string_view column) const;
  using Flags = std::vector<std::optional<bool>>;
  [[nodiscard]] Flags const& flags(std::string_view column) const;
  /// Every column that the description does not know, by its name.
  [[nodiscard]] std::map<std::string, CodeColumn> const& further() const { return further_; }

  /// Whether every cell of the row could be read, so that it makes sense to judge it as a whole.
  [[nodiscard]] bool is_read(std::size_t row) const { return all_read_ && !is_bad_[row]; }

 protected:
  /// Columns that the table at hand can do without, although the description asks for them.
  [[nodiscard]] virtual std::vector<std::string_view> waived(Table const& /*table*/,
                                                             ColumnMap const& /*columns*/) {
    return {};
  }

 private:
  using Values = std::map<std::string, std::string>;
  /// One column of the description.
  struct Column {
    ColumnDescription const* description;
    Values const* values;           ///< of the source; none: as they stand
    std::optional<std::size_t> at;  ///< in the current table
    bool waived = false;            ///< of the current table
    std::variant<CodeColumn, DateColumn, AmountColumn, NumberColumn, Flags> cells;
    /// Amounts as they stand, where the range is judged once the decimal sign is known.
    std::vector<std::string> as_written;
    std::vector<std::pair<std::size_t, std::string>> bad;
    std::map<std::size_t, std::string> advice;  ///< by row, where that of the column is no help
  };

  [[nodiscard]] Column const& column(std::string_view name) const;
  void push(Column& column, std::string_view text);
  [[nodiscard]] core::Diagnostics finish_dates();
  [[nodiscard]] core::Diagnostics finish_amounts();
  /// Says which currency the amounts are in.
  [[nodiscard]] std::optional<core::Diagnostic> settle_currencies(Column& column);
  void finish_numbers();
  /// Bad cells as faults, or as findings and refusals of columns with too many of them.
  [[nodiscard]] core::Diagnostics judge_bad_cells(data::Findings& findings) const;
  [[nodiscard]] core::Diagnostic fault(Column const& column, std::size_t row,
                                       std::string const& text) const;
  /// Rows before the first table that has a column, and of tables without it, are blank there.
  void pad_further();

  TableSource const& source_;
  SourceDescription const& description_;
  ColumnMap map_;  ///< of the current table
  std::vector<Column> columns_;
  std::map<std::string, CodeColumn> further_;
  std::vector<std::pair<std::size_t, CodeColumn*>> further_here_;  ///< of the current table
  std::vector<bool> is_bad_;
  std::size_t n_rows_ = 0;
  bool all_read_ = true;
};

}  // namespace quarterdeck::io
