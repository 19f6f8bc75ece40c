// tests/unit/workspace/workspace_test.cpp – quarterdeck.yaml: every key, and every fault with its
// place. SPDX-License-Identifier: Apache-2.0
#include "engine/workspace/workspace.hpp"

#include <stdlib.h>
#include <yaml-cpp/yaml.h>

#include <set>

#include "engine/workspace/workspace_keys.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/folder.hpp"

using namespace quarterdeck;
using test::containing;

namespace {

constexpr auto every_key = R"(company: Northwind Instruments
currency: EUR
calendar: {fiscal_year_starts: 02-01, pattern: 4-4-5, week_starts: sunday, year_named_by: end}
time_zone: Europe/Berlin
currency_signs: {"$": USD, Rs.: INR}
measure: amount
rates: [{from: USD, on: 2026-10-01, rate: 0.9}, {from: JPY, on: 2026-10-01, rate: 160, per: reporting}]
stages:
  - {name: Proposal, probability: 0.5, outcome: open}
  - {name: Signed, outcome: won, pipeline: Sales}
sources:
  opportunities:
    file: deals.csv
    columns: {id: key}
    values: {status: {yes: won}}
    preset: salesforce
    date_format: dmy
    decimal: ","
    header_row: 3
    unreadable: leave_out
    grain: versions
  stage_history: {sql: "select 1"}
  snapshots: {files: "weekly/*.csv"}
  win_rates: {postgres: "host=db password=${QUARTERDECK_TEST_SECRET}", query: "select 2"}
  merged: {file: merged.csv}
segments: [segment]
groups: [region, owner]
targets:
  - {name: Company, period: FY2027-Q1, amount: 4_200_000, where: {region: EMEA, type: [new, renewal]}}
overrides:
  - {deal: D-17, probability: 0.4, author: Dana, reason: board, expires: 2026-12-31}
  - {deal: 18, amount: 1_000, close_date: 2026-12-01, author: Dana, reason: cut, expires: 2026-12-31}
  - {deal: 19, outcome: won, author: Dana, reason: signed, since: 2026-11-01, expires: 2026-12-31}
forecast: {every: month, trials: 20_000, seed: 7}
models: {win: {choose: hazard, covariates: [owner, product]}}
ledger: records/forecasts.duckdb
)";

core::Checked<io::Workspace> workspace_of(test::Folder const& folder, std::string_view text) {
  folder.write("quarterdeck.yaml", text);
  return io::read_workspace(folder.path());
}

}  // namespace

TEST_CASE("parse_workspace: a text is read as the file that would hold it", "[unit]") {
  auto const workspace = io::parse_workspace("sources: {opportunities: {file: deals.csv}}",
                                             "/company/quarterdeck.yaml");
  REQUIRE(workspace);
  CHECK(workspace->file == "/company/quarterdeck.yaml");
  auto const& source = *workspace->source("opportunities");
  CHECK(std::get<io::FileSource>(source.from).path == "/company/deals.csv");
  auto const broken = io::parse_workspace("sorces: {}", "/company/quarterdeck.yaml");
  CHECK_THAT(test::faults_of(broken), containing("/company/quarterdeck.yaml:1:1"));
}

TEST_CASE("workspace: every key is read", "[unit][workspace]") {
  setenv("QUARTERDECK_TEST_SECRET", "p$w", 1);
  test::Folder const folder;
  auto const read = workspace_of(folder, every_key);
  REQUIRE(test::faults_of(read) == "");
  auto const& workspace = *read;
  CHECK(workspace.company == "Northwind Instruments");
  CHECK(workspace.currency == "EUR");
  CHECK(workspace.ledger == folder.path() / "records" / "forecasts.duckdb");
  CHECK(workspace.calendar.pattern == core::YearPattern::weeks_445);
  CHECK(workspace.calendar.start_month == 2);
  CHECK(workspace.calendar.week_start == std::chrono::Sunday);
  CHECK(workspace.measure == io::Measure::amount);
  CHECK(workspace.calendar.year_named_by == core::YearName::end);
  CHECK(workspace.conventions.time_zone->name() == "Europe/Berlin");
  CHECK(workspace.conventions.currency_signs ==
        std::map<std::string, std::string>{{"$", "USD"}, {"Rs", "INR"}});
  REQUIRE(workspace.rates.size() == 2);
  CHECK(workspace.rates[0].rate == 0.9);
  CHECK(workspace.rates[1].rate == 1.0 / 160);
  REQUIRE(workspace.stages.size() == 2);
  CHECK(workspace.stages[0].probability == 0.5);
  CHECK(workspace.stages[1].outcome == data::Outcome::won);
  auto const& deals = *workspace.source("opportunities");
  CHECK(std::get<io::FileSource>(deals.from).path == folder.path() / "deals.csv");
  CHECK(deals.columns.at("id") == "key");
  CHECK(deals.values.at("status").at("yes") == "won");
  CHECK(deals.preset == "salesforce");
  CHECK(deals.date_format == "dmy");
  CHECK(deals.decimal == ",");
  CHECK(deals.header_row == 3);
  CHECK(deals.unreadable == io::Unreadable::left_out);
  CHECK(deals.conventions.currency == "EUR");
  CHECK(deals.conventions.time_zone.has_value());
  CHECK(deals.where.line == 13);
  CHECK(std::get<io::SqlSource>(workspace.source("stage_history")->from).query == "select 1");
  CHECK(std::get<io::FileSource>(workspace.source("snapshots")->from).path ==
        folder.path() / "weekly/*.csv");
  auto const& rates = std::get<io::PostgresSource>(workspace.source("win_rates")->from);
  CHECK(rates.connection == "host=db password=p$w");
  CHECK(rates.query == "select 2");
  CHECK(workspace.groups == std::vector<std::string>{"region", "owner"});
  REQUIRE(workspace.targets.size() == 1);
  CHECK(workspace.targets[0].amount == 4200000);
  CHECK(workspace.targets[0].where.at("region") == std::vector<std::string>{"EMEA"});
  CHECK(workspace.targets[0].where.at("type").size() == 2);
  CHECK(workspace.targets[0].period.id == "FY2027-Q1");
  REQUIRE(workspace.overrides.size() == 3);
  CHECK(workspace.overrides[1].deal == "18");
  CHECK(workspace.forecast.every == core::PeriodUnit::month);
  CHECK(workspace.forecast.trials == 20000);
  CHECK(workspace.forecast.seed == 7);
  CHECK(workspace.win_model.choose == data::WinModelKind::hazard);
  CHECK(workspace.win_model.covariates == std::vector<std::string>{"owner", "product"});
}

TEST_CASE("workspace: opportunities alone are enough", "[unit][workspace]") {
  test::Folder const folder;
  auto const read = workspace_of(folder, "sources: {opportunities: {file: /data/a.csv}}\n");
  REQUIRE(read);
  CHECK(std::get<io::FileSource>(read->source("opportunities")->from).path == "/data/a.csv");
  CHECK(read->currency == "USD");
  CHECK(read->forecast.trials == 100000);
  CHECK_FALSE(read->win_model.choose);
  CHECK_FALSE(read->win_model.covariates);
}

TEST_CASE("workspace: all faults at once, each with its line and column", "[unit][workspace]") {
  test::Folder const folder;
  auto const text = test::faults_of(workspace_of(folder, R"(curency: USD
calendar: {fiscal_year_starts: 13-01}
stages:
  - {name: A, probability: 1.5}
  - {name: A}
sources:
  opportunities: {file: a.csv, files: b.csv}
  history: {file: c.csv}
targets:
  - {name: T, period: 2026-Q5, amount: lots}
forecast: {every: quater, trials: 0, seed: -1}
groups: region
company: A
company: B
)"));
  CHECK_THAT(text, containing("quarterdeck.yaml:1:1: unknown key `curency`"));
  CHECK_THAT(text, containing("Did you mean `currency`?"));
  CHECK_THAT(text, containing(":2:32: `fiscal_year_starts` is `13-01`"));
  CHECK_THAT(text, containing(":4:28: `probability` is `1.5`"));
  CHECK_THAT(text, containing(":5:12: stage `A` is listed twice"));
  CHECK_THAT(text, containing(":7:18: the source names several places"));
  CHECK_THAT(text, containing(":8:3: unknown key `history`"));
  CHECK_THAT(text, containing(":10:23: "));
  CHECK_THAT(text, containing(":10:40: `amount` is `lots`"));
  CHECK_THAT(text, containing(":11:19: `every` is `quater` ("));
  CHECK_THAT(text, containing(":11:35: `trials` is `0`"));
  CHECK_THAT(text, containing("`seed` is `-1`"));
  CHECK_THAT(text, containing(":12:9: `groups` is not a list"));
  CHECK_THAT(text, containing(":14:1: `company` is given twice"));
}

TEST_CASE("workspace: every fault says why it matters and what to write instead",
          "[unit][workspace]") {
  test::Folder const folder;
  auto const read = workspace_of(folder, R"(curency: USD
currency: usd
company: [A, B]
company: B
calendar: {pattern: 4-5-5}
targets: [{name: T, period: 2026-Q4, amount: 0, where: {region: []}}, {name: U}]
sources:
  opportunities: {file: a, files: b}
  snapshots: {postgres: "${QUARTERDECK_NO_SUCH}"}
  stage_history: {query: a}
)");
  REQUIRE_FALSE(read);
  std::set<std::string> codes;
  for (auto const& fault : read.error()) {
    INFO(core::to_string(fault));
    codes.insert(fault.code);
    CHECK_FALSE(fault.reason.empty());
    CHECK_FALSE(fault.suggestion.empty());
  }
  CHECK(codes == std::set<std::string>{"QD-102", "QD-103", "QD-104", "QD-105", "QD-106", "QD-107",
                                       "QD-108", "QD-109", "QD-110", "QD-111", "QD-112"});
}

TEST_CASE("workspace: what lacks or does not fit is said", "[unit][workspace]") {
  test::Folder const folder;
  auto const fault = [&](std::string_view text) {
    return test::faults_of(workspace_of(folder, text));
  };
  CHECK_THAT(fault("company: A\n"), containing("lacks the key `sources`"));
  CHECK_THAT(fault("sources: {}\n"), containing("no table of deals"));
  CHECK_THAT(fault("sources: {opportunities: {preset: hubspot}}\n"),
             containing("does not say where"));
  CHECK_THAT(fault("sources: {opportunities: {postgres: a}}\n"), containing("without `query`"));
  CHECK_THAT(fault("sources: {opportunities: {file: a, query: b}}\n"),
             containing("`query` without `postgres`"));
  unsetenv("QUARTERDECK_NO_SUCH");
  CHECK_THAT(fault("sources: {opportunities: {postgres: \"${QUARTERDECK_NO_SUCH}\", query: b}}\n"),
             containing("`QUARTERDECK_NO_SUCH` is not set"));
  CHECK_THAT(fault("sources: {opportunities: {file: a}}\nmodels: {win: {chose: table}}\n"),
             containing("choose"));
  CHECK_THAT(fault("sources: {opportunities: {file: a}}\nmodels: {win: {choose: best}}\n"),
             containing("hazard_with_covariates"));
  CHECK_THAT(fault("- a\n- b\n"), containing("expected a mapping"));
  CHECK_THAT(fault(""), containing("expected a mapping"));
  CHECK_THAT(fault("a: [1, 2\n"), containing("not valid YAML"));
}

TEST_CASE("workspace: numbers that are written otherwise are rewritten", "[unit][workspace]") {
  test::Folder const folder;
  auto const fault = [&](std::string const& text) {
    return test::faults_of(
        workspace_of(folder, "sources: {opportunities: {file: a.csv}}\n" + text));
  };
  auto const of_target = [&](std::string const& amount) {
    return fault("targets:\n  - {name: A, period: 2026-Q4, amount: " + amount + "}\n");
  };
  CHECK_THAT(of_target("4.2M"), containing("Write 4_200_000 (an amount above 0)."));
  CHECK_THAT(of_target("'4,200,000'"), containing("Write 4_200_000 "));
  CHECK_THAT(of_target("$1000000"), containing("Write 1_000_000 without the sign of a currency"));
  CHECK_THAT(of_target("'4,200'"), containing("Write 4200 or 4.2, whichever you mean"));
  CHECK_THAT(of_target("much"), containing("Write an amount above 0."));
  // In braces the rest of the number is a key without a value.
  CHECK_THAT(of_target("4,200,000"), containing("`amount` is `4,200,000`"));
  CHECK_THAT(of_target("4,200,000"), containing("Write 4_200_000 (a number). In braces a comma"));
  auto const rate = fault("rates:\n  - {from: EUR, on: 2026-10-01, rate: 1,09}\n");
  CHECK_THAT(rate, containing("`rate` is `1,09`"));
  CHECK_THAT(rate, containing("Write 1.09 "));
  CHECK(rate.find("unknown key") == std::string::npos);
  CHECK_THAT(fault("rates:\n  - from: EUR\n    on: 2026-10-01\n    rate: 1,09\n"),
             containing("Write 1.09 (a number above 0)."));
  CHECK_THAT(fault("stages: [{name: A, probability: 40%}]\n"),
             containing("Write 0.4 (a probability from 0 to 1)."));
  CHECK_THAT(fault("stages: [{name: A, probability: 40}]\n"), containing("Write 0.4 "));
  CHECK_THAT(fault("forecast: {trials: 10k}\n"), containing("Write 10_000 "));
  CHECK_THAT(fault("forecast: {trials: 1.5}\n"), containing("Write a whole number"));
}

TEST_CASE("workspace: what the parser refuses is told by its usual causes", "[unit][workspace]") {
  test::Folder const folder;
  auto const fault = [&](std::string const& text) {
    return test::faults_of(workspace_of(folder, text));
  };
  auto const tab = fault("sources:\n\topportunities: {file: a.csv}\n");
  CHECK_THAT(tab, containing("quarterdeck.yaml:2:1"));
  CHECK_THAT(tab, containing("a tab in the indentation"));
  CHECK_THAT(tab, containing("Use spaces"));
  CHECK_THAT(fault("company: Note: they froze\n"), containing("into quotes"));
  CHECK_THAT(fault("company: \"C:\\Users\\me\"\n"), containing("use single quotes"));
}

TEST_CASE("workspace: rows and rates have keys that others have not", "[unit][workspace]") {
  test::Folder const folder;
  auto const fault = [&](std::string const& source) {
    return test::faults_of(workspace_of(folder, "sources: {opportunities: {" + source + "}}\n"));
  };
  CHECK_THAT(fault("file: a.csv, per: reporting"), containing("It belongs to `rates`."));
  CHECK_THAT(fault("sql: select 1, header_row: 2"), containing("`header_row` without a file"));
  CHECK_THAT(fault("file: a.csv, unreadable: ignore"), containing("leave_out"));
  CHECK_THAT(test::faults_of(workspace_of(
                 folder, "currency_signs: {$: dollar}\nsources: {opportunities: {file: a}}\n")),
             containing("`$` stands for `dollar`"));
}

TEST_CASE("workspace: environment variables are replaced in connections only",
          "[unit][workspace]") {
  setenv("QUARTERDECK_TEST_SECRET", "secret", 1);
  test::Folder const folder;
  auto const read = workspace_of(
      folder, "company: ${QUARTERDECK_TEST_SECRET}\nsources: {opportunities: {file: a.csv}}\n");
  REQUIRE(read);
  CHECK(read->company == "${QUARTERDECK_TEST_SECRET}");
}

TEST_CASE("workspace: a file that is not there is missing input", "[unit][workspace]") {
  test::Folder const folder;
  auto const read = io::read_workspace(folder.path());
  REQUIRE_FALSE(read);
  CHECK(read.error()[0].fault == core::Fault::missing_input);
}

TEST_CASE("workspace: the schema has the reader's keys, section by section", "[unit][workspace]") {
  auto const schema = YAML::Load(io::workspace_schema());
  io::WorkspaceKeys const keys(io::source_descriptions());
  for (auto const& section : keys.sections()) {
    auto const node =
        section.name == "workspace" ? schema : schema["$defs"][std::string(section.name)];
    std::set<std::string> offered;
    for (auto const& entry : node["properties"]) offered.insert(entry.first.as<std::string>());
    std::set<std::string> known;
    for (auto const& key : section.keys) known.emplace(key.name);
    CHECK(offered == known);
    CHECK_FALSE(node["additionalProperties"].as<bool>());
  }
}

TEST_CASE("workspace: the sample with every key leaves none of the schema out",
          "[unit][workspace]") {
  io::WorkspaceKeys const keys(io::source_descriptions());
  for (auto const& section : keys.sections()) {
    for (auto const& key : section.keys) {
      INFO(section.name << "." << key.name);
      CHECK_THAT(every_key, containing(std::string(key.name) + ":"));
    }
  }
}
