// engine/io/deals/small_rows.hpp – the rows of a small table as texts by the name of their column.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/deals/column_map.hpp"
#include "engine/io/deals/read_rows.hpp"

namespace quarterdeck::io {

/// Keeps the wanted and the further columns of a table as trimmed texts.
class SmallRows : public RowSink {
 public:
  /// @param n_required  so many of the wanted columns, the first ones, must be there
  SmallRows(TableSource const& source, std::vector<std::string_view> wanted, std::size_t n_required)
      : source_(source), wanted_(std::move(wanted)), n_required_(n_required) {}

  [[nodiscard]] core::Diagnostics begin(Table const& table) override;
  [[nodiscard]] std::string_view take(Table const& table, std::size_t row) override;
  [[nodiscard]] std::string subject(Table const& table, std::size_t row) const override;

  [[nodiscard]] std::size_t size() const { return rows.size(); }
  /// Text of a wanted column; empty where the table has no such column.
  [[nodiscard]] std::string const& text(std::size_t row, std::string_view column) const;
  /// A value that cannot be read, QD-212.
  [[nodiscard]] core::Diagnostic fault(std::size_t row, std::string_view column,
                                       std::string suggestion) const;

  std::vector<std::map<std::string, std::string, std::less<>>> rows;
  std::vector<std::map<std::string, std::string>> further;

 protected:
  /// Of the current table.
  [[nodiscard]] ColumnMap const& columns() const { return columns_; }

 private:
  TableSource const& source_;
  std::vector<std::string_view> wanted_;
  std::size_t n_required_;
  ColumnMap columns_;
};

}  // namespace quarterdeck::io
