// tests/unit/io/company_amounts_test.cpp – deals in other currencies, with and without rates.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;

namespace {

constexpr auto header =
    "Record ID,Deal Name,Deal Stage,Amount,Amount in company currency,Currency,Create Date,Close "
    "Date\n";
constexpr auto dollars =
    "1,A,Closed Won,1000,1000,USD,2026-01-05,2026-03-10\n"
    "2,B,Contract Sent,500,500,USD,2026-01-06,2026-06-30\n";
constexpr auto yen = "3,C,Closed Won,150000,1000.10,JPY,2026-01-07,2026-03-12\n";

core::Checked<io::ReadResult> read(std::string const& text, std::string const& keys = "") {
  test::Folder const folder;
  folder.write("deals.csv", text);
  return test::read(folder, keys + "sources: {opportunities: {file: deals.csv}}\n");
}

data::Finding const& finding_of(io::ReadResult const& result, std::string_view code) {
  auto const found = std::ranges::find(result.findings, code, &data::Finding::code);
  REQUIRE(found != result.findings.end());
  return *found;
}

std::int64_t count_won(io::ReadResult const& result) {
  return data::extent_of(result.records).won_money;
}

}  // namespace

TEST_CASE("company amounts: without rates the system's own conversion counts", "[unit][io]") {
  auto const result = read(std::string(header) + dollars + yen);
  REQUIRE(test::faults_of(result) == "");
  CHECK(result->records.deals.size() == 3);
  CHECK(count_won(*result) == 200'010);
  CHECK(test::count_of(result->findings, "currency.unknown") == 0);
  CHECK(finding_of(*result, "amount.company_currency").top);
  CHECK(finding_of(*result, "amount.company_currency").count == 1);
}

TEST_CASE("company amounts: rates of the workspace go first", "[unit][io]") {
  auto const result = read(std::string(header) + dollars + yen,
                           "rates: [{from: JPY, on: 2026-01-01, rate: 0.01}]\n");
  REQUIRE(test::faults_of(result) == "");
  CHECK(count_won(*result) == 250'000);
  CHECK(test::count_of(result->findings, "amount.company_currency") == 0);
}

TEST_CASE("company amounts: a column in another currency is refused", "[unit][io]") {
  auto const result = read(std::string(header) +
                           "1,A,Closed Won,1000,850,USD,2026-01-05,2026-03-10\n"
                           "2,B,Closed Won,500,500,EUR,2026-01-06,2026-03-30\n");
  auto const fault = test::faults_of(result);
  CHECK(fault.find("currency: EUR") != std::string::npos);
  REQUIRE(result.error().size() == 1);
  CHECK(result.error()[0].code == "QD-225");
  auto const euros = read(std::string(header) +
                              "1,A,Closed Won,1000,850,USD,2026-01-05,2026-03-10\n"
                              "2,B,Closed Won,500,500,EUR,2026-01-06,2026-03-30\n",
                          "currency: EUR\n");
  REQUIRE(test::faults_of(euros) == "");
  CHECK(count_won(*euros) == 135'000);
}

TEST_CASE("company amounts: alone they are the amounts, whatever the deal's currency",
          "[unit][io]") {
  auto const result = read(
      "Record ID,Deal Name,Deal Stage,Amount in company currency,Currency,Create Date,Close "
      "Date\n1,A,Closed Won,1000,USD,2026-01-05,2026-03-10\n3,C,Closed "
      "Won,1000.10,JPY,2026-01-07,2026-03-12\n");
  REQUIRE(test::faults_of(result) == "");
  CHECK(count_won(*result) == 200'010);
}

TEST_CASE("company amounts: the deal's history follows", "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv", std::string(header) + dollars + yen);
  folder.write("history.csv", "deal_id,name,value,timestamp\n3,amount,75000,2026-01-07\n");
  auto const result = test::read(
      folder, "sources: {opportunities: {file: deals.csv}, stage_history: {file: history.csv}}\n");
  REQUIRE(test::faults_of(result) == "");
  REQUIRE(result->records.events.size() == 1);
  CHECK(result->records.events[0].amount == 50'005);
}

TEST_CASE("currencies: a column beside the amounts is theirs, and lacking rates are told",
          "[unit][io]") {
  for (auto const* column : {"Amount Currency", "Opportunity Currency"}) {
    INFO(column);
    auto const result = read(std::string("Opportunity ID,Opportunity Name,Stage,") + column +
                             ",Amount,Created Date,Close Date\n"
                             "1,A,Closed Won,USD,1000,2026-01-05,2026-03-10\n"
                             "2,B,Closed Won,JPY,150000,2026-01-06,2026-03-10\n"
                             "3,C,Closed Won,EUR,100,2026-01-07,2026-03-10\n");
    REQUIRE(test::faults_of(result) == "");
    CHECK(count_won(*result) == 100'000);
    auto const& finding = finding_of(*result, "currency.unknown");
    CHECK(finding.count == 2);
    CHECK(finding.top);
    CHECK(finding.message.find("`rates: [{from: EUR, on: 2026-01-07, rate: …}, {from: JPY, on: "
                               "2026-01-06, rate: …}]`") != std::string::npos);
  }
  // Whatever the company calls its amounts.
  test::Folder const folder;
  folder.write("deals.csv",
               "id,stage,Volume,Volume Currency,created_date\n1,Closed Won,5,USD,2026-01-05\n"
               "2,Closed Won,7,EUR,2026-01-05\n");
  auto const own = test::read(
      folder, "sources: {opportunities: {file: deals.csv, columns: {amount: Volume}}}\n");
  REQUIRE(test::faults_of(own) == "");
  CHECK(finding_of(*own, "currency.unknown").count == 1);
}
