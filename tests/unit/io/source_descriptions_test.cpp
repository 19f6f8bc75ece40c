// tests/unit/io/source_descriptions_test.cpp – one list of tables, seen in every place that needs
// it. SPDX-License-Identifier: Apache-2.0
#include "engine/workspace/source_descriptions.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "engine/io/deals/described_rows.hpp"
#include "engine/io/deals/input_hashes.hpp"
#include "engine/io/deals/preset.hpp"
#include "engine/io/deals/row_identity.hpp"
#include "engine/io/deals/stage_outcomes.hpp"
#include "engine/workspace/workspace_keys.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;
using io::ColumnType;
using test::containing;

namespace {

using Sources = std::vector<io::SourceDescription>;

constexpr std::array visit_columns{
    io::ColumnDescription{.name = "visitor",
                          .type = ColumnType::identity,
                          .meaning = "Who came.",
                          .need = io::Need::column,
                          .reason = "a visit is somebody's"},
    io::ColumnDescription{.name = "day",
                          .type = ColumnType::date,
                          .meaning = "When.",
                          .need = io::Need::column,
                          .reason = "a visit has a day"},
    io::ColumnDescription{.name = "spent", .type = ColumnType::amount, .meaning = "Money left."},
    io::ColumnDescription{.name = "pages", .type = ColumnType::count, .meaning = "Pages read."},
    io::ColumnDescription{.name = "returning", .type = ColumnType::yes_no, .meaning = "Was here."},
    io::ColumnDescription{.name = "channel",
                          .type = ColumnType::category,
                          .meaning = "By which way.",
                          .choices = "search|mail"}};

/// The built-in tables and a made-up one, which stands in this list and nowhere else.
Sources with_visits() {
  auto const built_in = io::source_descriptions();
  Sources sources(built_in.begin(), built_in.end());
  sources.push_back({.name = "visits",
                     .row = "One row a visit.",
                     .columns = visit_columns,
                     .key = "visitor|day",
                     .happened_on = "day"});
  return sources;
}

constexpr char const* visits_workspace =
    "sources:\n  opportunities: {file: deals.csv}\n"
    "  visits: {file: visits.csv, columns: {visitor: Who}, values: {channel: {Google: search}},\n"
    "    unreadable: leave_out}\n";
constexpr char const* visits =
    "Who,day,spent,pages,returning,channel,device\n"
    "v1,2026-03-01,12.50,3,yes,Google,phone\n"
    "v2,2026-02-30,lots,2.5,perhaps,fax,desk\n"
    "v3,2026-03-02,,,,,\n";

core::Checked<io::Workspace> read_visits_workspace(test::Folder const& folder,
                                                   Sources const& sources) {
  folder.write("deals.csv", "id,stage,amount,created_date\nd1,A,1,2026-01-05\n");
  folder.write("visits.csv", visits);
  return io::read_workspace(folder.write("quarterdeck.yaml", visits_workspace), sources);
}

/// A row of a table in a document.
struct DocumentedColumn {
  std::string type;
  bool needed = false;
  friend bool operator==(DocumentedColumn const&, DocumentedColumn const&) = default;
};

/// What a page says of one source.
struct DocumentedSource {
  std::string facts;  ///< the line on key and days
  std::map<std::string, DocumentedColumn> columns;
};

std::vector<std::string> cells_of(std::string const& row) {
  std::vector<std::string> cells;
  std::istringstream stream(row);
  for (std::string cell; std::getline(stream, cell, '|');) {
    auto const begin = cell.find_first_not_of(' ');
    cells.push_back(begin == std::string::npos
                        ? ""
                        : cell.substr(begin, cell.find_last_not_of(' ') + 1 - begin));
  }
  return cells;
}

/// The sections of a page that stand for a source: their name is the title.
std::map<std::string, DocumentedSource> documented(std::istream& page) {
  std::map<std::string, DocumentedSource> sources;
  std::string section;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("## ")) section = line.substr(3);
    if (line.starts_with("Key: ")) sources[section].facts = line;
    if (!line.starts_with("| `") || !sources.contains(section)) continue;
    auto const cells = cells_of(line);
    if (cells.size() < 5) continue;
    auto const name = cells[1].substr(1, cells[1].size() - 2);
    sources[section].columns[name] = {cells[2], cells[3] == "yes"};
  }
  return sources;
}

std::string facts_line(io::SourceDescription const& source) {
  std::string line = "Key: ";
  for (auto const name : io::words_of(source.key)) {
    line += (line.size() > 5 ? ", `" : "`") + std::string(name) + "`";
  }
  auto const day = [](std::string_view name) {
    return name.empty() ? std::string("no day") : "`" + std::string(name) + "`";
  };
  line += ". Happened on: " + day(source.happened_on);
  if (!source.known_on.empty()) line += ". Known on: " + day(source.known_on);
  return line + ".";
}

/// Differences between a page and a list of sources, a line each; empty when there are none.
std::string differences(std::map<std::string, DocumentedSource> page, Sources const& sources) {
  std::string text;
  for (auto const& source : sources) {
    auto const name = std::string(source.name);
    auto const found = page.extract(name);
    if (!found) {
      text += name + " has no section\n";
      continue;
    }
    if (found.mapped().facts != facts_line(source)) text += name + ": " + facts_line(source) + "\n";
    auto& columns = found.mapped().columns;
    for (auto const& column : source.columns) {
      DocumentedColumn const expected{std::string(io::type_name(column.type)),
                                      column.need != io::Need::optional};
      auto const row = columns.extract(std::string(column.name));
      if (!row || row.mapped() != expected) {
        text += name + " does not show " + std::string(column.name) + " as " + expected.type + "\n";
      }
    }
    for (auto const& [column, row] : columns) text += name + " shows " + column + "\n";
  }
  for (auto const& [name, source] : page) text += name + " is no table\n";
  return text;
}

std::map<std::string, DocumentedSource> tables_page() {
  std::ifstream file(std::string(QUARTERDECK_SOURCE_DIR) + "/docs/formats/tables.md");
  auto page = documented(file);
  // Snapshots are the opportunities and a day; the page does not list them twice.
  for (auto const& [name, column] : page["opportunities"].columns) {
    page["snapshots"].columns.emplace(name, column);
  }
  return page;
}

}  // namespace

TEST_CASE("sources: a made-up table is known to the workspace and its schema", "[unit][io]") {
  test::Folder const folder;
  auto const sources = with_visits();
  auto const workspace = read_visits_workspace(folder, sources);
  REQUIRE(test::faults_of(workspace) == "");
  REQUIRE(workspace->source("visits") != nullptr);
  CHECK(workspace->source("visits")->columns.at("visitor") == "Who");
  CHECK_THAT(test::faults_of(io::read_workspace(folder.path() / "quarterdeck.yaml")),
             containing("unknown key `visits`"));
  auto const schema = YAML::Load(io::workspace_schema(sources));
  auto const offered = schema["$defs"]["sources"]["properties"]["visits"];
  CHECK(offered["description"].as<std::string>() == "One row a visit.");
  auto const columns = offered["properties"]["columns"]["properties"];
  CHECK(columns.size() == visit_columns.size());
  CHECK(columns["pages"]["description"].as<std::string>() == "Pages read.");
  CHECK_FALSE(YAML::Load(io::workspace_schema())["$defs"]["sources"]["properties"]["visits"]);
}

TEST_CASE("sources: a made-up table has its fingerprint", "[unit][io]") {
  test::Folder const folder;
  auto const sources = with_visits();
  auto const workspace = read_visits_workspace(folder, sources);
  REQUIRE(workspace);
  auto const found = io::input_hashes(*workspace);
  REQUIRE(test::faults_of(found) == "");
  REQUIRE(found->size() == 2);
  CHECK((*found)[1].hash.name == "visits.csv");
}

TEST_CASE("sources: a made-up table is read as typed columns, bad cells being findings",
          "[unit][io]") {
  test::Folder const folder;
  auto const sources = with_visits();
  auto const workspace = read_visits_workspace(folder, sources);
  REQUIRE(workspace);
  io::TableRoom room(folder.path());
  io::ReadResult result;
  auto const& source = *workspace->source("visits");
  io::DescribedRows rows(source, sources.back());
  REQUIRE(io::read_rows(room, source, rows, result).empty());
  REQUIRE(rows.finish(result.findings).empty());
  REQUIRE(rows.size() == 3);
  CHECK(rows.texts("visitor")[0] == "v1");
  CHECK(rows.dates("day")[0] == core::make_date(2026, 3, 1));
  CHECK(rows.amounts("spent")[0] == 1250);
  CHECK(rows.numbers("pages")[0] == 3);
  CHECK(rows.flags("returning")[0] == true);
  CHECK(rows.texts("channel")[0] == "search");
  CHECK(rows.further().at("device")[0] == "phone");
  CHECK(rows.is_read(0));
  CHECK_FALSE(rows.is_read(1));
  CHECK(rows.is_read(2));
  CHECK(rows.dates("day")[1] == core::no_date);
  CHECK(rows.amounts("spent")[1] == core::no_amount);
  CHECK_FALSE(rows.numbers("pages")[1]);
  CHECK_FALSE(rows.flags("returning")[1]);
  CHECK(rows.texts("channel")[1].empty());
  CHECK(test::count_of(result.findings, "date.unparsable") == 1);
  CHECK(test::count_of(result.findings, "amount.unparsable") == 1);
  CHECK(test::count_of(result.findings, "cell.unparsable") == 3);
  CHECK(test::line_of(result.findings, "cell.unparsable") == 3);
}

TEST_CASE("sources: a made-up table is refused where too many cells or a sign cannot be read",
          "[unit][io]") {
  auto const sources = with_visits();
  auto const faults_of = [&](std::string const& rows, std::string_view currency) {
    test::Folder const folder;
    folder.write("visits.csv", "visitor,day,spent,pages\n" + rows);
    io::TableRoom room(folder.path());
    io::ReadResult result;
    io::TableSource source;
    source.key = "visits";
    source.from = io::FileSource{folder.path() / "visits.csv"};
    source.conventions.currency = currency;
    io::DescribedRows read(source, sources.back());
    REQUIRE(io::read_rows(room, source, read, result).empty());
    std::string words;
    for (auto const& fault : read.finish(result.findings)) words += core::to_string(fault) + "\n";
    return words;
  };
  CHECK(faults_of("v1,2026-03-01,5.00,3\nv2,2026-03-02,n/a,\n", "EUR") == "");
  CHECK_THAT(faults_of("v1,2026-03-01,5.00,3\nv2,2026-03-02,lots,4\n", "EUR"),
             containing("`spent` cannot be read in 1 of 2 rows"));
  CHECK_THAT(faults_of("v1,2026-03-01,5.00,1.234\nv2,2026-03-02,6.00,4\n", "EUR"),
             containing("`pages` cannot be read in 1 of 2 rows"));
  CHECK_THAT(faults_of("v1,2026-03-01,$5.00,3\n", "EUR"),
             containing("`$` is the sign of several currencies"));
  CHECK(faults_of("v1,2026-03-01,$5.00,3\n", "USD") == "");
  CHECK_THAT(faults_of("v1,2026-03-01,€5.00,3\n", "USD"),
             containing("`spent` cannot be read in 1 of 1 rows"));
}

TEST_CASE("sources: a table without a needed column is refused with the reason", "[unit][io]") {
  test::Folder const folder;
  auto const sources = with_visits();
  auto const workspace = read_visits_workspace(folder, sources);
  REQUIRE(workspace);
  folder.write("visits.csv", "Who,pages\nv1,3\n");
  io::TableRoom room(folder.path());
  io::ReadResult result;
  auto const& source = *workspace->source("visits");
  io::DescribedRows rows(source, sources.back());
  auto const faults = io::read_rows(room, source, rows, result);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].code == "QD-205");
  CHECK_THAT(core::to_string(faults[0]), containing("no column `day` (a visit has a day)"));
}

TEST_CASE("sources: the page of tables shows every table and column, and no other", "[unit][io]") {
  auto const built_in = io::source_descriptions();
  CHECK(differences(tables_page(), Sources(built_in.begin(), built_in.end())) == "");
  CHECK(differences(tables_page(), with_visits()) == "visits has no section\n");
  auto page = tables_page();
  page["rates"].columns["inverse"] = {"number", false};
  page["rates"].columns.erase("on");
  CHECK(differences(page, Sources(built_in.begin(), built_in.end())) ==
        "rates does not show on as date\nrates shows inverse\n");
}

TEST_CASE("sources: the page of tables names the columns that are read beside the described ones",
          "[unit][io]") {
  std::set<std::string> known;
  for (auto const names : {io::pipeline_names(), io::merged_into_names(), io::merged_ids_names()}) {
    for (auto const name : names) known.emplace(name);
  }
  std::ifstream file(std::string(QUARTERDECK_SOURCE_DIR) + "/docs/formats/tables.md");
  std::string const page{std::istreambuf_iterator<char>(file), {}};
  auto const from = page.find("under any of these names");
  REQUIRE(from != std::string::npos);
  std::set<std::string> shown;
  std::istringstream lines(page.substr(from, page.find("An `id`", from) - from));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("- ")) continue;
    auto const end = line.find(':');  // the names stand in front of the meaning
    for (auto open = line.find('`'); open < end;) {
      auto const close = line.find('`', open + 1);
      shown.insert(io::folded(line.substr(open + 1, close - open - 1)));
      open = line.find('`', close + 1);
    }
  }
  CHECK(shown == known);
}

TEST_CASE("sources: the page of the workspace has every key, and no other", "[unit][io]") {
  std::set<std::string> known;
  io::WorkspaceKeys const keys(io::source_descriptions());
  for (auto const& section : keys.sections()) {
    for (auto const& key : section.keys) known.emplace(key.name);
  }
  std::set<std::string> shown;
  std::ifstream file(std::string(QUARTERDECK_SOURCE_DIR) + "/docs/formats/workspace.md");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("| `")) shown.insert(line.substr(3, line.find('`', 3) - 3));
  }
  CHECK(shown == known);
}

TEST_CASE("sources: descriptions name only columns that they have", "[unit][io]") {
  std::set<std::string_view> names;
  for (auto const& source : io::source_descriptions()) {
    INFO(source.name);
    CHECK(names.insert(source.name).second);
    std::set<std::string_view> columns;
    for (auto const& column : source.columns) {
      INFO(column.name);
      CHECK(columns.insert(column.name).second);
      CHECK(column.meaning.ends_with('.'));
      CHECK((column.need == io::Need::optional) == column.reason.empty());
      for (auto const other : io::words_of(column.instead)) {
        CHECK(io::find_column(source, other) != nullptr);
      }
    }
    for (auto const key : io::words_of(source.key)) CHECK(columns.contains(key));
    for (auto const day : {source.happened_on, source.known_on}) {
      if (day.empty()) continue;
      REQUIRE(columns.contains(day));
      CHECK(io::find_column(source, day)->type == ColumnType::date);
    }
  }
}

TEST_CASE("sources: presets speak of columns that some table has", "[unit][io]") {
  std::set<std::string_view> columns;
  for (auto const& source : io::source_descriptions()) {
    for (auto const& column : source.columns) columns.insert(column.name);
  }
  for (auto const* const preset : io::presets()) {
    for (auto const& names : preset->columns) CHECK(columns.contains(names.column));
  }
  for (auto const& names : io::common_names()) CHECK(columns.contains(names.column));
}
