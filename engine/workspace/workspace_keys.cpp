// engine/workspace/workspace_keys.cpp – the table of keys; add a key here and read it in its
// section. SPDX-License-Identifier: Apache-2.0
#include "engine/workspace/workspace_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/core/error.hpp"
#include "engine/workspace/source_descriptions.hpp"

namespace quarterdeck::io {
namespace {

constexpr std::string_view a_text = R"("type": "string")";
constexpr std::string_view text_list = R"("type": "array", "items": {"type": "string"})";
constexpr std::string_view text_map =
    R"("type": "object", "additionalProperties": {"type": "string"})";

constexpr std::array workspace{
    Key{"company", a_text, "Name of the company, for the report."},
    Key{"currency", R"("type": "string", "pattern": "^[A-Z]{3}$", "default": "USD")",
        "Reporting currency, three letters."},
    Key{"calendar", R"("$ref": "#/$defs/calendar")", "How the company counts its year."},
    Key{"time_zone", a_text,
        "Zone whose days instants of the tables become, an IANA name such as Europe/Berlin."},
    Key{"currency_signs",
        R"("type": "object", "additionalProperties": {"type": "string", "pattern": "^[A-Z]{3}$"})",
        "Sign beside amounts to the currency that it stands for."},
    Key{"measure", R"("enum": ["amount", "count"], "default": "amount")",
        "What is forecast: money, or the number of won deals."},
    Key{"stages", R"("type": "array", "items": {"$ref": "#/$defs/stage"})",
        "Stages in their order; taken from the data when absent."},
    Key{"sources", R"("$ref": "#/$defs/sources")", "Where the tables are."},
    Key{"segments", text_list,
        "Columns whose combinations get rates of their own, partially pooled."},
    Key{"groups", text_list, "Columns by which the report breaks the total down."},
    Key{"targets", R"("type": "array", "items": {"$ref": "#/$defs/target"})",
        "Amounts to be reached in a period."},
    Key{"forecast", R"("$ref": "#/$defs/forecast")", "Defaults of a forecast run."},
    Key{"models", R"("$ref": "#/$defs/models")", "What models may look at, and which are used."},
    Key{"ledger", R"("type": "string", "default": ".quarterdeck/ledger.duckdb")",
        "File in which forecasts are recorded; `quarterdeck history` reads it."}};

constexpr std::array calendar{
    Key{"fiscal_year_starts", R"("type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$")",
        "Month and day on which the year starts, MM-DD."},
    Key{"pattern", R"("enum": ["months", "4-4-5", "4-5-4", "5-4-4"], "default": "months")",
        "Months of the calendar, or weeks grouped into quarters."},
    Key{"week_starts",
        R"("enum": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])",
        "First day of a week in the week patterns."},
    Key{"year_named_by", R"("enum": ["end", "start"], "default": "end")",
        "Which calendar year gives a fiscal year its name: that of its end or of its start."}};

constexpr std::array stage{
    Key{"name", a_text, "Name as in the data."},
    Key{"outcome", R"("enum": ["open", "won", "lost"], "default": "open")",
        "Whether the stage ends a deal, and how."},
    Key{"pipeline", a_text, "The only pipeline whose deals it is for; any when absent."},
    Key{"probability", R"("type": "number", "minimum": 0, "maximum": 1)",
        "The CRM's own probability, a baseline only."}};

constexpr std::array table_source{
    Key{"file", a_text, "A CSV, TSV, Parquet or JSON file, compressed or not."},
    Key{"files", a_text, "A pattern that names several files, for example weekly/*.csv."},
    Key{"sql", a_text, "A DuckDB query over files."},
    Key{"postgres", a_text,
        "A PostgreSQL connection string; ${NAME} is taken from the environment."},
    Key{"query", a_text, "The query to send to PostgreSQL."},
    Key{"columns", text_map, "Our column name to the name in the source."},
    Key{"values",
        R"("type": "object", "additionalProperties": )"
        R"({"type": "object", "additionalProperties": {"type": "string"}})",
        "For a column: value in the source to ours."},
    Key{"preset",
        R"("enum": ["salesforce", "hubspot", "dynamics", "pipedrive", "zoho", "monday", "odoo"])",
        "Column names and conventions of a CRM's exports."},
    Key{"date_format", R"("enum": ["ymd", "dmy", "mdy"])",
        "Order of day and month where the column itself cannot tell."},
    Key{"decimal", R"("enum": [".", ","])", "Decimal sign where the column itself cannot tell."},
    Key{"header_row", R"("type": "integer", "minimum": 1)",
        "Line of a text file that names the columns, where it is not found."},
    Key{"unreadable", R"("enum": ["refuse", "leave_out"], "default": "refuse")",
        "What becomes of a column in which more than one cell in a hundred cannot be read."},
    Key{"per", R"("enum": ["foreign", "reporting"], "default": "foreign")",
        "In a table of exchange rates: the currency of which one unit is meant."},
    Key{"grain", R"("enum": ["deals", "lines", "versions"])",
        "What rows of one id are: the deal repeated, lines to be added up, or versions, the newest "
        "last."}};

constexpr std::array target{
    Key{"name", a_text, "Name in the report."},
    Key{"period", R"("type": ["string", "integer"])",
        "2026-Q4, 2026-11, FY2027 or 2026-10-15..2026-12-31."},
    Key{"amount", R"("type": ["number", "string"], "exclusiveMinimum": 0)",
        "Reporting currency units, or deals when the measure is count; underscores may group "
        "digits."},
    Key{"where",
        R"("type": "object", "additionalProperties": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})",
        "Column to the value or values that count."}};

constexpr std::array forecast{
    Key{"every", R"("enum": ["month", "quarter", "year"], "default": "quarter")",
        "Unit of the periods."},
    Key{"trials", R"("type": "integer", "minimum": 1, "maximum": 1000000000, "default": 100000)",
        "Simulated futures."},
    Key{"seed", R"("type": "integer", "minimum": 0, "default": 1)", "Same seed, same numbers."}};

constexpr std::array models{
    Key{"win", R"("$ref": "#/$defs/win")", "The model of which open deals are won."}};

constexpr std::array win{
    Key{"choose",
        R"("enum": ["automatic", "table", "hazard", "hazard_with_covariates"], )"
        R"("default": "automatic")",
        "The model used; automatic takes the one that would have predicted past periods best."},
    Key{"covariates", text_list,
        "Columns that the hazards may use beside segments; type, source and owner when absent."}};

/// The sections in the order of the schema. Those without keys here get them from the descriptions
/// of the tables, which also add a section for each kind of entry.
constexpr std::array fixed_sections{KeySection{"workspace", {}, R"(["sources"])"},
                                    KeySection{"calendar", calendar, "[]"},
                                    KeySection{"stage", stage, R"(["name"])"},
                                    KeySection{"sources", {}, "[]"},
                                    KeySection{"source", table_source, "[]"},
                                    KeySection{"target", target, R"(["name", "period", "amount"])"},
                                    KeySection{"forecast", forecast, "[]"},
                                    KeySection{"models", models, "[]"},
                                    KeySection{"win", win, "[]"}};

/// A list of words as JSON.
std::string json_list(std::span<std::string_view const> words) {
  return words.empty() ? "[]" : fmt::format("[\"{}\"]", fmt::join(words, "\", \""));
}

/// JSON Schema of one cell, as an entry of a list in the workspace writes it.
std::string json_type(ColumnDescription const& column) {
  auto const above_zero =
      column.range == Range::above_zero ? R"(, "exclusiveMinimum": 0)" : std::string_view();
  switch (column.type) {
    case ColumnType::identity:
      return R"("type": ["string", "integer"])";
    case ColumnType::amount:
      return fmt::format(R"("type": ["number", "string"]{})", above_zero);
    case ColumnType::number:
      return fmt::format(R"("type": "number"{})", above_zero);
    case ColumnType::count:
      return R"("type": "integer", "minimum": 0)";
    case ColumnType::share:
      return R"("type": "number", "minimum": 0, "maximum": 1)";
    case ColumnType::date:
      return R"("type": "string", "format": "date")";
    case ColumnType::yes_no:
      return R"("type": "boolean")";
    case ColumnType::category:
      if (column.choices.empty()) return std::string(a_text);
      return fmt::format(R"("enum": {})", json_list(words_of(column.choices)));
    case ColumnType::text:
    case ColumnType::currency:
      return std::string(a_text);
  }
  QUARTERDECK_EXPECT(false);
  return {};
}

/// JSON Schema of a source: the keys of any source, and under `columns` the names that this table
/// knows. Further columns may be named there too, so none is refused.
std::string source_type(SourceDescription const& source) {
  std::string columns;
  for (auto const& column : source.columns) {
    columns += fmt::format(R"({}"{}": {{"description": "{}"}})", columns.empty() ? "" : ", ",
                           column.name, column.meaning);
  }
  return fmt::format(
      R"("$ref": "#/$defs/source", "properties": {{"columns": {{"properties": {{{}}}}}}})",
      columns);
}

/// A list of entries, or a table that has their keys as its columns.
std::string list_or_source_type(SourceDescription const& source) {
  return fmt::format(R"("oneOf": [{{"type": "array", "items": {{"$ref": "#/$defs/{}"}}}}, {{{}}}])",
                     source.list_entry, source_type(source));
}

}  // namespace

WorkspaceKeys::WorkspaceKeys(std::span<SourceDescription const> sources) {
  sections_.assign(fixed_sections.begin(), fixed_sections.end());
  auto& of_workspace = keys_.emplace_back(workspace.begin(), workspace.end());
  auto& of_sources = keys_.emplace_back();
  for (auto const& source : sources) {
    if (source.list_entry.empty()) {
      of_sources.push_back({source.name, texts_.emplace_back(source_type(source)), source.row});
      continue;
    }
    of_workspace.push_back(
        {source.name, texts_.emplace_back(list_or_source_type(source)),
         texts_.emplace_back(fmt::format("{} A list, or a table.", source.row))});
    auto& of_entry = keys_.emplace_back();
    std::vector<std::string_view> required;
    for (auto const& column : source.columns) {
      of_entry.push_back({column.name, texts_.emplace_back(json_type(column)), column.meaning});
      if (column.need != Need::optional) required.push_back(column.name);
    }
    sections_.push_back({source.list_entry, of_entry, texts_.emplace_back(json_list(required))});
  }
  std::ranges::find(sections_, "workspace", &KeySection::name)->keys = of_workspace;
  std::ranges::find(sections_, "sources", &KeySection::name)->keys = of_sources;
}

KeySection const& WorkspaceKeys::section(std::string_view name) const {
  auto const found = std::ranges::find(sections_, name, &KeySection::name);
  QUARTERDECK_EXPECT(found != sections_.end());
  return *found;
}

KeySection const& key_section(std::string_view name) {
  static WorkspaceKeys const keys(source_descriptions());
  return keys.section(name);
}

}  // namespace quarterdeck::io
