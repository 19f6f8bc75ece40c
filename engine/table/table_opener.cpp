// engine/table/table_opener.cpp – files by their kind, queries, and text of any encoding.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/table_opener.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "engine/core/error.hpp"
#include "engine/table/mapped_file.hpp"
#include "engine/table/text_encoding.hpp"

namespace quarterdeck::io {
namespace {

namespace fs = std::filesystem;

std::string lower_extension(fs::path const& file) {
  auto extension = file.extension().string();
  std::ranges::transform(extension, extension.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return extension;
}

bool is_packed(fs::path const& file) {
  auto const extension = lower_extension(file);
  return extension == ".gz" || extension == ".zst";
}

/// The type with VARCHAR for every date and time in it, those in objects and lists too.
std::string with_times_as_texts(std::string type) {
  static constexpr std::array<std::string_view, 4> times{"TIMESTAMP WITH TIME ZONE", "TIMESTAMP",
                                                         "TIME", "DATE"};
  for (auto const time : times) {
    for (auto at = type.find(time); at != type.npos; at = type.find(time, at + 1)) {
      // A type stands alone or behind the name of a field, and ends where a name would go on.
      bool const begins = at == 0 || (type[at - 1] == ' ' && at > 1 && type[at - 2] != ',');
      auto const end = at + time.size();
      bool const ends =
          end == type.size() || type[end] == ',' || type[end] == ')' || type[end] == '[';
      if (begins && ends) type.replace(at, time.size(), "VARCHAR");
    }
  }
  return type;
}

bool is_one_of(std::string const& word, std::span<std::string_view const> words) {
  return std::ranges::find(words, word) != words.end();
}

void write_text(fs::path const& file, std::string_view text) {
  std::ofstream stream(file, std::ios::binary);
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!stream.flush())
    throw core::IoError(fmt::format("cannot write {}; is the disk full?", file.string()));
}

/// Whether a gzip file ends before its content does: its last four bytes give the length of the
/// content (of its last part) modulo 2^32, and where the end is cut off they are any number.
/// @param unpacked  the content that came out, with one byte an end of line
bool is_cut_off(fs::path const& packed, std::string_view unpacked) {
  MappedFile const file(packed);
  auto const bytes = file.bytes();
  if (lower_extension(packed) != ".gz" || bytes.size() < 4) return false;
  std::uint64_t length = 0;
  for (std::size_t i = 1; i <= 4; ++i) {
    length = length << 8U | static_cast<unsigned char>(bytes[bytes.size() - i]);
  }
  auto const n_lines = static_cast<std::uint64_t>(std::ranges::count(unpacked, '\n'));
  return length > unpacked.size() + n_lines + 1;
}

}  // namespace

std::string bracketed(std::string_view query) {
  query = trimmed(query);
  while (query.ends_with(';')) query = trimmed(query.substr(0, query.size() - 1));
  return fmt::format("({}\n)", query);
}

core::Diagnostics TableOpener::refusal(std::string const& file, std::string const& message,
                                       std::string suggestion) const {
  auto const first_line = message.substr(0, message.find('\n'));
  return {{"QD-203", core::Fault::data, file.empty() ? source_.where : core::Place{file, 0, 0},
           first_line, "the table cannot be read, and deals would be lacking without it",
           std::move(suggestion)}};
}

core::Checked<Table> TableOpener::file(fs::path const& file) {
  static constexpr std::array<std::string_view, 2> parquet{".parquet", ".pq"};
  static constexpr std::array<std::string_view, 3> json{".json", ".ndjson", ".jsonl"};
  static constexpr std::array<std::string_view, 4> sheets{".xlsx", ".xls", ".xlsm", ".ods"};
  static constexpr std::array<std::string_view, 6> archives{".zip", ".7z",  ".rar",
                                                            ".tar", ".bz2", ".xz"};
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored)) {
    return tl::unexpected(core::Diagnostics{
        {"QD-201", core::Fault::missing_input, source_.where,
         fmt::format("there is no file {}", file.string()),
         "the source names it, and deals would be lacking without it", "Check it."}});
  }
  auto const kind = lower_extension(is_packed(file) ? file.stem() : file);
  if (is_one_of(kind, sheets)) {
    return tl::unexpected(refusal(file.string(), "spreadsheet files are not read",
                                  "Save the sheet as CSV and name that file."));
  }
  if (is_one_of(kind, archives)) {
    return tl::unexpected(refusal(file.string(), "archives are not read",
                                  "Unpack it and name the table in it; .gz and .zst files of one "
                                  "table may stay packed."));
  }
  if (!is_one_of(kind, parquet) && !is_one_of(kind, json)) return delimited(file);
  if (source_.header_row > 0) {
    return tl::unexpected(refusal(file.string(), "`header_row` is for text files",
                                  "Drop it; this file names its columns itself."));
  }
  try {
    auto table =
        typed(flat(is_one_of(kind, parquet)
                       ? fmt::format("read_parquet({})", sql_literal(plain_name(file).string()))
                       : json_relation(file)));
    if (table) {
      table->state_->name = file.string();
      table->state_->sha256 = sha256_of_file(file);
    }
    return table;
  } catch (DuckError const& error) {
    return tl::unexpected(refusal(file.string(), error.message, "Check that the file is whole."));
  }
}

std::string TableOpener::json_relation(fs::path const& file) {
  auto const name = sql_literal(plain_name(file).string());
  auto const guessed = fmt::format("read_json({}, sample_size = -1)", name);
  std::string columns;
  bool any_time = false;
  for (auto const& column : room_.duck.rows(fmt::format(
           "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {})", guessed))) {
    auto const type = with_times_as_texts(column[1]);
    any_time = any_time || type != column[1];
    columns += fmt::format("{}{}: {}", columns.empty() ? "" : ", ", sql_literal(column[0]),
                           sql_literal(type));
  }
  return any_time ? fmt::format("read_json({}, columns = {{{}}})", name, columns) : guessed;
}

core::Checked<Table> TableOpener::sql(SqlSource const& sql) {
  auto table = typed(bracketed(sql.query));
  if (table) {
    table->state_->name = source_.key + " (sql)";
    table->state_->row_hash.emplace();
  }
  return table;
}

core::Checked<Table> TableOpener::postgres(PostgresSource const& postgres) {
  auto const file = room_.temporary.new_file(".csv");
  if (auto const fault = copy_from_postgres(postgres, file)) {
    return tl::unexpected(
        refusal("", "PostgreSQL: " + *fault, "Check the connection string and the query."));
  }
  MappedFile const mapped(file);
  CsvWalker header(mapped.bytes(), ',');
  header.next();
  CsvLayout const layout{',', header.fields(), 1, header.next_line() - 1, header.after()};
  auto table = delimited_text(file, layout, mapped.bytes(), source_.key + " (postgres)");
  if (table) {
    table->state_->name = source_.key + " (postgres)";
    table->state_->sha256 = sha256_of_file(file);
  }
  return table;
}

core::Checked<Table> TableOpener::typed(std::string const& relation) try {
  Table table;
  auto& state = *table.state_;
  auto const described = room_.duck.rows(
      fmt::format("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {})", relation));
  std::string select;
  for (auto const& column : described) {
    state.columns.push_back(column[0]);
    static constexpr std::array<std::string_view, 11> numbers{
        "TINYINT",   "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT",
        "USMALLINT", "UINTEGER", "UBIGINT", "FLOAT",  "DOUBLE"};
    state.numeric.push_back(is_one_of(column[1], numbers) || column[1].starts_with("DECIMAL"));
    auto const quoted = sql_identifier(column[0]);
    // A column of numbers and texts has the type JSON, whose texts keep their quotes in a cast.
    auto const text = column[1] == "JSON" ? fmt::format("json_extract_string({}, '$')", quoted)
                                          : fmt::format("CAST({} AS VARCHAR)", quoted);
    fmt::format_to(std::back_inserter(select), "{}{} AS {}", select.empty() ? "" : ", ", text,
                   quoted);
  }
  state.rows = room_.duck.stream(fmt::format("SELECT {} FROM {}", select, relation));
  return table;
} catch (DuckError const& error) {
  return tl::unexpected(refusal("", error.message, "Check the query or the file."));
}

fs::path TableOpener::plain_name(fs::path const& file) {
  if (file.string().find_first_of("*?[{") == std::string::npos) return file;
  auto const link = room_.temporary.new_file(file.extension().string());
  fs::create_symlink(file, link);
  return link;
}

fs::path TableOpener::unpacked(fs::path const& file) {
  auto const plain = room_.temporary.new_file(".csv");
  room_.duck.run(fmt::format(
      "COPY (SELECT coalesce(line, '') FROM read_csv({}, auto_detect = false, delim = e'\\x01', "
      "quote = '', escape = '', header = false, columns = {{'line': 'VARCHAR'}})) TO {} "
      "(FORMAT csv, DELIMITER e'\\x01', QUOTE '', ESCAPE '', HEADER false)",
      sql_literal(plain_name(file).string()), sql_literal(plain.string())));
  return plain;
}

core::Checked<Table> TableOpener::delimited(fs::path const& file) try {
  auto readable = is_packed(file) ? unpacked(file) : plain_name(file);
  auto mapped = std::make_unique<MappedFile>(readable);
  if (is_packed(file) && is_cut_off(file, mapped->bytes())) {
    return tl::unexpected(refusal(file.string(), "the packed file ends before its content does",
                                  "Copy or download it again."));
  }
  auto const encoding = detect_encoding(mapped->bytes());
  if (encoding != Encoding::utf8 && encoding != Encoding::utf8_marked) {
    readable = room_.temporary.new_file(".csv");
    write_text(readable, to_utf8(mapped->bytes(), encoding));
    mapped = std::make_unique<MappedFile>(readable);
  }
  auto const text = mapped->bytes().substr(encoding == Encoding::utf8_marked ? 3 : 0);
  auto const layout = find_layout(text, source_.header_row);
  if (layout.header.empty()) {
    bool const named = source_.header_row > 0;
    return tl::unexpected(refusal(
        file.string(),
        named ? fmt::format("no row of the file starts on line {}, which `header_row` names",
                            source_.header_row)
              : "the file has no header row",
        named ? "Give the line of the column names."
              : "Its first filled row must name the columns."));
  }
  auto table = delimited_text(readable, layout, text, file.string());
  if (table) {
    table->state_->name = file.string();
    table->state_->sha256 = sha256_of_file(file);
  }
  return table;
} catch (DuckError const& error) {
  return tl::unexpected(
      refusal(file.string(), error.message,
              is_packed(file) ? "Check that the file is whole; unpack it when it is not UTF-8."
                              : "Check that the file is whole."));
}

core::Checked<Table> TableOpener::delimited_text(fs::path const& readable, CsvLayout const& layout,
                                                 std::string_view text,
                                                 std::string const& name) try {
  Table table;
  auto& state = *table.state_;
  state.columns = layout.header;
  state.numeric.assign(layout.header.size(), false);
  state.lines.emplace(text, layout);
  state.lines_before_rows = layout.lines_before_rows;
  state.duck = &room_.duck;
  state.rejects = fmt::format("rejects_{}", room_.n_opened++);
  std::string columns;
  for (std::size_t i = 0; i < layout.header.size(); ++i) {
    columns += fmt::format("{}'c{}': 'VARCHAR'", i == 0 ? "" : ", ", i);
  }
  auto const relation = fmt::format(
      "read_csv({}, auto_detect = false, delim = {}, quote = '\"', escape = '\"', header = false, "
      "skip = {}, columns = {{{}}}, ignore_errors = true, strict_mode = true, null_padding = false",
      sql_literal(readable.string()), sql_literal(std::string(1, layout.delimiter)),
      layout.lines_before_rows, columns);
  std::string further;
  auto const properties = std::ranges::find(layout.header, "properties");
  if (properties != layout.header.end()) {
    auto const column = fmt::format("c{}", properties - layout.header.begin());
    for (auto const& key : keys_of_objects(room_.duck, relation + ")", column)) {
      if (std::ranges::find(state.columns, key) != state.columns.end()) continue;
      state.columns.push_back(key);
      state.numeric.push_back(false);
      further += fmt::format(", {}", text_of_key(column, key));
    }
  }
  state.rows = room_.duck.stream(
      fmt::format("SELECT *{} FROM {}, store_rejects = true, rejects_table = '{}', rejects_scan = "
                  "'{}_scan')",
                  further, relation, state.rejects, state.rejects));
  return table;
} catch (DuckError const& error) {
  return tl::unexpected(refusal(name, error.message, "Check that it is a table of text."));
}

}  // namespace quarterdeck::io
