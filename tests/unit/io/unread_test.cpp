// tests/unit/io/unread_test.cpp – columns that can be read in part are refused, not guessed.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/unit/io/foreign_rows.hpp"
#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;
using test::containing;

namespace {

/// A table of 200 deals in which a column of some of the first rows holds another text.
struct Book {
  std::string column;
  std::string text;
  int n_rows = 0;
  int amount_of_first = 100;
  std::string source = "file: deals.csv";
};

core::Checked<io::ReadResult> read(Book const& book) {
  test::Folder const folder;
  std::string table = "id,stage,amount,created_date,close_date\n";
  for (int i = 0; i < 200; ++i) {
    bool const odd = i < book.n_rows;
    auto const cell = [&](std::string const& column, std::string const& good) {
      return odd && column == book.column ? book.text : good;
    };
    table += fmt::format("D{},Open,{},{},{}\n", i,
                         cell("amount", std::to_string(i == 0 ? book.amount_of_first : 100)),
                         cell("created_date", "2026-01-05"), cell("close_date", "2026-12-05"));
  }
  folder.write("deals.csv", table);
  return test::read(folder, "sources: {opportunities: {" + book.source + "}}\n");
}

}  // namespace

TEST_CASE("unread: a column with more than one bad cell in a hundred is refused", "[unit][io]") {
  auto const message = test::faults_of(read({"amount", "about five", 3}));
  CHECK_THAT(message, containing("deals.csv:2"));
  CHECK_THAT(message, containing("`amount` cannot be read in 3 of 200 rows"));
  CHECK_THAT(message, containing("`about five` (line 2)"));
  CHECK_THAT(message, containing("unreadable: leave_out"));
  CHECK_THAT(test::faults_of(read({"close_date", "next autumn", 3})),
             containing("`close_date` cannot be read in 3 of 200 rows"));
  CHECK_THAT(test::faults_of(read({"created_date", "31/31/2026", 200})),
             containing("`created_date` cannot be read in 200 of 200 rows"));
}

TEST_CASE("unread: one bad cell in a hundred is a finding", "[unit][io]") {
  auto const result = read({"amount", "about five", 2});
  REQUIRE(test::faults_of(result) == "");
  CHECK(test::count_of(result->findings, "amount.unparsable") == 2);
}

TEST_CASE("unread: a bad date that carries much of the money is refused", "[unit][io]") {
  CHECK(test::faults_of(read({"close_date", "soon", 1, 100})) == "");
  auto const message = test::faults_of(read({"close_date", "soon", 1, 100000}));
  CHECK_THAT(message, containing("`close_date` cannot be read in 1 of 200 rows, which carry 83 %"));
}

TEST_CASE("unread: the workspace may let a column pass", "[unit][io]") {
  auto const result =
      read({"amount", "about five", 50, 100, "file: deals.csv, unreadable: leave_out"});
  REQUIRE(test::faults_of(result) == "");
  CHECK(test::count_of(result->findings, "amount.unparsable") == 50);
  CHECK(test::deal_of(*result, "D0").amount == core::no_amount);
}

TEST_CASE("unread: words for unknown values are blanks, told as findings", "[unit][io]") {
  auto const result = read({"amount", "n/a", 50});
  REQUIRE(test::faults_of(result) == "");
  CHECK(test::count_of(result->findings, "amount.unparsable") == 50);
}

TEST_CASE("unread: events without a readable day are refused as well", "[unit][io]") {
  test::Folder const folder;
  std::string table = "id,stage,amount,created_date\n";
  std::string history = "id,changed_at,stage\n";
  for (int i = 0; i < 100; ++i) {
    table += fmt::format("D{},Open,100,2026-01-05\n", i);
    history += fmt::format("D{},{},Open\n", i, i < 5 ? "spring" : "2026-02-01");
  }
  folder.write("deals.csv", table);
  folder.write("history.csv", history);
  auto const message = test::faults_of(test::read(
      folder, "sources: {opportunities: {file: deals.csv}, stage_history: {file: history.csv}}\n"));
  CHECK_THAT(message, containing("`changed_at` cannot be read in 5 of 100 rows"));
}

TEST_CASE("unread: years of two digits are told", "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv",
               "id,stage,amount,created_date\n1,Open,5,31/12/25\n2,Open,5,2026-01-01\n");
  auto const result = test::read(folder, "sources: {opportunities: {file: deals.csv}}\n");
  REQUIRE(test::faults_of(result) == "");
  CHECK(test::count_of(result->findings, "date.two_digit_year") == 1);
  CHECK(test::line_of(result->findings, "date.two_digit_year") == 2);
}

TEST_CASE("unread: signs of currencies are settled or asked about", "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv",
               "id,stage,amount,created_date\n1,Won,$5.00,2026-01-01\n2,Won,€7.00,2026-01-01\n");
  auto const read_in = [&](std::string const& workspace) {
    return test::read(folder, workspace + "sources: {opportunities: {file: deals.csv}}\n");
  };
  std::string const rates = "rates: [{from: USD, on: 2020-01-01, rate: 0.9}]\n";
  auto const message = test::faults_of(read_in("currency: EUR\n" + rates));
  CHECK_THAT(message, containing("deals.csv:2"));
  CHECK_THAT(message, containing("`currency_signs: {\"$\": USD}`"));
  auto const told = read_in("currency: EUR\ncurrency_signs: {\"$\": USD}\n" + rates);
  REQUIRE(test::faults_of(told) == "");
  CHECK(told->records.text.at("currency")[0] == "USD");
}

TEST_CASE("unread: signs that nobody else knows are those of the workspace", "[unit][io]") {
  test::Folder const folder;
  folder.write(
      "deals.csv",
      "id,stage,amount,created_date\n1,Won,Bs 5.00,2026-01-01\n2,Won,7.00 Bs,2026-01-01\n");
  auto const read_in = [&](std::string const& workspace) {
    return test::read(folder, workspace + "sources: {opportunities: {file: deals.csv}}\n");
  };
  CHECK_THAT(test::faults_of(read_in("")), containing("`Bs 5.00` (line 2)"));
  auto const told =
      read_in("currency_signs: {Bs: VES}\nrates: [{from: VES, on: 2026-01-01, rate: 0.01}]\n");
  REQUIRE(test::faults_of(told) == "");
  CHECK(told->records.text.at("currency")[1] == "VES");
  CHECK(test::deal_of(*told, "2").amount == 700);
}

TEST_CASE("unread: a sign in the column of currencies is a currency", "[unit][io]") {
  auto const deals_with = [](std::string const& first, std::string const& second) {
    auto const read =
        test::read_deals("id,stage,amount,currency,created_date\nA,Open,100," + first +
                             ",2026-01-05\nB,Open,200," + second + ",2026-01-06\n",
                         "currency: USD\nrates: [{from: EUR, on: 2020-01-01, rate: 1.1}]\n"
                         "sources: {opportunities: {file: deals.csv}}\n");
    REQUIRE(test::faults_of(read) == "");
    return read->records.text.at("currency");
  };
  CHECK(deals_with("$", "€")[0] == "USD");
  CHECK(deals_with("$", "€")[1] == "EUR");
  // Another sign beside the code of the reporting currency may be any dollar.
  CHECK(deals_with("$", "USD").size() == 1);
}

TEST_CASE("unread: a book in one other currency is told how to report in it", "[unit][io]") {
  CHECK_THAT(test::faults_of(test::read_deals("id,stage,amount,currency,created_date\n"
                                              "A,Open,100,EUR,2026-01-05\n")),
             containing("Write `currency: EUR` in the workspace"));
}

TEST_CASE("unread: days before 1980 are unknown", "[unit][io]") {
  auto const read = test::read_deals(
      "id,stage,amount,created_date,close_date\nA,Open,100,1900-01-01,2026-12-05\n"
      "B,Open,200,2026-01-06,1970-01-01\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(test::deal_of(*read, "A").created == core::no_date);
  CHECK(test::deal_of(*read, "B").close_date == core::no_date);
  CHECK(test::count_of(read->findings, "date.placeholder") == 2);
}
