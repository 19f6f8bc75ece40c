// tests/unit/io/stage_outcomes_test.cpp – which stages end a deal, by flags, names and pipelines.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/stage_outcomes.hpp"

#include <optional>

#include "tests/support/catch.hpp"
#include "tests/unit/io/foreign_rows.hpp"

using namespace quarterdeck;
using data::Outcome;
using test::containing;
using test::far_deals;
using test::far_sums;
using test::far_table;
using test::read_deals;
using test::sums_of;

namespace {

data::Stage const* stage_named(data::Records const& records, std::string_view name) {
  for (auto const& stage : records.stages) {
    if (stage.name == name) return &stage;
  }
  return nullptr;
}

std::string stage_of(io::ReadResult const& read, std::string_view id) {
  auto const stage = test::deal_of(read, id).stage;
  return stage == data::no_stage ? "" : read.records.stages[static_cast<std::size_t>(stage)].name;
}

/// The far deals with three more columns, given by the deal.
template <class More>
std::string table_with(std::string const& columns, More more) {
  std::string csv = "id,amount,created_date,close_date," + columns + "\n";
  for (auto const& deal : far_deals()) {
    csv += fmt::format("D{:03},{},{},{},{}\n", deal.number, deal.amount, deal.created, deal.close,
                       more(deal));
  }
  return csv;
}

}  // namespace

TEST_CASE("stage outcomes: one book under the names of many languages", "[unit][io]") {
  for (auto const& names : std::vector<test::EndNames>{
           {"Closed Won", "Closed Lost"},
           {"Closed Won", "Closed Lost", "Closed-Lost to Competition"},
           {"Abgeschlossen und gewonnen", "Abgeschlossen und verloren"},
           {"Cierre ganado", "Cierre perdido"},
           {"Fermée gagnée", "Fermée perdue"},
           {"Ganho", "Perdido"},
           {"6 - Closed Won", "7 - Closed Lost"},
           {"Closed Won (100%)", "Closed Lost (0%)"},
           {"Closed Won - Renewal", "Closed Lost", "Closed Lost - No Decision"},
           {"Closed Won", "Closed Lost", "Disqualified"},
           {"Сделка успешна", "Сделка провалена"},
           {"受注", "失注"}}) {
    INFO(names.won << " / " << names.lost << " / " << names.other_lost);
    auto const read = read_deals(far_table(names));
    REQUIRE(test::faults_of(read) == "");
    CHECK(sums_of(read->records) == far_sums());
  }
}

TEST_CASE("stage outcomes: flags decide, whatever the stages are called", "[unit][io]") {
  auto const csv = table_with("stage,is_closed,is_won", [](auto const& deal) {
    bool const won = deal.outcome == Outcome::won;
    return deal.outcome == Outcome::open
               ? std::string("Alpha,nein,nein")
               : fmt::format("{},ja,{}", won ? "Beta" : "Gamma", won ? "ja" : "nein");
  });
  auto const read = read_deals(csv);
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records) == far_sums());
  CHECK(stage_named(read->records, "Beta")->outcome == Outcome::won);
  CHECK(stage_named(read->records, "Gamma")->outcome == Outcome::lost);
  CHECK(stage_named(read->records, "Alpha")->outcome == Outcome::open);
}

TEST_CASE("stage outcomes: a stage that flags do not hang on stays open", "[unit][io]") {
  auto const csv = table_with("stage,is_closed,is_won", [](auto const& deal) {
    bool const won = deal.outcome == Outcome::won;
    return fmt::format("Proposal,{},{}", deal.outcome == Outcome::open ? "false" : "true",
                       won ? "true" : "false");
  });
  auto const read = read_deals(csv);
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records) == far_sums());
  CHECK(stage_named(read->records, "Proposal")->outcome == Outcome::open);
}

TEST_CASE("stage outcomes: one closed stage holds both ends, told apart by flags", "[unit][io]") {
  auto const csv = table_with("stage,is_closed,is_won", [](auto const& deal) {
    bool const open = deal.outcome == Outcome::open;
    return fmt::format("{},{},{}", open ? "Work" : "Finished", open ? "no" : "yes",
                       deal.outcome == Outcome::won ? "yes" : "no");
  });
  test::Folder const folder;
  folder.write("deals.csv", csv);
  folder.write("history.csv",
               "id,changed_at,stage\nD000,2025-01-06,Work\nD000,2025-01-27,Finished\n"
               "D001,2025-01-15,Work\nD001,2025-02-05,Finished\n");
  auto const read = test::read(folder,
                               "sources: {opportunities: {file: deals.csv}, "
                               "stage_history: {file: history.csv}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records) == far_sums());
  CHECK(stage_of(*read, "D000") == "Finished (won)");
  CHECK(stage_of(*read, "D001") == "Finished (lost)");
  auto const& events = read->records.events;
  REQUIRE(events.size() == 4);
  CHECK(read->records.stages[static_cast<std::size_t>(events[1].stage)].outcome == Outcome::won);
  CHECK(read->records.stages[static_cast<std::size_t>(events[3].stage)].outcome == Outcome::lost);
}

TEST_CASE("stage outcomes: closed without saying how is told by the name, or asked", "[unit][io]") {
  auto const csv = [](char const* won, char const* lost) {
    return table_with("stage,is_closed", [&](auto const& deal) {
      return fmt::format("{},{}",
                         deal.outcome == Outcome::open  ? "Proposal"
                         : deal.outcome == Outcome::won ? won
                                                        : lost,
                         deal.outcome == Outcome::open ? "false" : "true");
    });
  };
  auto const read = read_deals(csv("Signed", "Lost contact"));
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records) == far_sums());
  auto const text = test::faults_of(read_deals(csv("Alpha", "Beta")));
  CHECK_THAT(text, containing("it is not clear whether these stages end a deal"));
  CHECK_THAT(text, containing("nothing says how"));
  CHECK_THAT(text, containing("{name: \"Alpha\", outcome: "));
}

TEST_CASE("stage outcomes: 0 and 100 per cent on old deals are ends", "[unit][io]") {
  auto const csv = table_with("stage,probability", [](auto const& deal) {
    return std::string(deal.outcome == Outcome::open  ? "Alpha,40"
                       : deal.outcome == Outcome::won ? "Beta,100"
                                                      : "Gamma,0");
  });
  auto const read = read_deals(csv);
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records) == far_sums());
}

TEST_CASE("stage outcomes: a stage belongs to its pipeline", "[unit][io]") {
  auto const csv = table_with("Pipeline,stage,is_closed,is_won", [](auto const& deal) {
    bool const open = deal.outcome == Outcome::open;
    bool const won = deal.outcome == Outcome::won;
    bool const renewal = deal.number % 2 == 0;
    auto const stage = renewal ? (open  ? "Signed"
                                  : won ? "Renewed"
                                        : "Churned")
                               : (open  ? "Proposal"
                                  : won ? "Signed"
                                        : "Rejected");
    return fmt::format("{},{},{},{}", renewal ? "Renewals" : "Sales", stage, !open, won);
  });
  test::Folder const folder;
  folder.write("deals.csv", csv);
  folder.write("history.csv",
               "id,changed_at,stage\nD003,2025-02-02,Proposal\nD003,2025-02-23,Signed\n"
               "D058,2026-06-12,Signed\n");
  auto const read = test::read(folder,
                               "sources: {opportunities: {file: deals.csv}, "
                               "stage_history: {file: history.csv}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records) == far_sums());
  CHECK(stage_of(*read, "D058") == "Signed (Renewals)");
  CHECK(stage_of(*read, "D003") == "Signed (Sales)");
  CHECK(stage_named(read->records, "Signed (Renewals)")->outcome == Outcome::open);
  CHECK(stage_named(read->records, "Signed (Sales)")->outcome == Outcome::won);
  CHECK(stage_named(read->records, "Signed") == nullptr);
  auto const& events = read->records.events;
  REQUIRE(events.size() == 3);
  CHECK(read->records.stages[static_cast<std::size_t>(events[1].stage)].name == "Signed (Sales)");
  CHECK(read->records.stages[static_cast<std::size_t>(events[2].stage)].name ==
        "Signed (Renewals)");
}

TEST_CASE("stage outcomes: the workspace may list a stage by pipeline", "[unit][io]") {
  auto const csv = table_with("pipeline,stage", [](auto const& deal) {
    bool const renewal = deal.number % 2 == 0;
    auto const stage = deal.outcome == Outcome::open  ? (renewal ? "Signed" : "Proposal")
                       : deal.outcome == Outcome::won ? (renewal ? "Renewed" : "Signed")
                                                      : "Lost";
    return fmt::format("{},{}", renewal ? "Renewals" : "Sales", stage);
  });
  auto const read = read_deals(
      csv,
      "stages: [{name: Proposal}, {name: Signed, pipeline: Renewals}, {name: Renewed, outcome: "
      "won}, {name: Signed, pipeline: Sales, outcome: won}, {name: Lost, outcome: lost}]\n"
      "sources: {opportunities: {file: deals.csv}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records) == far_sums());
  CHECK(stage_of(*read, "D058") == "Signed (Renewals)");
}

TEST_CASE("stage outcomes: what a flag or status says in vain is told", "[unit][io]") {
  auto const read = read_deals(
      "id,stage,status,is_closed,amount,created_date\n1,Proposal,maybe,,5,2026-01-01\n"
      "2,Proposal,,perhaps,5,2026-01-01\n3,Proposal,open,,5,2026-01-01\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(test::line_of(read->findings, "status.unknown") == 2);
  CHECK(test::line_of(read->findings, "flag.unknown") == 3);
  CHECK(test::count_of(read->findings, "outcome.guessed") == 2);
  for (auto const& finding : read->findings) {
    if (finding.code != "outcome.guessed") continue;
    CHECK(finding.doubtful);
    CHECK(finding.extent == data::Extent{2, 0, 1000, 1000});
  }
}

TEST_CASE("stage outcomes: a status that contradicts the stage is told with its money",
          "[unit][io]") {
  auto const contradicted = [](std::string const& columns, std::string const& values) {
    auto const read = read_deals(table_with("stage," + columns, [&](test::FarDeal const& deal) {
      auto const* stage = deal.outcome == Outcome::won    ? "Closed Won"
                          : deal.outcome == Outcome::lost ? "Closed Lost"
                                                          : "Proposal";
      return stage +
             (deal.number == 3 ? "," + values : std::string(values.size() > 5 ? "," : ",,"));
    }));
    REQUIRE(test::faults_of(read) == "");
    auto const* const finding = test::finding_of(read->findings, "outcome.contradicted");
    return finding == nullptr ? std::nullopt : std::optional(*finding);
  };
  for (auto const& [columns, values] :
       {std::pair("status", "active"), std::pair("is_closed,is_won", "0,0"),
        std::pair("is_closed,is_won", "1,0")}) {
    INFO(columns << " " << values);
    auto const finding = contradicted(columns, values);
    REQUIRE(finding);
    CHECK(finding->count == 1);
    CHECK(finding->extent.money == 130'000);
    CHECK(finding->doubtful);
  }
  CHECK_FALSE(contradicted("is_closed,is_won", "1,1"));
}

TEST_CASE("stage outcomes: deals that are closed without a word how are refused", "[unit][io]") {
  auto const text = test::faults_of(read_deals(table_with("status", [](test::FarDeal const& deal) {
    return deal.outcome == Outcome::open ? "Open" : "Closed";
  })));
  CHECK_THAT(text, containing("57 of 60 deals are closed, for example `D000`"));
}

TEST_CASE("stage outcomes: names in any script are names", "[unit][io]") {
  for (auto const& names :
       std::vector<test::EndNames>{{"تم الفوز", "خسارة"}, {"נסגר", "אבוד"}, {"ชนะ", "แพ้"}}) {
    INFO(names.won);
    CHECK_THAT(test::faults_of(read_deals(far_table(names))),
               containing("it is not clear whether these stages end a deal"));
  }
}
