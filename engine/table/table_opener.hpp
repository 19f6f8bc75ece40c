// engine/table/table_opener.hpp – how each kind of table is opened; inside of table.cpp.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/table/csv_layout.hpp"
#include "engine/table/sha256.hpp"
#include "engine/table/table.hpp"

namespace quarterdeck::io {

struct Table::State {
  std::string name;
  std::string name_in_workspace;
  std::vector<std::string> columns;
  std::vector<bool> numeric;
  DuckRows rows;
  std::int64_t first_row = 0;
  std::int64_t n_rows_read = 0;
  std::vector<MalformedRow> malformed;
  // delimited text only
  std::optional<RecordLines> lines;
  std::int64_t lines_before_rows = 0;
  Duck* duck = nullptr;
  std::string rejects;                 ///< name of DuckDB's table of refused rows
  std::vector<std::int64_t> rejected;  ///< their numbers, blank lines left out, ascending
  std::int64_t n_lost = 0;
  // fingerprint: of the file, else taken from the rows as they come
  std::string sha256;
  std::optional<Sha256> row_hash;

  void hash_rows();
  void finish();
};

/// Opens one part of a source in the ways that the kinds of sources need.
class TableOpener {
 public:
  TableOpener(TableRoom& room, TableSource const& source) : room_(room), source_(source) {}

  [[nodiscard]] core::Checked<Table> file(std::filesystem::path const& file);
  [[nodiscard]] core::Checked<Table> sql(SqlSource const& sql);
  [[nodiscard]] core::Checked<Table> postgres(PostgresSource const& postgres);

 private:
  [[nodiscard]] core::Checked<Table> delimited(std::filesystem::path const& file);
  /// @param name  of the source, for what is wrong with it
  [[nodiscard]] core::Checked<Table> delimited_text(std::filesystem::path const& readable,
                                                    CsvLayout const& layout, std::string_view text,
                                                    std::string const& name);
  /// The table function that reads a JSON file with texts as texts: DuckDB would take those that
  /// look like dates for dates, guess the order of `03-04-2026` and forget the `Z` of instants.
  [[nodiscard]] std::string json_relation(std::filesystem::path const& file);
  /// The records themselves, where the table is the answer of an interface: the list in its column
  /// `results`, `records`, `value` or `data`, one row each, and the fields of nested objects as
  /// columns of their own: those of `properties` under their names, others as `owner.name`.
  /// `properties` may also be a text that holds the object.
  [[nodiscard]] std::string flat(std::string relation);
  /// Rows of any query or table function, every column turned to text.
  [[nodiscard]] core::Checked<Table> typed(std::string const& relation);
  [[nodiscard]] std::filesystem::path unpacked(std::filesystem::path const& file);
  /// A name for the file in which DuckDB sees no pattern.
  [[nodiscard]] std::filesystem::path plain_name(std::filesystem::path const& file);
  [[nodiscard]] core::Diagnostics refusal(std::string const& file, std::string const& message,
                                          std::string suggestion) const;

  TableRoom& room_;
  TableSource const& source_;
};

/// Keys of the JSON objects that a column of texts holds, sorted; none where it holds others.
/// @param column  as a query names it
[[nodiscard]] std::vector<std::string> keys_of_objects(Duck& duck, std::string const& relation,
                                                       std::string const& column);
/// The expression for the text under one key of such objects.
[[nodiscard]] std::string text_of_key(std::string const& column, std::string const& key);

/// The query without a semicolon or white space at its end and in brackets of its own, so that
/// neither these nor a comment swallow what is put around it.
[[nodiscard]] std::string bracketed(std::string_view query);

/// Copies the result of a query on a PostgreSQL server into a CSV file with a header, as it comes.
/// @return the server's message when it cannot be reached or refuses the query; never the password
/// @throws core::IoError when the connection breaks off or the file cannot be written
[[nodiscard]] std::optional<std::string> copy_from_postgres(PostgresSource const& source,
                                                            std::filesystem::path const& file);

}  // namespace quarterdeck::io
