// engine/table/description.hpp – what a table holds: its columns, and what one row of it is.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace quarterdeck::io {

/// How the cells of a column are read.
enum class ColumnType {
  identity,  ///< names a row or what it is about; kept letter by letter
  text,      ///< words for people
  category,  ///< a word that many rows share, fit for filters and groups
  currency,  ///< three letters of ISO 4217
  amount,    ///< money, to the minor unit
  number,    ///< any number
  count,     ///< a whole number from 0 up
  share,     ///< a number from 0 to 1
  date,      ///< a day
  yes_no     ///< true or false
};

/// Whether a table can do without a column, and a row without its cell.
enum class Need {
  optional,  ///< the table may lack the column
  column,    ///< the table must have the column; cells may be blank, which means unknown
  cell       ///< every row must fill it in
};

/// Which numbers a column may hold beyond what its type allows.
enum class Range { any, above_zero };

/// What becomes of a cell that cannot be read.
enum class BadCells {
  findings,  ///< read as unknown, and a finding says so
  faults     ///< the table is refused: a single wrong cell would change too much
};

/// One column of a table.
struct ColumnDescription {
  std::string_view name;  ///< ours; `columns` of a source and presets map other names to it
  ColumnType type = ColumnType::text;
  std::string_view meaning;  ///< one sentence, for documents and editors
  std::string_view unit{};   ///< of a number; empty: none
  Need need = Need::optional;
  std::string_view reason{};   ///< why the table is of no use without it, where it is needed
  std::string_view instead{};  ///< columns of which one will do in its place, separated by `|`
  std::string_view choices{};  ///< the words that a category may be, separated by `|`; empty: any
  Range range = Range::any;
  std::string_view advice{};  ///< what to write in place of a bad cell; empty: as the type says
};

/// One table that a workspace may name. What the workspace, its schema, the readers, the
/// fingerprints and the documents know of the table comes from here.
struct SourceDescription {
  std::string_view name;  ///< its key in the workspace
  std::string_view row;   ///< what one row is, one sentence
  std::span<ColumnDescription const> columns;
  std::string_view key;            ///< columns that say what a row is about, separated by `|`
  std::string_view happened_on{};  ///< column: the day on which it was so; empty: rows have no day
  std::string_view known_on{};  ///< column: the day on which a system had it; empty: the same day
  BadCells bad_cells = BadCells::findings;
  /// How it may be given. Empty: as a table under `sources:`. Else its key stands at the top of the
  /// workspace and holds a table or a list of entries of this name, whose keys are the columns.
  std::string_view list_entry{};
};

/// The column of that name; nothing when the table has none.
[[nodiscard]] ColumnDescription const* find_column(SourceDescription const& source,
                                                   std::string_view name);

/// Names of all columns in their order.
[[nodiscard]] std::vector<std::string_view> column_names(SourceDescription const& source);

/// The type as documents write it: `identity`, `yes or no` …
[[nodiscard]] std::string_view type_name(ColumnType type);

/// The words of a text that are separated by `|`; none of an empty text.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view text);

/// The source of that name; nothing when the list has none.
[[nodiscard]] SourceDescription const* find_source(std::span<SourceDescription const> sources,
                                                   std::string_view name);

}  // namespace quarterdeck::io
