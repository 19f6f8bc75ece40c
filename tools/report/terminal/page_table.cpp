// tools/report/terminal/page_table.cpp – tables of a page in the columns of a terminal.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <vector>

#include "tools/report/terminal/charts.hpp"
#include "tools/report/terminal/text_table.hpp"

namespace quarterdeck::report {
namespace {

constexpr int margins = 4;
constexpr int gap = 2;
constexpr int least_for_minor_columns = 76;
constexpr std::size_t most_points = 42;

using Indices = std::vector<std::size_t>;

/// A table on its way to the terminal: what is shown of it, as texts.
class Drawing {
 public:
  Drawing(Table const& table, Canvas const& canvas) : table_(table), canvas_(canvas) {
    rows_ = shown_rows();
    columns_ = shown_columns();
    for (auto const column : columns_) titles_.push_back(title_of(table.columns[column]));
    for (auto const row : rows_) texts_.push_back(texts_of(table.rows[row]));
    cut_to_room();
  }

  [[nodiscard]] std::string draw() const {
    std::string out;
    for (auto const& block : blocks()) out += (out.empty() ? "" : "\n") + drawn(block);
    auto const words = footnotes();
    return words.empty() ? out : out + quiet_paragraph(words, 4, canvas_.style);
  }

 private:
  [[nodiscard]] Indices shown_rows() const {
    std::size_t const size = table_.rows.size();
    if (table_.sampling == Sampling::some) return evenly_spread(size, most_points);
    return evenly_spread(table_.brief.n == 0 ? size : std::min(size, table_.brief.n), size);
  }

  [[nodiscard]] bool is_narrow() const { return canvas_.style.width < least_for_minor_columns; }

  [[nodiscard]] Indices shown_columns() const {
    Indices shown;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      if (!table_.columns[i].is_minor || !is_narrow()) shown.push_back(i);
    }
    return shown;
  }

  [[nodiscard]] std::string title_of(Column const& column) const {
    bool const brief = is_narrow() && !column.short_title.empty();
    return canvas_(brief ? column.short_title : column.title);
  }

  [[nodiscard]] std::vector<std::string> texts_of(Row const& row) const {
    std::vector<std::string> texts;
    for (auto const column : columns_) texts.push_back(canvas_(row.cells[column]));
    if (row.kind == RowKind::within) texts.front().insert(0, "  ");
    return texts;
  }

  /// Columns that the widest text of a column takes.
  [[nodiscard]] int width_of(std::size_t i) const {
    int width = columns_of(titles_[i]);
    for (auto const& row : texts_) width = std::max(width, columns_of(row[i]));
    return width;
  }

  /// Columns that are left for one when all others have theirs.
  [[nodiscard]] int rest_for(std::size_t i) const {
    int left = canvas_.style.width - margins;
    for (std::size_t other = 0; other < columns_.size(); ++other) {
      if (other != i) left -= width_of(other) + gap;
    }
    return left;
  }

  [[nodiscard]] Room room_of(std::size_t i) const { return table_.columns[columns_[i]].room; }

  /// First what has a limit of its own, then paths, then what takes the rest.
  void cut_to_room() {
    int const width = canvas_.style.width;
    bool has_remark = false;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (room_of(i) == Room::brief) cut_column(i, width < 70 ? 9 : 14);
      if (room_of(i) == Room::title) cut_column(i, width / 5);
      has_remark = has_remark || room_of(i) == Room::remark;
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (room_of(i) != Room::path) continue;
      cut_column(i, has_remark ? std::max(12, width - 58) : std::max(8, rest_for(i)));
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (room_of(i) == Room::remark) cut_column(i, std::max(16, rest_for(i)));
    }
  }

  void cut_column(std::size_t i, int width) {
    bool const keeps_end = room_of(i) == Room::path;
    for (auto& row : texts_) {
      row[i] =
          keeps_end ? cut_start(row[i], width, canvas_.style) : cut(row[i], width, canvas_.style);
    }
  }

  /// Columns side by side: all, or those of each part and as many of them as fit.
  [[nodiscard]] std::vector<Indices> blocks() const {
    Indices all;
    int total = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      all.push_back(i);
      total += width_of(i) + (i == 0 ? 0 : gap);
    }
    auto const part_of = [&](std::size_t i) { return table_.columns[columns_[i]].part; };
    bool const has_parts = std::ranges::any_of(all, [&](auto i) { return part_of(i) != 0; });
    int const room = canvas_.style.width - margins;
    if (!has_parts || total <= room) return {all};
    Indices keys;
    int taken = -gap;
    for (auto const i : all) {
      if (part_of(i) != 0) continue;
      keys.push_back(i);
      taken += width_of(i) + gap;
    }
    std::vector<Indices> blocks;
    int part = 0;
    int used = 0;
    for (auto const i : all) {
      if (part_of(i) == 0) continue;
      bool const is_new = part_of(i) != part || used + gap + width_of(i) > room;
      if (is_new) {
        blocks.push_back(keys);
        used = taken;
        part = part_of(i);
      }
      blocks.back().push_back(i);
      used += gap + width_of(i);
    }
    return blocks;
  }

  [[nodiscard]] std::string drawn(Indices const& block) const {
    std::vector<TextColumn> columns;
    for (auto const i : block) {
      bool const words = table_.columns[columns_[i]].cells == Cells::words;
      columns.push_back({titles_[i], words ? Align::left : Align::right});
    }
    TextTable text(std::move(columns));
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      auto const& row = table_.rows[rows_[r]];
      if (row.kind == RowKind::sum) text.add_rule();
      std::vector<std::string> cells;
      for (auto const i : block) cells.push_back(texts_[r][i]);
      text.add(std::move(cells), row.tone);
      for (auto const& note : row.notes) add_note(text, canvas_(note));
    }
    bool const is_all = rows_.size() == table_.rows.size();
    if (table_.sampling == Sampling::some && !is_all) {
      add_note(text, canvas_(say("terminal.sampled", {{"shown", count_of(rows_.size())},
                                                      {"all", count_of(table_.rows.size())}})));
    }
    bool const tells_rest = table_.brief.n == 0 || !is_all;
    if (tells_rest && !table_.brief.rest.empty()) add_note(text, canvas_(table_.brief.rest));
    return text.draw(canvas_.style);
  }

  void add_note(TextTable& text, std::string const& note) const {
    for (auto& line : wrap(note, canvas_.style.width - 6, canvas_.style)) {
      text.add_note(std::move(line));
    }
  }

  /// What explains the table, without what is about columns that are left out.
  [[nodiscard]] std::string footnotes() const {
    std::string words;
    for (auto const& footnote : table_.footnotes) {
      bool const is_shown =
          !footnote.column || std::ranges::find(columns_, *footnote.column) != columns_.end();
      if (is_shown) words += (words.empty() ? "" : " ") + canvas_(footnote.text);
    }
    return words;
  }

  Table const& table_;
  Canvas const& canvas_;
  Indices rows_;
  Indices columns_;
  std::vector<std::string> titles_;
  std::vector<std::vector<std::string>> texts_;  ///< [row][column], of those shown
};

}  // namespace

std::string draw(Table const& table, Canvas const& canvas) { return Drawing(table, canvas).draw(); }

std::vector<std::size_t> evenly_spread(std::size_t size, std::size_t n) {
  Indices kept;
  std::size_t const most = std::min(size, n);
  for (std::size_t i = 0; i < most; ++i) {
    // Halves go up, so that both ends are kept and the steps differ by one at most.
    kept.push_back(most == 1 ? 0 : (2 * i * (size - 1) + most - 1) / (2 * (most - 1)));
  }
  return kept;
}

}  // namespace quarterdeck::report
