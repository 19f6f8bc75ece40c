// tests/unit/io/read_records_test.cpp – tables of every kind become typed records.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/read_records.hpp"

#include <cmath>

#include "engine/table/duck.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;
using data::Outcome;
using test::containing;

namespace {

constexpr auto simple = "sources: {opportunities: {file: deals.csv}}\n";
constexpr auto header = "id,name,stage,amount,created_date,close_date\n";

core::Checked<io::ReadResult> read_deals(std::string const& csv,
                                         std::string_view workspace = simple) {
  test::Folder const folder;
  folder.write("deals.csv", csv);
  return test::read(folder, workspace);
}

core::Date day(std::string_view iso) { return *core::parse_iso_date(iso); }

}  // namespace

TEST_CASE("read records: deals by id with dates, cents and outcomes", "[unit][io]") {
  auto const read = read_deals(std::string(header) +
                               "b,Beta,Proposal,1200.5,2026-01-02,2026-12-31\n"
                               "a,\"Alpha, Inc\",Closed Won,300,2026-01-01,2026-03-04\n"
                               "c,Gamma,closed lost,,2026-02-01,2026-03-05\n");
  REQUIRE(test::faults_of(read) == "");
  auto const& deals = read->records.deals;
  REQUIRE(deals.size() == 3);
  CHECK(deals[0].id == "a");
  CHECK(deals[0].name == "Alpha, Inc");
  CHECK(deals[0].outcome == Outcome::won);
  CHECK(deals[0].amount == 30000);
  CHECK(deals[0].close_date == day("2026-03-04"));
  CHECK(deals[0].row == 3);
  CHECK(deals[1].outcome == Outcome::open);
  CHECK(deals[1].amount == 120050);
  CHECK(deals[2].outcome == Outcome::lost);
  CHECK(deals[2].amount == core::no_amount);
  CHECK(read->records.facts.newest == day("2026-03-05"));
  CHECK_FALSE(read->records.facts.has_stage_history);
  CHECK(read->n_rows == 3);
}

TEST_CASE("read records: one book in many dialects is one book", "[unit][io]") {
  test::Folder const folder;
  std::string const plain =
      "id,name,stage,amount,created_date,close_date\n"
      "1,Caf\xC3\xA9,Open,\"1,250.50\",25/01/2026,01/02/2026\n2,B,Won,7,01/01/2026,02/02/2026\n";
  auto const german = std::string(
      "id;name;stage;amount;created_date;close_date\r\n"
      "1;Caf\xE9;Open;1.250,50;25.01.2026;01.02.2026\r\n"
      "2;B;Won;7;01.01.2026;02.02.2026\r\n");
  std::string wide("\xFF\xFE", 2);
  for (char const c :
       std::string("id\tname\tstage\tamount\tcreated_date\tclose_date\n1\tCaf\xE9\tOpen\t1250.50"
                   "\t2026-01-25\t2026-02-01\n2\tB\tWon\t7\t2026-01-01\t2026-02-02\n")) {
    wide += c;
    wide += '\0';
  }
  std::string const titled =
      "Pipeline report\n\n" + plain + "\n\"Total\",,,1257.50,,\n\n" +
      "\"Confidential Information - Do Not Distribute\"\n" +
      "\"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\"\n";
  for (auto const& bytes : {plain, "\xEF\xBB\xBF" + plain, german, wide, titled}) {
    folder.write("deals.csv", bytes);
    auto const read =
        test::read(folder, "sources: {opportunities: {file: deals.csv, date_format: dmy}}\n");
    REQUIRE(test::faults_of(read) == "");
    auto const& deals = read->records.deals;
    REQUIRE(deals.size() == 2);
    CHECK(deals[0].name == "Café");
    CHECK(deals[0].amount == 125050);
    CHECK(deals[0].created == day("2026-01-25"));
    CHECK(deals[1].close_date == day("2026-02-02"));
    CHECK(test::count_of(read->findings, "row.malformed") == 0);
  }
}

TEST_CASE("read records: rows that do not fit are findings with their lines", "[unit][io]") {
  auto const read = read_deals(std::string(header) +
                               "1,\"a\nb\",Open,5,2026-01-01,\n"                 // lines 2 and 3
                               "2,short\n"                                       // 4
                               "\n"                                              // 5
                               "3,x,Open,5,2026-01-01,,extra\n"                  // 6
                               "4,\"x\" y,Open,5,2026-01-01,\n"                  // 7
                               ",,,,,\n"                                         // 8
                               "id,name,stage,amount,created_date,close_date\n"  // 9
                               "5,e,Open,tbd,2026-02-30,\n"                      // 10
                               "Grand Totals (3 records),,,15,,\n"               // 11
                               "Total Wine,Total Wine,Open,5,2026-01-01,2026-05-01\n");
  REQUIRE(test::faults_of(read) == "");
  auto const& findings = read->findings;
  REQUIRE(read->records.deals.size() == 3);
  CHECK(test::deal_of(*read, "1").row == 2);
  CHECK(test::deal_of(*read, "5").row == 10);
  CHECK(test::deal_of(*read, "Total Wine").row == 12);
  CHECK(test::count_of(findings, "row.malformed") == 3);
  CHECK(test::line_of(findings, "row.malformed") == 4);
  CHECK(test::line_of(findings, "row.blank") == 8);
  CHECK(test::line_of(findings, "row.header") == 9);
  CHECK(test::line_of(findings, "amount.unparsable") == 10);
  CHECK(test::line_of(findings, "date.unparsable") == 10);
  CHECK(test::line_of(findings, "row.footer") == 11);
  CHECK(test::count_of(findings, "row.lost") == 0);
  for (auto const& finding : findings) {
    if (finding.code == "row.malformed") {
      CHECK(finding.places[1].line == 6);
      CHECK(finding.places[2].line == 7);
    }
  }
}

TEST_CASE("read records: ids twice, absent or beyond telling apart", "[unit][io]") {
  auto const read = read_deals(std::string(header) +
                               "1,a,Open,5,2026-01-01,\n1,a,Won,6,2026-01-01,2026-02-01\n"
                               ",b,Open,7,2026-01-02,\n,,Open,8,2026-01-03,\n");
  REQUIRE(read);
  REQUIRE(read->records.deals.size() == 2);
  CHECK(test::deal_of(*read, "1").amount == 600);
  CHECK(test::deal_of(*read, "b |  | 2026-01-02").amount == 700);
  CHECK(test::line_of(read->findings, "id.duplicate") == 2);
  CHECK(test::line_of(read->findings, "id.missing") == 4);
  CHECK(test::line_of(read->findings, "id.conflict") == 5);
}

TEST_CASE("read records: a currency without a rate drops the deal", "[unit][io]") {
  test::Folder const folder;
  folder.write("rates.csv", "from,on,rate\neur,2026-01-01,1.1\n");
  folder.write("deals.csv",
               "id,stage,amount,currency,created_date\n1,Open,5,EUR,2026-01-01\n"
               "2,Open,5,XAF,2026-01-01\n3,Open,5,,2026-01-01\n4,Open,5,usd,2026-01-01\n");
  auto const read =
      test::read(folder, "rates: {file: rates.csv}\nsources: {opportunities: {file: deals.csv}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(read->records.deals.size() == 3);
  CHECK(test::line_of(read->findings, "currency.unknown") == 3);
  CHECK(read->records.rates.at("EUR", day("2026-06-01")) == 1.1);
  CHECK(read->records.text.at("currency")[2] == "USD");
}

TEST_CASE("read records: ambiguous days and amounts are refused, and settled by the workspace",
          "[unit][io]") {
  std::string const csv =
      "id,stage,amount,created_date\n1,Open,5.000,03/04/2026\n2,Open,6,05/06/2026\n";
  auto const text = test::faults_of(read_deals(csv));
  CHECK_THAT(text, containing("03/04/2026 (line 2) and 05/06/2026 (line 3)"));
  CHECK_THAT(text, containing("date_format: dmy"));
  CHECK_THAT(text, containing("`amount` has 5.000 (line 2)"));
  auto const settled = read_deals(
      csv, "sources: {opportunities: {file: deals.csv, date_format: mdy, decimal: \",\"}}\n");
  REQUIRE(settled);
  CHECK(settled->records.deals[0].created == day("2026-03-04"));
  CHECK(settled->records.deals[0].amount == 500000);
}

TEST_CASE("read records: missing tables and columns are diagnostics", "[unit][io]") {
  test::Folder const folder;
  auto const missing = test::read(folder, simple);
  REQUIRE_FALSE(missing);
  CHECK(missing.error()[0].fault == core::Fault::missing_input);
  auto const text = test::faults_of(read_deals("id,value,opened\n1,5,2026-01-01\n"));
  CHECK_THAT(text, containing("no column `stage`"));
  CHECK_THAT(text, containing("no column `amount`"));
  CHECK_THAT(text, containing("no column `created_date`"));
  CHECK_THAT(test::faults_of(read_deals(std::string(header) + "1,a,Open,5,2026-01-01,\n",
                                        "sources: {opportunities: {file: deals.csv, columns: "
                                        "{amount: amuont}}}\n")),
             containing("Did you mean `amount`?"));
  CHECK_THAT(test::faults_of(
                 read_deals(std::string(header) + "1,a,Open,5,2026-01-01,\n",
                            "groups: [region]\nsources: {opportunities: {file: deals.csv}}\n")),
             containing("`groups` names the column `region`"));
}

TEST_CASE("read records: stages and statuses by the workspace, values mapped", "[unit][io]") {
  auto const read = read_deals(
      "id,stage,status,amount,created_date,close_date,Tier\n1,Neu,,1,2026-01-01,,A\n"
      "2,Alt,gewonnen,2,2026-01-01,2026-02-01,B\n3,Neu,lost,3,2026-01-01,2026-02-01,A\n"
      "4,Odd,maybe,4,2026-01-01,,B\n",
      "stages: [{name: New}]\nsources: {opportunities: {file: deals.csv, values: {stage: {Neu: "
      "New}, "
      "status: {gewonnen: won}, Tier: {A: Gold}}}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(test::deal_of(*read, "1").stage == 0);
  CHECK(test::deal_of(*read, "1").outcome == Outcome::open);
  CHECK(test::deal_of(*read, "2").outcome == Outcome::won);
  CHECK(test::deal_of(*read, "2").stage == data::no_stage);
  CHECK(test::deal_of(*read, "3").outcome == Outcome::lost);
  CHECK(test::count_of(read->findings, "stage.unknown") == 2);
  CHECK(test::line_of(read->findings, "status.unknown") == 5);
  CHECK(read->records.text.at("Tier")[0] == "Gold");
}

TEST_CASE("read records: history becomes events in order, orphans are listed", "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv", std::string(header) +
                                "a,,Proposal,5,2026-01-01,2026-09-01\n"
                                "b,,Won,7,2026-01-01,2026-02-03\n");
  folder.write("history.csv",
               "id,changed_at,stage,amount,close_date\nb,2026-02-03,Won,7,2026-02-03\n"
               "b,2026-01-01,Lead,6,2026-03-01\na,2026-01-01,Lead,5,2026-08-01\n"
               "zz,2026-01-01,Lead,5,\na,2026-01-20,Proposal,,2026-09-01\na,,Lead,,\n"
               "a,2026-01-20,Lead,,\n");
  auto const read = test::read(folder,
                               "sources: {opportunities: {file: deals.csv}, "
                               "stage_history: {file: history.csv}}\n");
  REQUIRE(test::faults_of(read) == "");
  auto const& events = read->records.events;
  REQUIRE(events.size() == 5);
  auto const stage = [&](std::size_t i) {
    return read->records.stages[static_cast<std::size_t>(events[i].stage)].name;
  };
  CHECK(events[0].deal == 0);
  CHECK(stage(1) == "Proposal");
  CHECK(stage(2) == "Lead");
  CHECK(events[1].amount == core::no_amount);
  CHECK(events[3].changed_at == day("2026-01-01"));
  CHECK(stage(4) == "Won");
  CHECK(test::line_of(read->findings, "history.orphan") == 5);
  CHECK(test::line_of(read->findings, "history.undated") == 7);
  CHECK(read->records.facts.has_stage_history);
  CHECK(read->records.facts.has_amount_history);
  CHECK(read->records.facts.has_close_date_history);
  CHECK(read->records.stages[0].name == "Lead");
  CHECK(read->records.stages.back().outcome == Outcome::won);
}

TEST_CASE("read records: Parquet, JSON, SQL and compressed files give the deals of the CSV",
          "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv",
               std::string(header) +
                   "1,a,Open,5.125,2026-01-01,\n2,\"b, c\",Won,6.5,2026-01-02,2026-02-01\n");
  folder.write("deals.json",
               R"([{"id":1,"name":"a","stage":"Open","amount":5.125,"created_date":"2026-01-01"},
    {"id":2,"name":"b, c","stage":"Won","amount":6.5,"created_date":"2026-01-02","close_date":"2026-02-01"}])");
  io::Duck duck(folder.path());
  auto const target = [&](char const* name) {
    return io::sql_literal((folder.path() / name).string());
  };
  duck.run("COPY (FROM read_csv('deals.csv')) TO " + target("deals.parquet"));
  duck.run("COPY (FROM read_csv('deals.csv')) TO " + target("deals.csv.gz"));
  for (auto const* source : {"{file: deals.csv, decimal: \".\"}", "{file: deals.json}",
                             "{file: deals.parquet}", "{file: deals.csv.gz, decimal: \".\"}",
                             "{sql: \"select * from 'deals.csv' order by id; \"}",
                             "{sql: \"select * from read_csv('deals.csv') -- all of them\"}"}) {
    INFO(source);
    auto const read = test::read(folder, "sources: {opportunities: " + std::string(source) + "}\n");
    REQUIRE(test::faults_of(read) == "");
    REQUIRE(read->records.deals.size() == 2);
    CHECK(read->records.deals[0].amount == 513);
    CHECK(read->records.deals[1].name == "b, c");
    CHECK(read->records.deals[1].close_date == day("2026-02-01"));
    REQUIRE(read->inputs.size() == 1);
    CHECK(read->inputs[0].rows == 2);
    CHECK(read->inputs[0].sha256.size() == 64);
  }
}

TEST_CASE("read records: inputs and rows are named as the workspace writes them", "[unit][io]") {
  constexpr auto deals =
      "id,stage,amount,created_date\n1,Open,much,2026-01-01\n2,Open,5,2026-01-01\n";
  test::Folder const folder;
  std::filesystem::create_directories(folder.path() / "data");
  auto const file = folder.write("data/deals.csv", deals).string();
  auto const read_from = [&](std::string const& source) {
    auto const read = test::read(folder, "sources: {opportunities: " + source + "}\n");
    REQUIRE(test::faults_of(read) == "");
    REQUIRE(read->inputs.size() == 1);
    REQUIRE(read->findings.size() == 1);
    return std::pair(read->inputs[0].name, read->findings[0].places[0].file);
  };
  CHECK(read_from("{file: data/deals.csv}") ==
        std::pair<std::string, std::string>("data/deals.csv", file));
  CHECK(read_from("{files: data/*.csv}").first == "data/deals.csv");
  CHECK(read_from("{file: ../" + folder.path().filename().string() + "/data/deals.csv}").first ==
        "data/deals.csv");
  CHECK(read_from("{file: " + file + "}").first == file);
  std::string const by_query = "opportunities (sql)";
  CHECK(read_from("{sql: \"select * from 'data/deals.csv'\"}") == std::pair(by_query, by_query));
}

TEST_CASE("read records: a query that is refused says why, and reaches no network", "[unit][io]") {
  auto const fault = [](std::string const& sql) {
    return test::faults_of(read_deals("", "sources: {opportunities: {sql: \"" + sql + "\"}}\n"));
  };
  CHECK_THAT(fault("select nothing_here"), containing("nothing_here"));
  CHECK_THAT(fault("select 1) ; drop table x; select (2"),
             containing("QD") || containing("cannot be read"));
  CHECK_THAT(fault("select * from 'https://example.org/a.parquet'"), containing("cannot be read"));
}

TEST_CASE("read records: probabilities on either scale", "[unit][io]") {
  auto const head = std::string("id,stage,amount,created_date,probability\n");
  auto const percent = read_deals(head + "1,A,1,2026-01-01,75\n2,A,1,2026-01-01,150\n");
  REQUIRE(percent);
  CHECK(percent->records.deals[0].probability == 0.75);
  CHECK(std::isnan(percent->records.deals[1].probability));
  CHECK(test::count_of(percent->findings, "probability.unparsable") == 1);
  auto const share = read_deals(head + "1,A,1,2026-01-01,\"0,75\"\n2,A,1,2026-01-01,1\n");
  REQUIRE(share);
  CHECK(share->records.deals[0].probability == 0.75);
  CHECK(share->records.deals[1].probability == 1);
}

TEST_CASE("read records: exports of known CRMs need no column mapping", "[unit][io]") {
  auto const salesforce = read_deals(
      "\"Opportunity ID\",\"Opportunity Name\",\"Stage\",\"Amount "
      "Currency\",\"Amount\",\"Probability "
      "(%)\",\"Created Date\",\"Close Date\",\"Closed\",\"Won\"\n"
      "\"006A00000000001\",\"X\",\"Signed\",\"USD\",\"5\",\"100\",\"2026-01-01\",\"2026-02-01\","
      "\"1\",\"1\"\n"
      "\"006A00000000002\",\"Y\",\"Proposal\",\"USD\",\"6\",\"1\",\"2026-01-01\",\"2026-02-01\","
      "\"0\",\"0\"\n",
      "sources: {opportunities: {file: deals.csv, preset: salesforce}}\n");
  REQUIRE(test::faults_of(salesforce) == "");
  CHECK(salesforce->records.deals[0].outcome == Outcome::won);
  CHECK(salesforce->records.deals[1].probability == 0.01);
  auto const dynamics = read_deals(
      "(Do Not Modify) Opportunity,Topic,Status,Sales Stage,Est. Revenue,Actual Revenue,Est. close "
      "date,Actual Close Date,Created On\n"
      "1,X,Won,Close,10,12,46000,46010,45900\n2,Y,Open,Propose,10,,46000,,45900\n",
      "sources: {opportunities: {file: deals.csv, preset: dynamics}}\n");
  REQUIRE(test::faults_of(dynamics) == "");
  CHECK(dynamics->records.deals[0].amount == 1200);
  CHECK(dynamics->records.deals[0].close_date == day("2025-12-19"));
  CHECK(dynamics->records.deals[1].outcome == Outcome::open);
  auto const hubspot = read_deals(
      "Record ID,Deal Name,Deal Stage,Amount,Create Date,Close Date,Is Closed Won,Is Deal Closed?\n"
      "1,X,closedwon,10,2026-01-01 09:30,2026-02-01 10:00,true,true\n"
      "2,Y,Decision Maker Bought-In,10,2026-01-01 09:30,2026-02-01 10:00,false,false\n",
      "sources: {opportunities: {file: deals.csv, preset: hubspot}}\n");
  REQUIRE(test::faults_of(hubspot) == "");
  CHECK(hubspot->records.deals[0].outcome == Outcome::won);
  CHECK(hubspot->records.deals[1].outcome == Outcome::open);
}

TEST_CASE("read records: win rates keep their groups", "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv", std::string(header) + "1,,Lead,5,2026-01-01,\n");
  folder.write("rates.csv",
               "stage,segment,won,lost,median_days_to_close\nLead,SMB,10,30,45\nLead,Big,1,9,\n");
  auto const read = test::read(
      folder, "sources: {opportunities: {file: deals.csv}, win_rates: {file: rates.csv}}\n");
  REQUIRE(test::faults_of(read) == "");
  REQUIRE(read->records.win_rates.size() == 2);
  CHECK(read->records.win_rates[0].groups.at("segment") == "SMB");
  CHECK(read->records.win_rates[0].lost == 30);
  CHECK(read->records.win_rates[0].median_days_to_close == 45);
  CHECK_FALSE(read->records.win_rates[1].median_days_to_close);
}

TEST_CASE("read: a book of nothing is refused with the cause", "[unit][io]") {
  test::Folder const folder;
  auto const fault = [&](std::string_view table, std::string const& more = "") {
    folder.write("a.csv", table);
    return test::faults_of(test::read(folder, more + "sources: {opportunities: {file: a.csv}}\n"));
  };
  std::string const header = "id,stage,amount,currency,created_date\n";
  CHECK_THAT(fault(header), containing("no deal could be read (there are no rows below"));
  CHECK_THAT(fault("id,stage,amount,currency,created_date"),
             containing("(there are no rows below"));
  CHECK_THAT(fault(header + "a,Lead,5,XQZ,2026-01-01\n"),
             containing("1 rows were left out, for example `XQZ`"));
  CHECK_THAT(fault(header + "a,Lead,0,,2026-01-01\nb,Won,,,2026-01-01\n"),
             containing("no deal has an amount"));
  CHECK_THAT(fault(header + "a,Lead,-7,,2026-01-01\n"), containing("above zero"));
  CHECK_THAT(fault(header + "a,Lead,45k,,2026-01-01\n"),
             containing("1 amounts cannot be read, for example `45k`"));
  CHECK(fault(header + "a,Lead,0,,2026-01-01\n", "measure: count\n") == "");
}

TEST_CASE("read: columns of one name and values that no deal has are named", "[unit][io]") {
  test::Folder const folder;
  folder.write("a.csv",
               "id,stage,amount,created_date,region,region\na,Lead,5,2026-01-01,EMEA,x\n"
               "b,Lead,5,2026-01-01,EMEA,y\n");
  auto const read =
      test::read(folder,
                 "targets: [{name: T, period: 2026-Q1, amount: 5, where: {region: [EMEA, EMAE]}}]\n"
                 "sources: {opportunities: {file: a.csv}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(test::count_of(read->findings, "column.twice") == 1);
  CHECK(test::count_of(read->findings, "target.unseen_value") == 1);
  CHECK(test::line_of(read->findings, "target.unseen_value") == 1);
  CHECK(read->records.text.at("region")[1] == "EMEA");
}
