// tests/unit/io/row_identity_test.cpp – rows that are no deals, and rows that are one.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/row_identity.hpp"

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

test::EndNames const plain{"Won", "Lost"};

int total_of_far_deals() {
  int total = 0;
  for (auto const& deal : test::far_deals()) total += deal.amount;
  return total;
}

}  // namespace

TEST_CASE("row identity: totals, averages and notes are no deals, in any language", "[unit][io]") {
  auto const total = total_of_far_deals();
  for (auto const& tail : std::vector<std::string>{
           fmt::format("Total,,{},,\n", total), fmt::format("Summe,,{},,\n", total),
           fmt::format("Gesamtsumme (60 Datensätze),,{},,\n", total),
           fmt::format("Suma total,,{},,\n", total), fmt::format("合計,,{},,\n", total),
           fmt::format(",Total,{},,\n", total), fmt::format(",,{},,Total\n", total),
           fmt::format(",,{},,\n", total), fmt::format("Average,,{},,\n", total / 60),
           fmt::format("North Total,,{},,\nSouth Total,,{},,\n", total / 2, total / 2),
           fmt::format("Итого,-,{},,\n", total), std::string("Datum: 15.11.2026,,,,\n"),
           // The label stands where the stage does, and the amount gives it away.
           fmt::format("60 deals,All stages,{},,\n", total)}) {
    INFO(tail);
    auto const read = read_deals(far_table(plain, tail));
    REQUIRE(test::faults_of(read) == "");
    CHECK(sums_of(read->records) == far_sums());
    CHECK(test::line_of(read->findings, "row.footer") == 62);
  }
}

TEST_CASE("row identity: a deal that lacks one thing is still a deal", "[unit][io]") {
  auto const read = read_deals(far_table(plain,
                                         "X1,Proposal,123,,2026-06-01\n"
                                         ",Proposal,456,2026-05-01,2026-06-01\n"));
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records).n_open == far_sums().n_open + 2);
  CHECK(test::count_of(read->findings, "row.footer") == 0);
}

TEST_CASE("row identity: true copies are dropped", "[unit][io]") {
  auto const read = read_deals(far_table(plain, "D000,Won,1000,2025-01-06,2025-01-27\n"));
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records) == far_sums());
  CHECK(test::line_of(read->findings, "id.duplicate") == 2);
}

TEST_CASE("row identity: rows of one id that differ are refused with examples", "[unit][io]") {
  for (auto const* row :
       {"D000,Won,1001,2025-01-06,2025-01-27\n", "D000,Lost,1000,2025-01-06,2025-01-27\n",
        "D000,Won,1000,2025-01-06,2025-01-28\n"}) {
    INFO(row);
    auto const csv = far_table(plain, row);
    auto const text = test::faults_of(read_deals(csv));
    CHECK_THAT(text, containing("1 id stands in several rows that differ"));
    CHECK_THAT(text, containing("`D000` (line 2: 1,000, Won, 2025-01-27; line 62:"));
    auto const versions =
        read_deals(csv, "sources: {opportunities: {file: deals.csv, grain: versions}}\n");
    REQUIRE(test::faults_of(versions) == "");
    CHECK(test::deal_of(*versions, "D000").row == 62);
  }
}

TEST_CASE("row identity: lines of a deal are added up, told by their products", "[unit][io]") {
  std::string csv = "Opportunity ID,Stage,Created Date,Close Date,Product Name,Total Price\n";
  for (auto const& deal : test::far_deals()) {
    int const n = 1 + deal.number % 3;
    auto const stage = deal.outcome == Outcome::open  ? "Proposal"
                       : deal.outcome == Outcome::won ? "Won"
                                                      : "Lost";
    int rest = deal.amount;
    for (int i = 0; i < n; ++i) {
      int const part = i + 1 == n ? rest : deal.amount / (n + 1);
      rest -= part;
      csv += fmt::format("D{:03},{},{},{},P{},{}\n", deal.number, stage, deal.created, deal.close,
                         i, part);
    }
  }
  auto const source = [](std::string const& more) {
    return "sources: {opportunities: {file: deals.csv, preset: salesforce, columns: {amount: Total "
           "Price}" +
           more + "}}\n";
  };
  auto const read = read_deals(csv, source(""));
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records) == far_sums());
  CHECK(test::count_of(read->findings, "id.lines") == 40);
  auto const said = read_deals(csv, source(", grain: lines"));
  REQUIRE(test::faults_of(said) == "");
  CHECK(sums_of(said->records) == far_sums());
}

TEST_CASE("row identity: one amount beside several products may mean either", "[unit][io]") {
  std::string const csv =
      "id,stage,amount,created_date,close_date,product\n1,Won,500,2026-01-01,2026-02-01,A\n"
      "1,Won,500,2026-01-01,2026-02-01,B\n2,Lost,300,2026-01-01,2026-02-01,A\n";
  CHECK_THAT(test::faults_of(read_deals(csv)), containing("grain: deals"));
  auto const amount = [&](char const* grain) {
    auto const read = read_deals(
        csv, fmt::format("sources: {{opportunities: {{file: deals.csv, grain: {}}}}}\n", grain));
    return test::deal_of(*read, "1").amount;
  };
  CHECK(amount("deals") == 50'000);
  CHECK(amount("lines") == 100'000);
}

TEST_CASE("row identity: rounded ids are none", "[unit][io]") {
  std::string csv = "id,stage,amount,created_date,close_date\n";
  std::string history = "id,changed_at,stage\n";
  for (auto const& deal : test::far_deals()) {
    auto const id = fmt::format("3.0{}E+11", 64 + deal.number / 10);
    csv += fmt::format("{},{},{},{},{}\n", id,
                       deal.outcome == Outcome::open  ? "Proposal"
                       : deal.outcome == Outcome::won ? "Won"
                                                      : "Lost",
                       deal.amount, deal.created, deal.close);
    history += fmt::format("{},{},Proposal\n", id, deal.created);
  }
  auto const read = read_deals(csv);
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records) == far_sums());
  CHECK(test::count_of(read->findings, "id.rounded") == 60);
  test::Folder const folder;
  folder.write("deals.csv", csv);
  folder.write("history.csv", history);
  auto const refused = test::read(folder,
                                  "sources: {opportunities: {file: deals.csv}, "
                                  "stage_history: {file: history.csv}}\n");
  CHECK_THAT(test::faults_of(refused), containing("rounded 60 ids, for example `3.064E+11`"));
}

TEST_CASE("row identity: rows without ids that nothing tells apart are deals of their own",
          "[unit][io]") {
  std::string const rows =
      "name,stage,amount,created_date\nA,Open,5,2026-01-01\nA,Open,7,2026-01-01\n"
      ",Open,9,2026-01-02\n";
  auto const read = read_deals(rows);
  REQUIRE(test::faults_of(read) == "");
  REQUIRE(read->records.deals.size() == 3);
  CHECK(test::deal_of(*read, "deals.csv:3").amount == 700);
  CHECK(test::deal_of(*read, "deals.csv:4").amount == 900);
  CHECK(test::count_of(read->findings, "id.of_line") == 3);
}

TEST_CASE("row identity: ids of Salesforce in two lengths, and in two cases", "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv",
               "id,stage,amount,created_date\n006A000000abcDEIAZ,Open,5,2026-01-01\n"
               "006A000000ABCDEIAZ,Open,6,2026-01-01\n");
  folder.write("history.csv", "id,changed_at,stage\n006A000000abcDE,2026-01-02,Offer\n");
  auto const read = test::read(folder,
                               "sources: {opportunities: {file: deals.csv}, "
                               "stage_history: {file: history.csv}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(read->records.events.size() == 1);
  CHECK(read->records.deals.size() == 2);
  CHECK(test::count_of(read->findings, "id.case") == 1);
}

TEST_CASE("row identity: a history of other ids is refused", "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv", far_table(plain));
  folder.write("history.csv", "id,changed_at,stage\nd000,2025-01-06,Proposal\n");
  auto const read = test::read(folder,
                               "sources: {opportunities: {file: deals.csv}, "
                               "stage_history: {file: history.csv}}\n");
  CHECK_THAT(test::faults_of(read), containing("none of the 1 events"));
  CHECK_THAT(test::faults_of(read), containing("`d000`"));
}

TEST_CASE("row identity: merged deals are left out with their past", "[unit][io]") {
  test::Folder const folder;
  folder.write(
      "deals.csv",
      "id,stage,amount,created_date,merged_into,Merged Deal IDs\n1,Open,5,2026-01-01,,4;5\n"
      "2,Open,6,2026-01-01,1,\n3,Open,7,2026-01-01,9,\n4,Open,8,2026-01-01,,\n");
  folder.write("history.csv", "id,changed_at,stage\n1,2026-01-01,Open\n2,2026-01-01,Open\n");
  auto const read = test::read(folder,
                               "sources: {opportunities: {file: deals.csv}, "
                               "stage_history: {file: history.csv}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(read->records.deals.size() == 2);  // 3 was merged into a deal that is not there
  CHECK(test::deal_of(*read, "3").amount == 700);
  CHECK(test::count_of(read->findings, "deal.merged") == 2);
  CHECK(test::count_of(read->findings, "history.merged") == 1);
  CHECK(test::count_of(read->findings, "history.orphan") == 0);
  CHECK(read->records.events.size() == 1);
}

TEST_CASE("row identity: a deal merged away between snapshots is not lost", "[unit][io]") {
  test::Folder const folder;
  std::string const header = "id,stage,amount,created_date,close_date,merged_ids\n";
  folder.write("weekly/2026-01-05.csv", header +
                                            "1,Open,5,2026-01-01,2026-03-01,\n"
                                            "2,Open,6,2026-01-02,2026-03-01,\n"
                                            "3,Open,7,2026-01-02,2026-03-01,\n");
  folder.write("weekly/2026-01-12.csv", header +
                                            "1,Open,5,2026-01-01,2026-03-01,2\n"
                                            "3,Won,7,2026-01-02,2026-01-10,\n");
  auto const read = test::read(folder, "sources: {snapshots: {files: \"weekly/*.csv\"}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(read->records.deals.size() == 2);
  CHECK(test::count_of(read->findings, "snapshot.vanished") == 0);
  CHECK(test::count_of(read->findings, "deal.merged") == 1);
}

TEST_CASE("row identity: a row of words alone is no deal", "[unit][io]") {
  for (auto const* row :
       {"Exported by,Ann,,,\n", "Rows,260,,,\n", "Identifier,Step,Value,Begun,Ended\n",
        "text,text,currency,date,date\n"}) {
    INFO(row);
    auto const read = read_deals(far_table(plain, row));
    REQUIRE(test::faults_of(read) == "");
    CHECK(sums_of(read->records) == far_sums());
    CHECK(test::line_of(read->findings, "row.footer") == 62);
  }
  // In a stage that other deals have it may be a deal of which little is known.
  auto const read = read_deals(far_table(plain, "X1,Proposal,,,\n"));
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records).n_open == far_sums().n_open + 1);
}

TEST_CASE("row identity: the row of the deal among its lines is not added", "[unit][io]") {
  std::string csv = "id,stage,amount,created_date,close_date,product\n";
  for (auto const& deal : test::far_deals()) {
    auto const* stage = deal.outcome == Outcome::won    ? "Won"
                        : deal.outcome == Outcome::lost ? "Lost"
                                                        : "Proposal";
    auto const row = [&](int amount, std::string const& product) {
      csv += fmt::format("D{:03},{},{},{},{},{}\n", deal.number, stage, amount, deal.created,
                         deal.close, product);
    };
    row(deal.amount, "");
    row(deal.amount / 4, "Licence");
    row(deal.amount - deal.amount / 4, "Service");
  }
  auto const read = read_deals(csv);
  REQUIRE(test::faults_of(read) == "");
  CHECK(sums_of(read->records) == far_sums());
  auto const& findings = read->findings;
  auto const lines = std::ranges::find(findings, std::string("id.lines"), &data::Finding::code);
  REQUIRE(lines != findings.end());
  CHECK(lines->extent.deals == 60);
  CHECK(lines->extent.won_money == far_sums().won);
}

TEST_CASE("row identity: copies of many deals are told at the top", "[unit][io]") {
  std::string copies;
  auto const whole = far_table(plain);
  auto const first = whole.find('\n') + 1;
  copies = whole.substr(first);
  auto const top_of = [](core::Checked<io::ReadResult> const& read) {
    auto const& all = read->findings;
    return std::ranges::find(all, std::string("id.duplicate"), &data::Finding::code)->top;
  };
  CHECK(top_of(read_deals(far_table(plain, copies))));
  CHECK_FALSE(top_of(read_deals(far_table(plain, copies.substr(0, copies.find('\n') + 1)))));
}
