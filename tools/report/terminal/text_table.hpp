// tools/report/terminal/text_table.hpp – rows of text in columns that fit the width of the page.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "tools/report/terminal/text.hpp"

namespace quarterdeck::report {

struct TextColumn {
  std::string title;
  Align align = Align::right;
};

/// A table whose columns are as wide as their widest cell; where that is wider than the page, the
/// first column gives way. Rows are set in by two blanks and columns stand two blanks apart.
/// @verified tests/unit/report/terminal/text_table_test.cpp
class TextTable {
 public:
  explicit TextTable(std::vector<TextColumn> columns) : columns_(std::move(columns)) {}
  /// @param cells  one a column, cleaned; the tone is that of the whole row
  void add(std::vector<std::string> cells, Tone tone = Tone::plain);
  /// A line under the row that was added last, over the full width, in a quiet tone.
  void add_note(std::string note);
  void add_rule();  ///< a line across the columns
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  /// The table with its titles, every line ended by a line break.
  [[nodiscard]] std::string draw(Style const& style) const;

 private:
  enum class Kind { cells, note, rule };
  struct Row {
    Kind kind = Kind::cells;
    std::vector<std::string> cells;
    Tone tone = Tone::plain;
  };
  [[nodiscard]] std::vector<int> widths(Style const& style) const;
  [[nodiscard]] std::string line(std::vector<std::string> const& cells,
                                 std::vector<int> const& widths, Style const& style) const;

  std::vector<TextColumn> columns_;
  std::vector<Row> rows_;
};

}  // namespace quarterdeck::report
