// tests/unit/io/snapshot_events_test.cpp – history from weekly exports.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/catch.hpp"
#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;
using data::Outcome;
using test::containing;

namespace {

constexpr auto head = "id,stage,amount,created_date,close_date\n";
constexpr auto workspace = "sources: {snapshots: {files: \"weekly/*.csv\"}}\n";

core::Date day(std::string_view iso) { return *core::parse_iso_date(iso); }

/// Three weeks: `old` was there before, `new` comes in week two, wins in week three; `gone`
/// vanishes after week one; `back` is missing in week two only.
void write_weeks(test::Folder const& folder) {
  folder.write("weekly/deals-2026-01-05.csv", std::string(head) +
                                                  "old,Lead,5,2025-11-01,2026-03-01\n"
                                                  "gone,Lead,6,2026-01-05,2026-03-01\n"
                                                  "back,Lead,7,2025-12-01,2026-03-01\n");
  folder.write("weekly/deals-20260112.csv", std::string(head) +
                                                "old,Proposal,5,2025-11-01,2026-04-01\n"
                                                "new,Lead,8,2026-01-09,2026-02-01\n");
  folder.write("weekly/report1768780800000.csv", std::string(head) +
                                                     "old,Proposal,5,2025-11-01,2026-04-01\n"
                                                     "new,Won,9,2026-01-09,2026-01-16\n"
                                                     "back,Lead,7,2025-12-01,2026-03-01\n");
}

std::vector<data::Event> events_of(io::ReadResult const& result, std::string_view id) {
  std::vector<data::Event> events;
  for (auto const& event : result.records.events) {
    if (result.records.deals[event.deal].id == id) events.push_back(event);
  }
  return events;
}

}  // namespace

TEST_CASE("snapshots: one that lacks a third of the open deals is told", "[unit][io]") {
  auto const n_incomplete = [](int n_open, int n_left) {
    test::Folder const folder;
    std::string const header = "id,stage,status,amount,created_date,close_date\n";
    std::string const closed = "w,Won,won,5,2026-01-01,2026-01-02\n";
    auto const week = [&](int n) {
      std::string text = header + closed;
      for (int i = 0; i < n; ++i) text += "d" + std::to_string(i) + ",Lead,open,5,2026-01-01,\n";
      return text;
    };
    folder.write("2026-01-05.csv", week(n_open));
    folder.write("2026-01-12.csv", week(n_open));
    folder.write("2026-01-19.csv", week(n_left));
    auto const read = test::read(folder, "sources: {snapshots: {files: \"*.csv\"}}\n");
    REQUIRE(test::faults_of(read) == "");
    CHECK(test::count_of(read->findings, "snapshot.vanished") == n_open - n_left);
    return test::count_of(read->findings, "snapshot.incomplete");
  };
  CHECK(n_incomplete(30, 19) == 1);
  CHECK(n_incomplete(30, 20) == 0);
  CHECK(n_incomplete(6, 2) == 0);
}

TEST_CASE("snapshots: changes are dated when they were seen, creation and closing by themselves",
          "[unit][io]") {
  test::Folder const folder;
  write_weeks(folder);
  auto const read = test::read(folder, workspace);
  REQUIRE(test::faults_of(read) == "");
  REQUIRE(read->records.deals.size() == 4);
  auto const old_events = events_of(*read, "old");
  REQUIRE(old_events.size() == 2);
  CHECK(old_events[0].changed_at == day("2026-01-05"));
  CHECK(old_events[1].changed_at == day("2026-01-12"));
  CHECK(old_events[1].amount == core::no_amount);
  CHECK(old_events[1].close_date == day("2026-04-01"));
  CHECK(test::deal_of(*read, "old").first_seen == core::no_date);
  CHECK(read->records.facts.snapshots_from == day("2026-01-05"));
  auto const new_events = events_of(*read, "new");
  REQUIRE(new_events.size() == 2);
  CHECK(new_events[0].changed_at == day("2026-01-09"));
  CHECK(new_events[1].changed_at == day("2026-01-16"));
  CHECK(new_events[1].amount == 900);
  CHECK(test::deal_of(*read, "new").first_seen == core::no_date);
  CHECK(test::deal_of(*read, "new").outcome == Outcome::won);
  CHECK(read->records.facts.newest == day("2026-01-19"));
  CHECK(read->records.facts.has_stage_history);
}

TEST_CASE("snapshots: a deal that never comes back is lost, one that does is not", "[unit][io]") {
  test::Folder const folder;
  write_weeks(folder);
  auto const read = test::read(folder, workspace);
  REQUIRE(read);
  auto const& gone = test::deal_of(*read, "gone");
  CHECK(gone.outcome == Outcome::lost);
  CHECK(gone.close_date == day("2026-01-12"));
  auto const events = events_of(*read, "gone");
  REQUIRE(events.size() == 2);
  CHECK(events[1].changed_at == day("2026-01-12"));
  CHECK(read->records.stages[static_cast<std::size_t>(events[1].stage)].outcome == Outcome::lost);
  CHECK(test::deal_of(*read, "back").outcome == Outcome::open);
  CHECK(test::count_of(read->findings, "snapshot.vanished") == 1);
  CHECK(test::count_of(read->findings, "snapshot.reappeared") == 1);
}

TEST_CASE("snapshots: the day may stand in a column, and must stand somewhere", "[unit][io]") {
  test::Folder const folder;
  folder.write("weekly/all.csv",
               "id,stage,amount,created_date,as_of\na,Lead,5,2026-01-01,2026-01-05\n"
               "a,Won,6,2026-01-01,2026-01-12\n");
  auto const read = test::read(folder, workspace);
  REQUIRE(test::faults_of(read) == "");
  REQUIRE(read->records.events.size() == 2);
  CHECK(read->records.events[1].changed_at == day("2026-01-12"));
  folder.write("weekly/all.csv", "id,stage,amount,created_date\na,Lead,5,2026-01-01\n");
  CHECK_THAT(test::faults_of(test::read(folder, workspace)), containing("no column `as_of`"));
}

TEST_CASE("snapshots: beside an opportunity table they give the history alone", "[unit][io]") {
  test::Folder const folder;
  write_weeks(folder);
  folder.write("deals.csv", std::string(head) + "old,Won,50,2025-11-01,2026-02-01\n");
  auto const read = test::read(
      folder,
      "sources: {opportunities: {file: deals.csv}, snapshots: {files: \"weekly/*.csv\"}}\n");
  REQUIRE(test::faults_of(read) == "");
  REQUIRE(read->records.deals.size() == 1);
  CHECK(read->records.deals[0].amount == 5000);
  CHECK(read->records.events.size() == 2);
  CHECK(test::count_of(read->findings, "history.orphan") == 3);
}

TEST_CASE("snapshots: open deals alone cannot tell won from lost, and that is refused",
          "[unit][io]") {
  test::Folder const folder;
  folder.write("weekly/deals-2026-01-05.csv",
               std::string(head) + "a,Lead,5,2026-01-01,\nb,Lead,5,2026-01-01,\n");
  CHECK(test::faults_of(test::read(folder, workspace)) == "");
  folder.write("weekly/deals-2026-01-12.csv", std::string(head) + "a,Lead,5,2026-01-01,\n");
  auto const read = test::read(folder, workspace);
  CHECK_THAT(test::faults_of(read), containing("no snapshot shows a closed deal, while 1 deals"));
  folder.write("deals.csv", std::string(head) + "b,Won,50,2026-01-01,2026-01-09\n");
  auto const beside = test::read(
      folder,
      "sources: {opportunities: {file: deals.csv}, snapshots: {files: \"weekly/*.csv\"}}\n");
  CHECK(test::faults_of(beside) == "");
}

TEST_CASE("snapshots: what is closed in the first file was so on its own day", "[unit][io]") {
  test::Folder const folder;
  std::string const header = "id,stage,status,amount,created_date,close_date\n";
  std::string const closed = "w,Won,won,5,2024-02-01,2024-06-30\n";
  folder.write("2026-01-05.csv", header + closed + "o,Lead,open,5,2025-12-01,2026-03-01\n");
  folder.write("2026-01-12.csv", header + closed + "o,Lead,open,5,2025-12-01,2026-03-01\n" +
                                     "late,Won,won,5,2025-11-01,2025-12-31\n");
  auto const read = test::read(folder, "sources: {snapshots: {files: \"*.csv\"}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(events_of(*read, "w").at(0).changed_at == day("2024-06-30"));
  CHECK(test::deal_of(*read, "w").first_seen == core::no_date);
  // Nobody knew of this one before the second file.
  CHECK(events_of(*read, "late").at(0).changed_at == day("2026-01-12"));
  CHECK(test::deal_of(*read, "late").first_seen == day("2026-01-12"));
}

TEST_CASE("snapshots: a history beside them keeps all that it tells", "[unit][io]") {
  test::Folder const folder;
  write_weeks(folder);
  folder.write("history.csv",
               "id,changed_at,stage\nold,2025-11-01,Lead\nold,2025-12-15,Proposal\n"
               "new,2026-01-09,Lead\nnew,2026-01-16,Won\nback,2025-12-01,Lead\n"
               "gone,2026-01-05,Lead\n");
  auto const read = test::read(folder,
                               "sources:\n  snapshots: {files: \"weekly/*.csv\"}\n"
                               "  stage_history: {file: history.csv}\n");
  REQUIRE(test::faults_of(read) == "");
  auto const events = events_of(*read, "old");
  REQUIRE(events.size() == 4);
  CHECK(events[0].changed_at == day("2025-11-01"));
  CHECK(events[1].changed_at == day("2025-12-15"));
  CHECK(events[2].stage == data::no_stage);  // amount and close date, which the history lacks
  CHECK(events[2].amount == 500);
  CHECK(events[3].close_date == day("2026-04-01"));
  CHECK(read->records.facts.snapshots_from == core::no_date);
}
