// engine/table/duck.cpp – see duck.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/duck.hpp"

#include <duckdb.h>
#include <fmt/format.h>

#include <array>

#include "engine/core/error.hpp"

namespace quarterdeck::io {

struct DuckRows::State {
  duckdb_prepared_statement statement = nullptr;
  duckdb_pending_result pending = nullptr;
  duckdb_result result{};
  duckdb_data_chunk chunk = nullptr;
  std::vector<std::string> columns;
  std::vector<duckdb_string_t*> cells;
  std::vector<std::uint64_t*> validity;
  std::size_t n_rows = 0;

  ~State() {
    if (chunk != nullptr) duckdb_destroy_data_chunk(&chunk);
    duckdb_destroy_result(&result);
    if (pending != nullptr) duckdb_destroy_pending(&pending);
    if (statement != nullptr) duckdb_destroy_prepare(&statement);
  }
};

DuckRows::DuckRows() : state_(std::make_unique<State>()) {}
DuckRows::~DuckRows() = default;
DuckRows::DuckRows(DuckRows&&) noexcept = default;
DuckRows& DuckRows::operator=(DuckRows&&) noexcept = default;

std::vector<std::string> const& DuckRows::columns() const { return state_->columns; }
std::size_t DuckRows::n_rows() const { return state_->n_rows; }

bool DuckRows::next() {
  State& state = *state_;
  if (state.chunk != nullptr) duckdb_destroy_data_chunk(&state.chunk);
  state.chunk = duckdb_fetch_chunk(state.result);
  state.n_rows = 0;
  if (state.chunk == nullptr) {
    char const* const error = duckdb_result_error(&state.result);
    if (error != nullptr && *error != '\0') throw DuckError{error};
    return false;
  }
  state.n_rows = duckdb_data_chunk_get_size(state.chunk);
  for (std::size_t i = 0; i < state.cells.size(); ++i) {
    duckdb_vector const vector = duckdb_data_chunk_get_vector(state.chunk, i);
    state.cells[i] = static_cast<duckdb_string_t*>(duckdb_vector_get_data(vector));
    state.validity[i] = duckdb_vector_get_validity(vector);
  }
  return state.n_rows > 0;
}

std::string_view DuckRows::cell(std::size_t column, std::size_t row) const {
  auto* const validity = state_->validity[column];
  if (validity != nullptr && !duckdb_validity_row_is_valid(validity, row)) return {};
  duckdb_string_t* const text = &state_->cells[column][row];
  return {duckdb_string_t_data(text), duckdb_string_t_length(*text)};
}

struct Duck::State {
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;

  ~State() {
    if (connection != nullptr) duckdb_disconnect(&connection);
    if (database != nullptr) duckdb_close(&database);
  }
};

namespace {

/// Opens a database, in memory where there is no path. @return what is wrong, empty when nothing is
std::string open_database(char const* path, char const* access, duckdb_database* database) {
  duckdb_config config = nullptr;
  if (duckdb_create_config(&config) != DuckDBSuccess) return "cannot set up DuckDB";
  for (auto const* setting : {"autoinstall_known_extensions", "autoload_known_extensions",
                              "allow_community_extensions", "allow_unsigned_extensions"}) {
    duckdb_set_config(config, setting, "false");
  }
  duckdb_set_config(config, "access_mode", access);
  char* message = nullptr;
  auto const opened = duckdb_open_ext(path, database, config, &message);
  duckdb_destroy_config(&config);
  std::string const reason = message == nullptr ? "" : message;
  duckdb_free(message);
  if (opened == DuckDBSuccess) return {};
  return reason.empty() ? "cannot open DuckDB" : reason;
}

}  // namespace

Duck::Duck(std::filesystem::path const& folder) : state_(std::make_unique<State>()) {
  auto const fault = open_database(nullptr, "automatic", &state_->database);
  if (!fault.empty()) throw core::IoError("cannot open DuckDB: " + fault);
  if (duckdb_connect(state_->database, &state_->connection) != DuckDBSuccess) {
    throw core::IoError("cannot connect to DuckDB");
  }
  run("SET file_search_path = " + sql_literal(folder.string()));
  run("SET enable_progress_bar = false");
  run("SET lock_configuration = true");
}

Duck::Duck(DuckFile const& file) : state_(std::make_unique<State>()) {
  bool const writes = file.access == DuckFile::Access::read_write;
  auto const fault =
      open_database(file.path.c_str(), writes ? "read_write" : "read_only", &state_->database);
  if (!fault.empty()) throw DuckError{fault};
  if (duckdb_connect(state_->database, &state_->connection) != DuckDBSuccess) {
    throw DuckError{"cannot connect to DuckDB"};
  }
  run("SET enable_progress_bar = false");
  run("SET threads = 1");
  run("SET lock_configuration = true");
}

Duck::~Duck() = default;
Duck::Duck(Duck&&) noexcept = default;
Duck& Duck::operator=(Duck&&) noexcept = default;

void Duck::run(std::string const& statement) {
  duckdb_result result{};
  auto const status = duckdb_query(state_->connection, statement.c_str(), &result);
  char const* const error = duckdb_result_error(&result);
  std::string const message = error == nullptr ? "" : error;
  duckdb_destroy_result(&result);
  if (status != DuckDBSuccess) throw DuckError{message};
}

DuckRows Duck::stream(std::string const& query) {
  DuckRows rows;
  DuckRows::State& state = *rows.state_;
  if (duckdb_prepare(state_->connection, query.c_str(), &state.statement) != DuckDBSuccess) {
    throw DuckError{duckdb_prepare_error(state.statement)};
  }
  if (duckdb_pending_prepared_streaming(state.statement, &state.pending) != DuckDBSuccess) {
    throw DuckError{duckdb_pending_error(state.pending)};
  }
  if (duckdb_execute_pending(state.pending, &state.result) != DuckDBSuccess) {
    throw DuckError{duckdb_result_error(&state.result)};
  }
  auto const n = duckdb_column_count(&state.result);
  for (idx_t i = 0; i < n; ++i) {
    state.columns.emplace_back(duckdb_column_name(&state.result, i));
    QUARTERDECK_EXPECT(duckdb_column_type(&state.result, i) == DUCKDB_TYPE_VARCHAR);
  }
  state.cells.resize(n);
  state.validity.resize(n);
  return rows;
}

std::vector<std::vector<std::string>> Duck::rows(std::string const& query) {
  std::vector<std::vector<std::string>> result;
  auto rows = stream(query);
  while (rows.next()) {
    for (std::size_t row = 0; row < rows.n_rows(); ++row) {
      auto& into = result.emplace_back();
      for (std::size_t i = 0; i < rows.columns().size(); ++i) into.emplace_back(rows.cell(i, row));
    }
  }
  return result;
}

std::string sql_literal(std::string_view text) {
  std::string result = "'";
  for (char const c : text) {
    if (c == '\'') result += '\'';
    result += c;
  }
  return result + "'";
}

std::string sql_identifier(std::string_view text) {
  std::string result = "\"";
  for (char const c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + "\"";
}

}  // namespace quarterdeck::io
