// engine/workspace/workspace_keys.cpp – the table of keys; add a key here and read it in its
// section. SPDX-License-Identifier: Apache-2.0
#include "engine/workspace/workspace_keys.hpp"

#include <algorithm>
#include <array>

#include "engine/core/error.hpp"

namespace quarterdeck::io {
namespace {

constexpr std::string_view text = R"("type": "string")";
constexpr std::string_view texts = R"("type": "array", "items": {"type": "string"})";
constexpr std::string_view source = R"("$ref": "#/$defs/source")";
constexpr std::string_view text_map =
    R"("type": "object", "additionalProperties": {"type": "string"})";

constexpr std::array workspace{
    Key{"company", text, "Name of the company, for the report."},
    Key{"currency", R"("type": "string", "pattern": "^[A-Z]{3}$", "default": "USD")",
        "Reporting currency, three letters."},
    Key{"calendar", R"("$ref": "#/$defs/calendar")", "How the company counts its year."},
    Key{"measure", R"("enum": ["amount", "count"], "default": "amount")",
        "What is forecast: money, or the number of won deals."},
    Key{"rates",
        R"("oneOf": [{"type": "array", "items": {"$ref": "#/$defs/rate"}}, {"$ref": "#/$defs/source"}])",
        "Exchange rates into the reporting currency: a list, or a table with from, on and rate."},
    Key{"stages", R"("type": "array", "items": {"$ref": "#/$defs/stage"})",
        "Stages in their order; taken from the data when absent."},
    Key{"sources", R"("$ref": "#/$defs/sources")", "Where the tables are."},
    Key{"segments", texts, "Columns whose combinations get rates of their own, partially pooled."},
    Key{"groups", texts, "Columns by which the report breaks the total down."},
    Key{"targets", R"("type": "array", "items": {"$ref": "#/$defs/target"})",
        "Amounts to be reached in a period."},
    Key{"overrides",
        R"("oneOf": [{"type": "array", "items": {"$ref": "#/$defs/override"}}, {"$ref": "#/$defs/source"}])",
        "What people know of open deals better: a list, or a table with these columns."},
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
        "First day of a week in the week patterns."}};

constexpr std::array rate{
    Key{"from", text, "Currency that the rate converts from."},
    Key{"on", R"("type": "string", "format": "date")", "First day on which the rate holds."},
    Key{"rate", R"("type": "number", "exclusiveMinimum": 0)",
        "Reporting currency units for one unit of the other currency."}};

constexpr std::array stage{
    Key{"name", text, "Name as in the data."},
    Key{"outcome", R"("enum": ["open", "won", "lost"], "default": "open")",
        "Whether the stage ends a deal, and how."},
    Key{"pipeline", text, "The only pipeline whose deals it is for; any when absent."},
    Key{"probability", R"("type": "number", "minimum": 0, "maximum": 1)",
        "The CRM's own probability, a baseline only."}};

constexpr std::array sources{
    Key{"opportunities", source, "One row a deal in its newest state."},
    Key{"stage_history", source, "One row a change of a deal."},
    Key{"snapshots", source, "The opportunities as they stood on several days."},
    Key{"win_rates", source, "Won and lost deals by stage, when there is no history."}};

constexpr std::array table_source{
    Key{"file", text, "A CSV, TSV, Parquet or JSON file, compressed or not."},
    Key{"files", text, "A pattern that names several files, for example weekly/*.csv."},
    Key{"sql", text, "A DuckDB query over files."},
    Key{"postgres", text, "A PostgreSQL connection string; ${NAME} is taken from the environment."},
    Key{"query", text, "The query to send to PostgreSQL."},
    Key{"columns", text_map, "Our column name to the name in the source."},
    Key{"values",
        R"("type": "object", "additionalProperties": )"
        R"({"type": "object", "additionalProperties": {"type": "string"}})",
        "For a column: value in the source to ours."},
    Key{"preset", R"("enum": ["salesforce", "hubspot", "dynamics"])",
        "Column names and conventions of a CRM's exports."},
    Key{"date_format", R"("enum": ["ymd", "dmy", "mdy"])",
        "Order of day and month where the column itself cannot tell."},
    Key{"decimal", R"("enum": [".", ","])", "Decimal sign where the column itself cannot tell."},
    Key{"grain", R"("enum": ["deals", "lines", "versions"])",
        "What rows of one id are: the deal repeated, lines to be added up, or versions, the newest "
        "last."}};

constexpr std::array target{
    Key{"name", text, "Name in the report."},
    Key{"period", R"("type": ["string", "integer"])",
        "2026-Q4, 2026-11, FY2027 or 2026-10-15..2026-12-31."},
    Key{"amount", R"("type": ["number", "string"], "exclusiveMinimum": 0)",
        "Reporting currency units, or deals when the measure is count; underscores may group "
        "digits."},
    Key{"where",
        R"("type": "object", "additionalProperties": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})",
        "Column to the value or values that count."}};

constexpr std::array override_of_deal{
    Key{"deal", R"("type": ["string", "integer"])", "Id of the open deal."},
    Key{"probability", R"("type": "number", "minimum": 0, "maximum": 1)",
        "Chance that it is won in the forecast period."},
    Key{"amount", R"("type": ["number", "string"], "exclusiveMinimum": 0)",
        "In place of the entered amount, reporting currency units."},
    Key{"close_date", R"("type": "string", "format": "date")",
        "In place of the entered close date."},
    Key{"outcome", R"("enum": ["won", "lost"])", "Won or lost for certain in the forecast period."},
    Key{"author", text, "Who says so."},
    Key{"reason", text, "Why."},
    Key{"expires", R"("type": "string", "format": "date")", "Last as-of day on which it holds."},
    Key{"since", R"("type": "string", "format": "date")",
        "First as-of day on which it holds; always when absent."}};

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
    Key{"covariates", texts,
        "Columns that the hazards may use beside segments; type, source and owner when absent."}};

constexpr std::array sections{
    KeySection{"workspace", workspace, R"(["sources"])"},
    KeySection{"calendar", calendar, "[]"},
    KeySection{"rate", rate, R"(["from", "on", "rate"])"},
    KeySection{"stage", stage, R"(["name"])"},
    KeySection{"sources", sources, "[]"},
    KeySection{"source", table_source, "[]"},
    KeySection{"target", target, R"(["name", "period", "amount"])"},
    KeySection{"override", override_of_deal, R"(["deal", "author", "reason", "expires"])"},
    KeySection{"forecast", forecast, "[]"},
    KeySection{"models", models, "[]"},
    KeySection{"win", win, "[]"}};

}  // namespace

std::span<KeySection const> key_sections() { return sections; }

KeySection const& key_section(std::string_view name) {
  auto const found = std::ranges::find(sections, name, &KeySection::name);
  QUARTERDECK_EXPECT(found != sections.end());
  return *found;
}

}  // namespace quarterdeck::io
