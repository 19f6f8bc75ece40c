// tools/report/page/page.hpp – what a person should see, in order, for any medium.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tools/report/page/chart.hpp"
#include "tools/report/page/tone.hpp"
#include "tools/report/page/value.hpp"

namespace quarterdeck::report {

/// Whether a title opens a page or one of several parts that follow each other.
enum class Rank { page, part };

struct Title {
  std::vector<Value> parts;  ///< set apart from each other
  Rank rank = Rank::page;
};

struct Heading {
  Value text;
  Value aside = {};            ///< a figure beside it
  std::string_view term = {};  ///< what `quarterdeck explain` says more about
};

/// How a paragraph hangs together with what stands above it.
enum class Depth { body, detail };

struct Paragraph {
  Value text;
  Tone tone = Tone::plain;
  Depth depth = Depth::body;
};

/// How many entries a short medium shows, and what it says of the others.
struct Brief {
  std::size_t n = 0;  ///< 0: all
  Value rest = {};
};

struct ListItem {
  Value text;
  Tone tone = Tone::plain;
  Value detail = {};
};

enum class ListKind { bullets, numbered };

struct List {
  ListKind kind = ListKind::bullets;
  std::vector<ListItem> items;
  Brief brief = {};
};

/// Something found in the data, with the rows that it is about.
struct FindingBlock {
  Value title;
  Tone tone = Tone::plain;
  Value text;
  std::vector<Value> rows;
  Brief brief = {};
};

/// A term and its meaning.
struct Definition {
  Value term;
  Value meaning;
};

/// What can be typed.
struct Command {
  Name line;
};

/// What follows stands apart.
struct Break {};

/// Where the page comes from, at its end.
struct Colophon {
  std::vector<Value> parts;
};

/// What the cells of a column are.
enum class Cells { numbers, words };

/// What becomes of a column of words where room is short. `whole`: it keeps its room; `brief` and
/// `title`: the end may go, of the former first; `path`: the beginning may go; `remark`: it takes
/// what the others leave.
enum class Room { whole, brief, title, path, remark };

struct Column {
  Value title = {};
  Cells cells = Cells::numbers;
  Room room = Room::whole;
  Value short_title = {};      ///< where room is short
  bool is_minor = false;       ///< left out where room is short
  std::string_view term = {};  ///< what `quarterdeck explain` says more about
  int part = 0;                ///< 0: repeated where the table is split; else parts of it
};

enum class RowKind { entry, sum, within };

struct Row {
  std::vector<Value> cells;
  Tone tone = Tone::plain;
  std::vector<Value> notes = {};
  RowKind kind = RowKind::entry;  ///< `sum`: a line comes before it; `within`: of the group above
};

/// Explains a table, or one of its columns.
struct Footnote {
  Value text;
  std::optional<std::size_t> column = std::nullopt;
};

/// Whether the rows are entries of a list, or points of a curve of which some may be left out.
enum class Sampling { all, some };

struct Table {
  std::vector<Column> columns;
  std::vector<Row> rows = {};
  Brief brief = {};
  std::vector<Footnote> footnotes = {};
  Sampling sampling = Sampling::all;
};

/// A chart, and the table behind it where it needs one to be read without the picture.
struct Figure {
  Chart chart;
  std::optional<Table> table = std::nullopt;
};

using Block = std::variant<Title, Heading, Paragraph, List, FindingBlock, Definition, Command,
                           Break, Colophon, Table, Figure>;

struct Page {
  /// What `Rounding::page` goes by: the largest amount that the page is about, reporting units.
  double largest_amount = 0;
  std::vector<Block> blocks = {};
};

/// Puts the blocks of one part after another.
void append(Page& page, std::vector<Block>&& blocks);

/// A column of numbers, or of words, under the title of a key.
[[nodiscard]] Column numbers_column(std::string_view title, std::string_view term = {});
/// A column of numbers that is left out where room is short.
[[nodiscard]] Column minor_column(std::string_view title, std::string_view term = {});
[[nodiscard]] Column words_column(std::string_view title, Room room = Room::whole);

/// The first column of most tables, which needs no title.
[[nodiscard]] Column label_column();

}  // namespace quarterdeck::report
