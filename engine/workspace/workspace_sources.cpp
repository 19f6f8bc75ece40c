// engine/workspace/workspace_sources.cpp – where the tables are and how their columns are called.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <cstdlib>

#include "engine/workspace/workspace_sections.hpp"

namespace quarterdeck::io {
namespace {

std::map<std::string, std::string> read_text_map(Faults& faults, YAML::Node const& node) {
  std::map<std::string, std::string> result;
  for (auto const& [key, value] : free_entries(faults, node)) {
    auto const text = scalar_text(faults, value, fmt::format("`{}`", key));
    if (text) result.emplace(key, *text);
  }
  return result;
}

/// From the workspace, wherever the program was started.
std::filesystem::path absolute_in(std::filesystem::path const& folder, std::string const& name) {
  return (folder / name).lexically_normal();
}

void read_place_of_table(Faults& faults, Mapping const& source, std::filesystem::path const& folder,
                         TableSource& table) {
  for (auto const* key : {"file", "files"}) {
    auto const path = source.text(key);
    if (!path) continue;
    bool const whole = std::filesystem::path(*path).is_absolute();
    table.from = FileSource{absolute_in(folder, *path), whole ? std::filesystem::path() : folder};
  }
  if (auto const query = source.text("sql")) table.from = SqlSource{*query, folder};
  auto const query = source.text("query");
  if (auto const connection = source.text("postgres")) {
    // Only here: a password belongs in no file, and text elsewhere may mean its dollar signs.
    auto filled = substitute_environment(faults, *source.find("postgres"), *connection);
    table.from = PostgresSource{std::move(filled), query.value_or("")};
    if (!source.has("query")) {
      faults.add(*source.find("postgres"), "QD-111", "`postgres` without `query`",
                 "Add `query: select … from …`.");
    }
  } else if (source.has("query")) {
    faults.add(*source.find("query"), "QD-111", "`query` without `postgres`",
               "Use `sql` for a query over files, or add `postgres`.");
  }
}

bool has_one_place(Faults& faults, Mapping const& source) {
  int places = 0;
  for (auto const* key : {"file", "files", "sql", "postgres"}) places += source.has(key) ? 1 : 0;
  if (places == 1) return true;
  faults.add(source.node(), "QD-110",
             places == 0 ? "the source does not say where its table is"
                         : "the source names several places",
             "Give exactly one of file, files, sql, postgres.");
  return false;
}

/// How the table is written, as far as it cannot be told from it.
void read_customs(Faults& faults, Mapping const& source, TableSource& table) {
  static constexpr core::Names<Unreadable, 2> fates{
      {{Unreadable::refused, "refuse"}, {Unreadable::left_out, "leave_out"}}};
  table.header_row =
      source.integer("header_row", {1, 1e6, "a line from 1 to 1,000,000"}).value_or(0);
  if (auto const fate = source.choice("unreadable", fates)) table.unreadable = *fate;
  bool const is_text_file = source.has("file") || source.has("files");
  if (table.header_row > 0 && !is_text_file) {
    faults.add(*source.find("header_row"), "QD-110", "`header_row` without a file",
               "Drop it; a query names its columns itself.");
  }
  table.rates_per = read_rates_per(source);
}

}  // namespace

RatesPer read_rates_per(Mapping const& entry) {
  return entry.choice("per", rates_per_names).value_or(RatesPer::untold);
}

std::string substitute_environment(Faults& faults, YAML::Node const& at, std::string const& text) {
  std::string result;
  std::size_t from = 0;
  while (true) {
    auto const open = text.find("${", from);
    auto const close = open == std::string::npos ? open : text.find('}', open);
    if (close == std::string::npos) return result + text.substr(from);
    auto const name = text.substr(open + 2, close - open - 2);
    char const* const value = std::getenv(name.c_str());
    if (value == nullptr) {
      faults.add(at, "QD-112", fmt::format("the environment variable `{}` is not set", name),
                 fmt::format("Set it, for example `export {}=…`.", name));
    }
    result += text.substr(from, open - from);
    result += value == nullptr ? "" : value;
    from = close + 1;
  }
}

std::optional<TableSource> read_source(Faults& faults, YAML::Node const& node,
                                       std::filesystem::path const& folder) {
  static std::array<std::string, 7> const presets{"salesforce", "hubspot", "dynamics", "pipedrive",
                                                  "zoho",       "monday",  "odoo"};
  static std::array<std::string, 3> const date_formats{"ymd", "dmy", "mdy"};
  static std::array<std::string, 2> const decimals{".", ","};
  static std::array<std::string, 3> const grains{"deals", "lines", "versions"};
  if (node.IsScalar() && !node.Scalar().empty()) {
    faults.add(node, "QD-104", "a source is a mapping",
               fmt::format("Write `{{file: {}}}`.", node.Scalar()));
    return std::nullopt;
  }
  Mapping const source(faults, node, key_section("source"));
  if (!node.IsMap()) return std::nullopt;
  TableSource table;
  table.where = faults.place(node);
  bool const placed = has_one_place(faults, source);
  read_place_of_table(faults, source, folder, table);
  if (auto const* columns = source.find("columns")) {
    table.columns = read_text_map(faults, *columns);
  }
  if (auto const* values = source.find("values")) {
    for (auto const& [column, mapping] : free_entries(faults, *values)) {
      table.values[column] = read_text_map(faults, mapping);
    }
  }
  if (auto const i = source.choice("preset", presets)) table.preset = presets.at(*i);
  if (auto const i = source.choice("date_format", date_formats)) {
    table.date_format = date_formats.at(*i);
  }
  if (auto const i = source.choice("decimal", decimals)) table.decimal = decimals.at(*i);
  read_customs(faults, source, table);
  if (auto const i = source.choice("grain", grains)) table.grain = grains.at(*i);
  return placed ? std::optional(std::move(table)) : std::nullopt;
}

void read_sources(Faults& faults, Mapping const& top, KnownSources const& known,
                  Workspace& workspace) {
  auto const* const node = top.find("sources");
  auto const sources = node == nullptr
                           ? std::nullopt
                           : std::optional<Mapping>(std::in_place, faults, *node, known.keys);
  for (auto const& description : known.descriptions) {
    bool const under_sources = description.list_entry.empty();
    if (under_sources && !sources) continue;
    auto const* const given = (under_sources ? *sources : top).find(description.name);
    // An entry list is no table; whoever knows what its entries mean reads it.
    if (given == nullptr || (!under_sources && !given->IsMap())) continue;
    auto source = read_source(faults, *given, workspace.file.parent_path());
    if (!source) continue;
    source->key = description.name;
    if (source->rates_per != RatesPer::untold && description.name != "rates") {
      faults.add(*given, "QD-102", fmt::format("`per` in the source `{}`", description.name),
                 "It belongs to `rates`.");
    }
    workspace.sources.push_back(std::move(*source));
  }
  if (sources && node->IsMap() && !sources->has("opportunities") && !sources->has("snapshots")) {
    faults.add(*node, "QD-113", "no table of deals",
               "Add `opportunities: {file: …}` or `snapshots: {files: …}`.");
  }
}

}  // namespace quarterdeck::io
