// tests/unit/io/record_facts_test.cpp – what the records tell of the past, and what leaks.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/record_facts.hpp"

#include <filesystem>

#include "tests/support/catch.hpp"
#include "tests/support/skip.hpp"
#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;
using data::Outcome;

namespace {

namespace fs = std::filesystem;

core::Date day(std::string_view iso) { return *core::parse_iso_date(iso); }

/// Sixty deals, a third each open, won and lost, with one text column `x` filled by outcome.
io::ReadResult book(bool open_filled, bool won_filled, bool lost_filled) {
  io::ReadResult result;
  for (int i = 0; i < 60; ++i) {
    data::DealRecord deal;
    deal.id = std::to_string(i);
    deal.outcome = static_cast<Outcome>(i % 3);
    deal.amount = deal.outcome == Outcome::lost ? 0 : 100;
    deal.close_date = day("2026-03-10") + core::Days(i);
    deal.created = day("2026-01-01");
    bool const filled = i % 3 == 0 ? open_filled : i % 3 == 1 ? won_filled : lost_filled;
    result.records.text["x"].push_back(filled ? "value" : "");
    result.records.deals.push_back(deal);
  }
  io::derive_facts(result, "deals.csv");
  return result;
}

fs::path public_data(std::string const& name) {
  return fs::path(QUARTERDECK_SOURCE_DIR) / "../shared/data" / name;
}

bool is_there(fs::path const& file) {
  if (fs::exists(file)) return true;
  test::skip("there is no " + file.lexically_normal().string());
  return false;
}

}  // namespace

TEST_CASE("record facts: columns that only closing fills in are found", "[unit][io]") {
  using Names = std::vector<std::string>;
  CHECK(book(false, true, true).records.facts.columns_known_at_close == Names{"x"});
  CHECK(book(false, false, true).records.facts.columns_known_at_close == Names{"x"});
  CHECK(book(true, true, true).records.facts.columns_known_at_close.empty());
  CHECK(book(true, false, false).records.facts.columns_known_at_close.empty());
  CHECK(test::count_of(book(false, true, true).findings, "leak.column_known_at_close") == 1);
}

TEST_CASE("record facts: zero on every lost deal is unknown", "[unit][io]") {
  auto const result = book(true, true, true);
  CHECK(result.records.deals[2].amount == core::no_amount);
  CHECK(result.records.deals[1].amount == 100);
  CHECK(test::count_of(result.findings, "amount.zero_on_lost") == 20);
}

TEST_CASE("record facts: the newest day is one on which something was learned, no close date",
          "[unit][io]") {
  auto const result = book(true, true, true);
  CHECK(result.records.facts.newest == day("2026-01-01"));
  io::ReadResult open;
  open.records.deals.resize(1);
  open.records.deals[0].created = day("2026-01-01");
  open.records.deals[0].close_date = day("2026-12-31");
  io::derive_facts(open, "");
  CHECK(open.records.facts.newest == day("2026-01-01"));
  CHECK(open.records.facts.complete_from == core::no_date);
}

TEST_CASE("record facts: closings are complete from the first month that is not a trickle",
          "[unit][io]") {
  std::vector<core::Date> days{day("2025-06-15")};
  for (int month = 1; month <= 6; ++month) {
    for (int i = 0; i < 20; ++i) {
      days.push_back(core::make_date(2026, static_cast<unsigned>(month), 5) + core::Days(i));
    }
  }
  CHECK(io::complete_from(days) == day("2026-01-01"));
  CHECK(io::complete_from({}) == core::no_date);
}

TEST_CASE("record facts: a slip far ahead does not move the end of the data", "[unit][io]") {
  std::vector<core::Date> days;
  for (int i = 0; i < 400; ++i) days.push_back(day("2026-01-01") + core::Days(i % 200));
  auto const end = day("2026-01-01") + core::Days(199);
  CHECK(io::end_of_data(days) == end);
  auto slips = days;
  slips.insert(slips.begin() + 7, {day("2199-01-01"), day("2062-05-05")});
  CHECK(io::end_of_data(slips) == end);
  auto new_quarter = days;
  new_quarter.insert(new_quarter.end(), 6, day("2027-06-01"));
  CHECK(io::end_of_data(new_quarter) == day("2027-06-01"));
  auto batch = days;
  batch.insert(batch.end(), 21, day("2206-01-01"));
  CHECK(io::end_of_data(batch) == end);
  batch.insert(batch.end(), 40, day("2206-01-01"));
  CHECK(io::end_of_data(batch) == day("2206-01-01"));
  std::vector<core::Date> small(days.begin(), days.begin() + 12);
  small.push_back(day("2062-01-01"));
  CHECK(io::end_of_data(small) == day("2026-01-12"));
  days.push_back(end + core::Days(30));
  CHECK(io::end_of_data(days) == end + core::Days(30));
  CHECK(io::end_of_data({day("2026-01-01"), day("2030-01-01")}) == day("2030-01-01"));
  CHECK(io::end_of_data({}) == core::no_date);
}

TEST_CASE("record facts: the name of an exported report tells its day", "[unit][io]") {
  test::Folder const folder;
  folder.write("report1642777476321.csv",
               "id,stage,amount,created_date,close_date\n1,Open,5,2022-01-02,2022-03-02\n");
  auto const read =
      test::read(folder, "sources: {opportunities: {file: report1642777476321.csv}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(read->records.facts.newest == day("2022-01-21"));
}

TEST_CASE("record facts: rows with dates far ahead are named", "[unit][io]") {
  test::Folder const folder;
  std::string table = "id,stage,amount,created_date,close_date\n";
  for (int i = 0; i < 120; ++i) table += "d" + std::to_string(i) + ",Won,5,2026-01-02,2026-02-02\n";
  folder.write("a.csv", table + "slip,Won,5,2062-01-02,2062-02-02\n");
  auto const read = test::read(folder, "sources: {opportunities: {file: a.csv}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(read->records.facts.newest == day("2026-01-02"));
  CHECK(test::count_of(read->findings, "date.far_ahead") == 1);
  CHECK(test::line_of(read->findings, "date.far_ahead") == 122);
}

TEST_CASE("record facts: deals with an event far ahead are named", "[unit][io]") {
  test::Folder const folder;
  std::string table = "id,stage,amount,created_date\n";
  std::string events = "id,changed_at,stage\n";
  for (int i = 0; i < 120; ++i) {
    table += "d" + std::to_string(i) + ",Open,5,2026-01-02\n";
    events += "d" + std::to_string(i) + ",2026-01-02,Open\n";
  }
  folder.write("a.csv", table);
  folder.write("h.csv", events + "d7,2062-01-02,Offer\n");
  auto const read =
      test::read(folder, "sources: {opportunities: {file: a.csv}, stage_history: {file: h.csv}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(read->records.facts.newest == day("2026-01-02"));
  CHECK(test::count_of(read->findings, "date.far_ahead") == 1);
  CHECK(test::line_of(read->findings, "date.far_ahead") == 9);
}

TEST_CASE("record facts: the maven book is read whole, with its quirks as findings",
          "[unit][io][outside]") {
  auto const file = public_data("maven-crm/sales_pipeline.csv");
  if (!is_there(file)) return;
  test::Folder const folder;
  auto const read =
      test::read(folder, "sources: {opportunities: {file: \"" + file.string() +
                             "\", columns: {created_date: engage_date, amount: close_value}}}\n");
  REQUIRE(test::faults_of(read) == "");
  auto const& facts = read->records.facts;
  CHECK(read->records.deals.size() == 8800);
  CHECK(facts.newest == day("2017-12-27"));
  CHECK(facts.complete_from == day("2017-03-01"));
  CHECK(facts.columns_known_at_close == std::vector<std::string>{"account"});
  CHECK(test::count_of(read->findings, "amount.zero_on_lost") == 2473);
  core::Minor won = 0;
  for (auto const& deal : read->records.deals) {
    bool const in_fourth = deal.close_date >= day("2017-10-01");
    if (deal.outcome == Outcome::won && in_fourth) won += deal.amount;
  }
  CHECK(won == 280249600);
}

TEST_CASE("record facts: the synthetic book brings its whole history", "[unit][io][outside]") {
  auto const file = public_data("synthetic-crm/opportunities.csv");
  if (!is_there(file)) return;
  test::Folder const folder;
  auto const read =
      test::read(folder, "sources: {opportunities: {file: \"" + file.string() +
                             "\"}, stage_history: {file: \"" +
                             public_data("synthetic-crm/stage_history.csv").string() + "\"}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(read->records.deals.size() == 1850);
  CHECK(read->records.events.size() == 8435);
  CHECK(read->records.facts.has_close_date_history);
  CHECK(read->findings.empty());
}
