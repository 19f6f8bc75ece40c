// engine/table/table.hpp – any table as columns of text, a chunk of rows at a time.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "engine/core/provenance.hpp"
#include "engine/table/duck.hpp"
#include "engine/table/source.hpp"
#include "engine/table/temporary_folder.hpp"

namespace quarterdeck::io {

/// What tables need while they are open: a database and a place for rewritten files.
struct TableRoom {
  explicit TableRoom(std::filesystem::path const& workspace_folder) : duck(workspace_folder) {}
  TemporaryFolder temporary;
  Duck duck;
  int n_opened = 0;
};

/// A row that has another number of cells than the header, or broken quotes.
struct MalformedRow {
  std::int64_t line = 0;
  std::string text;
};

/// One table being read. Every cell is text; a missing value is the empty text. Rows come in the
/// order of the source and none is lost silently: those that do not fit are in `malformed`.
class Table {
 public:
  Table();
  ~Table();
  Table(Table&&) noexcept;
  Table& operator=(Table&&) noexcept;

  [[nodiscard]] std::string const& name() const;  ///< path of the file, or `opportunities (sql)`
  /// Names as in the source, in its order; an unnamed column has an empty name.
  [[nodiscard]] std::vector<std::string> const& columns() const;
  /// Whether the source itself says that the column holds numbers, so that a point is a decimal
  /// sign.
  [[nodiscard]] bool numeric(std::size_t column) const;

  /// Fetches the next rows; false at the end. @throws core::IoError when the source breaks off
  bool next();
  [[nodiscard]] std::size_t n_rows() const;      ///< of the current chunk
  [[nodiscard]] std::int64_t first_row() const;  ///< number of its first row, from 0
  /// Valid until the next call of `next`.
  [[nodiscard]] std::string_view cell(std::size_t column, std::size_t row) const;

  /// Where each row starts: its line in a text file, else its number from 1.
  /// @pre `next` has returned false
  [[nodiscard]] std::vector<std::int64_t> row_lines() const;

  /// Rows that do not fit; complete after the last call of `next`.
  [[nodiscard]] std::vector<MalformedRow> const& malformed() const;
  /// Lines of rows that a quote which is never closed has swallowed.
  [[nodiscard]] std::vector<std::int64_t> swallowed() const;
  /// Records of the file that came out neither as rows nor as malformed; 0 unless something is
  /// wrong.
  [[nodiscard]] std::int64_t n_lost() const;
  /// Name, fingerprint and number of rows, the name of a file as the workspace writes it; complete
  /// after the last call of `next`.
  [[nodiscard]] core::InputHash input() const;

 private:
  friend class TableOpener;
  friend core::Checked<Table> open_part(TableRoom& room, TableSource const& source,
                                        std::filesystem::path const& file);
  struct State;
  std::unique_ptr<State> state_;
};

/// The files that a source names: the matches of a pattern sorted by name, or the one file. A
/// source that is a query has one part with an empty name. No match is a diagnostic.
[[nodiscard]] core::Checked<std::vector<std::filesystem::path>> parts_of(TableSource const& source);

/// Name of a table as the workspace writes it: a path from its folder where it gives one, so that
/// the folder may move; queries keep the name they have, which never shows a connection string.
[[nodiscard]] std::string name_in_workspace(TableSource const& source, std::string const& name);

/// Opens one part of a source. A file that is not there or not understood, and a query that its
/// database refuses, are diagnostics.
/// @throws core::IoError when the file or the connection breaks off
[[nodiscard]] core::Checked<Table> open_part(TableRoom& room, TableSource const& source,
                                             std::filesystem::path const& file);

}  // namespace quarterdeck::io
