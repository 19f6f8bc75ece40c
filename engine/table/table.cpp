// engine/table/table.cpp – see table.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/table.hpp"

#include <fmt/format.h>
#include <glob.h>

#include <algorithm>

#include "engine/core/error.hpp"
#include "engine/table/table_opener.hpp"

namespace quarterdeck::io {

namespace fs = std::filesystem;

Table::Table() : state_(std::make_unique<State>()) {}
Table::~Table() = default;
Table::Table(Table&&) noexcept = default;
Table& Table::operator=(Table&&) noexcept = default;

std::string const& Table::name() const { return state_->name; }
std::vector<std::string> const& Table::columns() const { return state_->columns; }
bool Table::numeric(std::size_t column) const { return state_->numeric[column]; }
std::size_t Table::n_rows() const { return state_->rows.n_rows(); }
std::int64_t Table::first_row() const { return state_->first_row; }
std::vector<MalformedRow> const& Table::malformed() const { return state_->malformed; }
std::int64_t Table::n_lost() const { return state_->n_lost; }

std::vector<std::int64_t> Table::swallowed() const {
  return state_->lines ? state_->lines->swallowed() : std::vector<std::int64_t>();
}

std::string_view Table::cell(std::size_t column, std::size_t row) const {
  return state_->rows.cell(column, row);
}

core::InputHash Table::input() const {
  return {state_->name_in_workspace, state_->sha256, state_->n_rows_read};
}

bool Table::next() {
  State& state = *state_;
  state.first_row = state.n_rows_read;
  try {
    if (!state.rows.next()) {
      state.finish();
      return false;
    }
  } catch (DuckError const& error) {
    throw core::IoError(fmt::format("{}: {}", state.name, error.message));
  }
  state.n_rows_read += static_cast<std::int64_t>(state.rows.n_rows());
  if (state.row_hash) state.hash_rows();
  return true;
}

std::vector<std::int64_t> Table::row_lines() const {
  State const& state = *state_;
  std::vector<std::int64_t> lines(static_cast<std::size_t>(state.n_rows_read));
  std::int64_t record = 0;
  auto rejected = state.rejected.begin();
  for (auto& line : lines) {
    for (; rejected != state.rejected.end() && *rejected == record; ++rejected) ++record;
    line = state.lines ? state.lines->line(record) : record + 1;
    ++record;
  }
  return lines;
}

void Table::State::hash_rows() {
  for (std::size_t row = 0; row < rows.n_rows(); ++row) {
    for (std::size_t column = 0; column < columns.size(); ++column) {
      row_hash->update(rows.cell(column, row));
      row_hash->update(column + 1 == columns.size() ? "\n" : "\t");
    }
  }
}

void Table::State::finish() {
  if (row_hash) {
    sha256 = row_hash->hex();
    row_hash.reset();
  }
  if (rejects.empty() || !lines) return;
  rows = DuckRows();
  auto const found = duck->rows(fmt::format(
      "SELECT CAST(line AS VARCHAR), any_value(csv_line) FROM {} GROUP BY line ORDER BY line",
      rejects));
  duck->run(fmt::format("DROP TABLE {0}; DROP TABLE {0}_scan", rejects));
  rejects.clear();
  for (auto const& reject : found) {
    auto const record = lines->without_blanks(std::stoll(reject[0]) - lines_before_rows - 1);
    rejected.push_back(record);
    malformed.push_back({lines->line(record), reject[1]});
  }
  n_lost = lines->n_records() - n_rows_read - static_cast<std::int64_t>(rejected.size());
}

core::Checked<std::vector<fs::path>> parts_of(TableSource const& source) {
  auto const* file = std::get_if<FileSource>(&source.from);
  if (file == nullptr) return std::vector<fs::path>{fs::path()};
  std::error_code ignored;
  if (fs::is_regular_file(file->path, ignored)) return std::vector<fs::path>{file->path};
  glob_t matches{};
  std::vector<fs::path> files;
  if (::glob(file->path.c_str(), 0, nullptr, &matches) == 0) {
    for (std::size_t i = 0; i < matches.gl_pathc; ++i) files.emplace_back(matches.gl_pathv[i]);
  }
  globfree(&matches);
  if (!files.empty()) return files;
  return tl::unexpected(
      core::Diagnostics{{"QD-201", core::Fault::missing_input, source.where,
                         fmt::format("there is no file {}", file->path.string()),
                         "the source names it, and deals would be lacking without it",
                         "Check the path; relative paths start at the workspace file's folder."}});
}

std::string name_in_workspace(TableSource const& source, std::string const& name) {
  auto const* file = std::get_if<FileSource>(&source.from);
  if (file == nullptr || file->folder.empty()) return name;
  return fs::path(name).lexically_relative(file->folder).string();
}

core::Checked<Table> open_part(TableRoom& room, TableSource const& source, fs::path const& file) {
  TableOpener opener(room, source);
  auto const* sql = std::get_if<SqlSource>(&source.from);
  auto const* postgres = std::get_if<PostgresSource>(&source.from);
  auto table = sql != nullptr        ? opener.sql(*sql)
               : postgres != nullptr ? opener.postgres(*postgres)
                                     : opener.file(file);
  if (table) table->state_->name_in_workspace = name_in_workspace(source, table->name());
  return table;
}

}  // namespace quarterdeck::io
