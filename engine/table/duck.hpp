// engine/table/duck.hpp – DuckDB's C interface as values that clean up after themselves.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quarterdeck::io {

/// A query that DuckDB refused or could not finish, with its message.
struct DuckError {
  std::string message;
};

/// Rows of a query whose columns are all text (VARCHAR), in the order of the query, a chunk at a
/// time. A missing value reads as the empty text.
class DuckRows {
 public:
  DuckRows();
  ~DuckRows();
  DuckRows(DuckRows&&) noexcept;
  DuckRows& operator=(DuckRows&&) noexcept;

  [[nodiscard]] std::vector<std::string> const& columns() const;
  /// Fetches the next chunk; false at the end.
  /// @throws DuckError when the query fails on the way
  bool next();
  [[nodiscard]] std::size_t n_rows() const;  ///< of the current chunk
  /// Valid until the next call of `next`.
  [[nodiscard]] std::string_view cell(std::size_t column, std::size_t row) const;

 private:
  friend class Duck;
  struct State;
  std::unique_ptr<State> state_;
};

/// A database kept in a file. DuckDB lets one process write to it at a time.
struct DuckFile {
  std::filesystem::path path;
  enum class Access { read_write, read_only } access = Access::read_write;
};

/// A database with one connection, without network access and without extensions beyond those built
/// in.
class Duck {
 public:
  /// In memory. Relative file names in queries are looked up in `folder`.
  /// @throws core::IoError when the database cannot be made
  explicit Duck(std::filesystem::path const& folder);
  /// In a file, which is made when it may be written and is not there.
  /// @throws DuckError, whose message says so when another process has the file
  explicit Duck(DuckFile const& file);
  ~Duck();
  Duck(Duck&&) noexcept;
  Duck& operator=(Duck&&) noexcept;

  /// Runs one statement for its effect. @throws DuckError
  void run(std::string const& statement);
  /// Starts one query; its rows are made as they are asked for. Only one may be open at a time.
  /// @throws DuckError
  [[nodiscard]] DuckRows stream(std::string const& query);
  /// All rows of a small query. @throws DuckError
  [[nodiscard]] std::vector<std::vector<std::string>> rows(std::string const& query);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The text as an SQL string literal.
[[nodiscard]] std::string sql_literal(std::string_view text);
/// The text as an SQL identifier.
[[nodiscard]] std::string sql_identifier(std::string_view text);

}  // namespace quarterdeck::io
