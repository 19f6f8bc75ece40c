// tests/unit/io/stage_questions_test.cpp – deals and stages of which nobody says what they are.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/stage_questions.hpp"

#include "tests/support/catch.hpp"
#include "tests/unit/io/foreign_rows.hpp"

using namespace quarterdeck;
using data::Outcome;
using test::containing;
using test::far_sums;
using test::far_table;
using test::read_deals;
using test::sums_of;

namespace {

/// The lines to paste of the first fault, as a workspace.
std::string answer(core::Checked<io::ReadResult> const& read) {
  std::string text;
  for (auto const& line : read.error().front().lines) text += line + "\n";
  return text + test::one_table;
}

}  // namespace

TEST_CASE("stage questions: a name in doubt is asked about, and the answer can be pasted",
          "[unit][io]") {
  auto const csv = far_table({"Signed", "Closed Lost"});
  auto const asked = read_deals(csv);
  REQUIRE_FALSE(asked);
  CHECK(asked.error().front().code == "QD-240");
  CHECK(asked.error().front().fault == core::Fault::data);
  auto const text = test::faults_of(asked);
  CHECK_THAT(text, containing("`Signed` (19 deals; its name speaks of an end"));
  CHECK_THAT(text, containing("\n    stages:\n"));
  CHECK_THAT(text, containing("\n      - {name: \"Signed\", outcome: won} # ?"));
  auto const read = read_deals(csv, answer(asked));
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records) == far_sums());
}

TEST_CASE("stage questions: a stage whose deals stopped moving is asked about", "[unit][io]") {
  auto const asked = read_deals(far_table({"Closed Won", "Closed Lost", "Alpha"}));
  REQUIRE_FALSE(asked);
  auto const text = test::faults_of(asked);
  CHECK_THAT(text, containing("`Alpha` (19 deals; 16 of its deals stopped moving long ago)"));
  CHECK_THAT(text, containing("{name: \"Closed Won\", outcome: won}"));
  CHECK_THAT(text, !containing("\"Proposal\", outcome"));
}

TEST_CASE("stage questions: an answer settles a stage that stopped moving", "[unit][io]") {
  auto const csv = far_table({"Closed Won", "Closed Lost", "Alpha"});
  auto const read = read_deals(
      csv, "stages: [{name: Proposal}, {name: Alpha}, {name: Closed Won}, {name: Closed Lost}]\n" +
               std::string(test::one_table));
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records).n_open > far_sums().n_open);
}

TEST_CASE("stage questions: old deals and none closed", "[unit][io]") {
  auto const csv = far_table({"Proposal", "Proposal"});
  auto const text = test::faults_of(read_deals(csv));
  CHECK_THAT(text, containing("no deal is closed") || containing("stopped moving"));
  CHECK_THAT(text, containing("stages:"));
  // Young deals alone are an export of the open ones.
  auto const young = read_deals(
      "id,stage,amount,created_date,close_date\n1,Proposal,5,2026-09-01,2026-12-15\n"
      "2,Proposal,5,2026-09-02,2026-12-15\n");
  CHECK(test::faults_of(young) == "");
}

TEST_CASE("stage questions: statuses that tell of every deal leave nothing to ask", "[unit][io]") {
  std::string csv = "id,stage,status,amount,created_date,close_date\n";
  for (auto const& deal : test::far_deals()) {
    csv += fmt::format("D{:03},Signed,{},{},{},{}\n", deal.number,
                       deal.outcome == Outcome::open  ? "open"
                       : deal.outcome == Outcome::won ? "won"
                                                      : "lost",
                       deal.amount, deal.created, deal.close);
  }
  auto const read = read_deals(csv);
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records) == far_sums());
}

TEST_CASE("stage questions: a deal without stage and status is left out, unless history tells",
          "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv", far_table({"Won", "Lost"},
                                      "X1,,70000,2026-05-01,2026-06-01\n"
                                      "X2,-,80000,2026-05-01,2026-06-01\n"));
  auto const read = test::read(folder, test::one_table);
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records) == far_sums());
  REQUIRE(test::count_of(read->findings, "row.no_stage") == 2);
  for (auto const& finding : read->findings) {
    if (finding.code != "row.no_stage") continue;
    CHECK(finding.doubtful);
    CHECK(finding.extent == data::Extent{2, 0, 15'000'000, 15'000'000});
    CHECK(finding.places[0].line == 62);
  }
  folder.write("history.csv",
               "id,changed_at,stage\nD000,2025-01-06,Proposal\n"
               "X2,2026-05-01,Proposal\n");
  auto const told = test::read(folder,
                               "sources: {opportunities: {file: deals.csv}, "
                               "stage_history: {file: history.csv}}\n");
  REQUIRE(test::faults_of(told) == "");
  CHECK(test::count_of(told->findings, "row.no_stage") == 1);
  CHECK(test::deal_of(*told, "X2").amount == 8'000'000);
  CHECK(told->records.events.back().deal + 1 == told->records.deals.size());
}
