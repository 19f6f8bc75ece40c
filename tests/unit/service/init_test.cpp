// tests/unit/service/init_test.cpp – the workspace that is drawn up from exports, with its doubts.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/init/init.hpp"

#include "tests/unit/service/init_books.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;

namespace {

TEST_CASE("init: columns of one's own are guessed with a reason, and the file can be read",
          "[unit][service]") {
  Folder const folder;
  auto const file = folder.write("deals.csv", acme);
  auto const draft = draft_of({file});
  CHECK(guessed(draft, "id") == "Deal");
  CHECK(guessed(draft, "stage") == "Step");
  CHECK(guessed(draft, "amount") == "Value");
  CHECK(guessed(draft, "created_date") == "Opened");
  CHECK(guessed(draft, "close_date") == "Expected close");
  CHECK(draft.groups == std::vector<std::string>{"Team"});
  auto const report = report_of({file});
  CHECK(report.refusal.empty());
  CHECK(report.questions.empty());
  CHECK(report.n_deals == 6);
  CHECK(report.n_open == 3);
  CHECK(report.n_won == 2);
  CHECK(report.n_lost == 1);
  CHECK(report.period.id == "2026-Q4");
  auto const text = text_of(report.file);
  CHECK_THAT(text, containing("amount: Value"));
  CHECK_THAT(text, containing("numbers from 8000 to 55000"));
  CHECK_THAT(text, containing("{name: Won, outcome: won}"));
  CHECK_THAT(text, containing("# 2 deals; won: its name says so"));
}

TEST_CASE("init: a workspace that is there is never overwritten", "[unit][service]") {
  Folder const folder;
  auto const file = folder.write("deals.csv", acme);
  auto const mine = folder.write("quarterdeck.yaml", "mine");
  auto const report = service::init({{file}, {}});
  REQUIRE_FALSE(report);
  CHECK(report.error().front().code == "QD-351");
  CHECK(report.error().front().fault == core::Fault::usage);
  CHECK(text_of(mine) == "mine");
}

TEST_CASE("init: what the reader asks is a question in the file, which is refused as before",
          "[unit][service]") {
  struct Asked {
    std::string code, csv, line;
  };
  std::string doubt = "id,stage,amount,created_date,close_date\n";
  std::string lines = "id,stage,amount,product,created_date,close_date\n";
  for (int i = 0; i < 12; ++i) {
    auto const* const stage = i % 2 == 0 ? "Signed" : "Proposal";
    doubt +=
        fmt::format("D{},{},{},2025-0{}-01,2025-0{}-20\n", i, stage, 100 + i, i % 4 + 1, i % 4 + 2);
    for (auto const* const product : {"A", "B"}) {
      lines += fmt::format("D{},{},{},{},2025-02-01,2025-03-01\n", i, i % 2 == 0 ? "Won" : "Lost",
                           100 + i, product);
    }
  }
  std::vector<Asked> const all{
      {"QD-210",
       "id,stage,amount,created_date,close_date\n1,Won,10,01/02/2026,03/04/2026\n"
       "2,Open,20,02/03/2026,04/05/2026\n",
       "    # date_format: dmy"},
      {"QD-211",
       "id,stage,amount,created_date,close_date\n1,Won,1.200,2026-01-02,2026-02-03\n"
       "2,Open,3.500,2026-01-02,2026-04-05\n",
       "    # decimal: \",\""},
      {"QD-223",
       "id,stage,amount,created_date,close_date\n1,Won,€10,2026-01-02,2026-02-03\n"
       "2,Open,€20,2026-01-02,2026-04-05\n3,Open,$30,2026-01-02,2026-04-05\n",
       "# currency_signs: {\"$\": USD}"},
      {"QD-240", doubt, "#   - {name: \"Signed\", outcome: won}"},
      {"QD-243", lines, "    # grain: lines"}};
  for (auto const& asked : all) {
    INFO(asked.code);
    Folder const folder;
    auto const file = folder.write("deals.csv", asked.csv);
    auto const report = report_of({file});
    REQUIRE(report.questions.size() == 1);
    REQUIRE_FALSE(report.refusal.empty());
    CHECK(report.refusal.front().code == asked.code);
    auto const text = text_of(report.file);
    CHECK_THAT(text, containing("QUESTION: "));
    CHECK_THAT(text, containing('\n' + asked.line));
    auto const session = service::open_tables({file}, {});
    REQUIRE_FALSE(session);
    CHECK(session.error().front().code == asked.code);
    CHECK(session.error().front().problem == report.refusal.front().problem);
  }
}

TEST_CASE("init: an answer is the line without its #, and several doubts are asked at once",
          "[unit][service]") {
  Folder const folder;
  auto const file = folder.write("deals.csv",
                                 "id,stage,amount,created_date,close_date\n"
                                 "1,Won,1.200,01/02/2026,03/04/2026\n"
                                 "2,Proposal,3.500,02/03/2026,04/05/2026\n");
  auto const report = report_of({file});
  CHECK(report.questions.size() == 2);
  auto text = text_of(report.file);
  for (std::string const line : {"# date_format: dmy", "# decimal: \",\""}) {
    auto const at = text.find(line);
    REQUIRE(at != std::string::npos);
    text.erase(at, 2);
  }
  folder.write("quarterdeck.yaml", text);
  service::Session const session(service::SessionRequest{folder.path(), {}, {}, {}, 1});
  auto const read = session.reading();
  INFO(test::faults_of(read));
  REQUIRE(read);
  CHECK((*read)->tables.records.deals[0].amount == 120000);
  CHECK(core::to_iso((*read)->tables.records.deals[0].created) == "2026-02-01");
}

TEST_CASE("init: a column that several could be is asked about, and one that none is refused",
          "[unit][service]") {
  Folder const folder;
  auto const file = folder.write("deals.csv",
                                 "key,phase,opened,alpha,beta\n1,Won,2026-01-02,10,20\n"
                                 "2,Proposal,2026-01-03,30,40\n");
  auto const report = report_of({file});
  REQUIRE(report.questions.size() == 1);
  REQUIRE_FALSE(report.refusal.empty());
  CHECK(report.refusal.front().code == "QD-205");
  auto const text = text_of(report.file);
  CHECK_THAT(text, containing("\n    #   amount: alpha  # numbers from 10 to 30"));
  CHECK_THAT(text, containing("\n    #   amount: beta  # numbers from 20 to 40"));
}

TEST_CASE("init: words of the data cannot break the file", "[unit][service]") {
  Folder const folder;
  auto const file =
      folder.write("deals.csv",
                   "id,stage,amount,created_date,\"a: b # \"\"c\"\"\"\n"
                   "1,\"yes: {no} # \"\"quoted\"\"\",10,2026-01-02,x\n2,\"null\",20,2026-01-02,y\n"
                   "3,\"Closed\nWon\",30,2026-01-02,x\n4,\"- [a, b]\\n\",30,2026-01-02,x\n");
  auto const report = report_of({file});
  CHECK(report.refusal.empty());
  CHECK(report.n_won == 1);
  CHECK(report.n_open == 3);
}

TEST_CASE("init: what it writes reads as the three lines that a person would write",
          "[unit][service]") {
  Folder const folder;
  auto const file = folder.write("deals.csv", plain_csv());
  auto const read = [&] {
    service::Session const session(service::SessionRequest{folder.path(), {}, {}, {}, 1});
    auto const reading = session.reading();
    INFO(test::faults_of(reading));
    REQUIRE(reading);
    std::string said;
    for (auto const& deal : (*reading)->tables.records.deals) {
      said += fmt::format("{} {} {} {}\n", deal.id, deal.stage, static_cast<int>(deal.outcome),
                          deal.amount);
    }
    for (auto const& finding : (*reading)->tables.findings) {
      said += fmt::format("{} {}\n", finding.code, finding.count);
    }
    return said;
  };
  auto const report = report_of({file});
  auto const drawn_up = read();
  folder.write("quarterdeck.yaml", "sources:\n  opportunities: {file: deals.csv}\n");
  CHECK(drawn_up == read());
  CHECK(report.n_deals == 24);
}

TEST_CASE("open_tables: the same book in memory, with what was taken for granted",
          "[unit][service]") {
  Folder const folder;
  auto const file = folder.write("deals.csv", acme);
  auto const session = service::open_tables({file}, {});
  INFO(test::faults_of(session));
  REQUIRE(session);
  auto const book = session->book();
  REQUIRE(book);
  CHECK((*book)->n_deals == 6);
  CHECK_FALSE(fs::exists(folder.path() / "quarterdeck.yaml"));
  std::string all;
  for (auto const& one : (*book)->assumptions) all += one + '\n';
  CHECK_THAT(all, containing("amount is \"Value\""));
  CHECK_THAT(all, containing("won: Won; as lost: Lost; open: Proposal, Negotiation"));
  CHECK_THAT(all, containing("Nothing tells the currency"));
}

}  // namespace
