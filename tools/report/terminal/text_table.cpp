// tools/report/terminal/text_table.cpp – see text_table.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/terminal/text_table.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/core/error.hpp"

namespace quarterdeck::report {
namespace {

constexpr int table_indent = 2;
constexpr int column_gap = 2;
constexpr int least_first_column = 8;

int sum_of(std::vector<int> const& widths) {
  return std::accumulate(widths.begin(), widths.end(), 0) +
         column_gap * (static_cast<int>(widths.size()) - 1);
}

std::string note_line(std::string const& note, Style const& style) {
  return "    " + cut(note, style.width - 6, style);
}

}  // namespace

void TextTable::add(std::vector<std::string> cells, Tone tone) {
  QUARTERDECK_EXPECT(cells.size() == columns_.size());
  rows_.push_back({Kind::cells, std::move(cells), tone});
}

void TextTable::add_note(std::string note) {
  rows_.push_back({Kind::note, {std::move(note)}, Tone::quiet});
}

void TextTable::add_rule() { rows_.push_back({Kind::rule, {}, Tone::quiet}); }

std::vector<int> TextTable::widths(Style const& style) const {
  std::vector<int> widths;
  for (auto const& column : columns_) widths.push_back(columns_of(column.title));
  for (auto const& row : rows_) {
    if (row.kind != Kind::cells) continue;
    for (std::size_t c = 0; c < widths.size(); ++c) {
      widths[c] = std::max(widths[c], columns_of(row.cells[c]));
    }
  }
  int const too_much = table_indent + sum_of(widths) - (style.width - table_indent);
  if (too_much > 0) widths[0] = std::max(least_first_column, widths[0] - too_much);
  return widths;
}

std::string TextTable::line(std::vector<std::string> const& cells, std::vector<int> const& widths,
                            Style const& style) const {
  std::string text(table_indent, ' ');
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (c > 0) text += std::string(column_gap, ' ');
    text += fit(cells[c], widths[c], columns_[c].align, style);
  }
  return without_end_blanks(std::move(text));
}

std::string TextTable::draw(Style const& style) const {
  auto const wide = widths(style);
  std::vector<std::string> titles;
  for (auto const& column : columns_) titles.push_back(column.title);
  std::string out = paint(line(titles, wide, style), Tone::quiet, style) + '\n';
  for (auto const& row : rows_) {
    switch (row.kind) {
      case Kind::cells:
        out += paint(line(row.cells, wide, style), row.tone, style);
        break;
      case Kind::note:
        out += paint(note_line(row.cells[0], style), row.tone, style);
        break;
      case Kind::rule:
        out += std::string(table_indent, ' ') +
               paint(repeat(signs(style).rule, sum_of(wide)), row.tone, style);
        break;
    }
    out += '\n';
  }
  return out;
}

}  // namespace quarterdeck::report
