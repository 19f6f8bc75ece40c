// tests/unit/io/rate_table_test.cpp – exchange rates the right way round, or refused.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/rate_table.hpp"

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/unit/io/foreign_rows.hpp"
#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;
using test::containing;

namespace {

constexpr auto own_names = "from,on,rate\n";
constexpr auto dated = "IsoCode,StartDate,NextStartDate,ConversionRate\n";

/// @param keys  of the source of rates beside its file
core::Checked<io::ReadResult> read(std::string const& rates, std::string const& keys = "",
                                   std::string const& deals = "1,Won,5,2026-01-01,JPY\n") {
  test::Folder const folder;
  folder.write("deals.csv", "id,stage,amount,created_date,currency\n" + deals);
  folder.write("rates.csv", rates);
  return test::read(folder, "rates: {file: rates.csv" + keys +
                                "}\nsources: {opportunities: {file: deals.csv}}\n");
}

double rate_of(core::Checked<io::ReadResult> const& result, std::string_view currency) {
  INFO(test::faults_of(result));
  REQUIRE(result);
  return result->records.rates.at(currency, core::make_date(2026, 6, 1)).value_or(0);
}

std::string fault_of(std::string const& rates, std::string const& keys = "") {
  return test::faults_of(read(rates, keys));
}

}  // namespace

TEST_CASE("rate table: rates per reporting unit are turned round where told", "[unit][io]") {
  std::string const table = std::string(own_names) + "JPY,2020-01-01,150\n";
  CHECK(rate_of(read(table, ", per: reporting"), "JPY") == 1.0 / 150);
  CHECK_THAT(fault_of(table), containing("one JPY is worth 150 USD"));
}

TEST_CASE("rate table: a row may say which currency it counts one unit of", "[unit][io]") {
  std::string const table =
      "from,on,rate,per\nJPY,2020-01-01,150,reporting\nEUR,2020-01-01,1.1,foreign\n";
  CHECK(rate_of(read(table), "JPY") == 1.0 / 150);
  CHECK(rate_of(read(table, ", per: reporting"), "EUR") == 1.1);
  CHECK_THAT(fault_of("from,on,rate,per\nJPY,2020-01-01,150,dollar\n"),
             containing("Write foreign or reporting"));
}

TEST_CASE("rate table: Salesforce's tables are recognised and turned round", "[unit][io]") {
  auto const known =
      read(std::string(dated) + "JPY,2020-01-01,9999-12-31,150\nUSD,2020-01-01,,1\n");
  CHECK(rate_of(known, "JPY") == 1.0 / 150);
  CHECK(test::count_of(known->findings, "rates.turned_round") == 2);
  auto const undated =
      read("IsoCode,ConversionRate,DecimalPlaces,IsActive,IsCorporate\nJPY,150,0,true,false\n");
  CHECK(rate_of(undated, "JPY") == 1.0 / 150);
  CHECK_THAT(fault_of(std::string(dated) + "JPY,2020-01-01,,150\nUSD,2020-01-01,,1.09\n"),
             containing("one USD is worth"));
  CHECK_THAT(fault_of("from,rate\nJPY,0.0067\n"), containing("no column `on`"));
}

TEST_CASE("rate table: a rate that looks turned round is refused with both ways out",
          "[unit][io]") {
  auto const message = fault_of(std::string(own_names) + "JPY,2020-01-01,150\n");
  CHECK_THAT(message, containing("one JPY is worth 150 USD"));
  CHECK_THAT(message, containing("per: reporting"));
  CHECK_THAT(message, containing("0.00666667"));
  CHECK_THAT(fault_of(std::string(own_names) + "PLN,2020-01-01,4.1\n"),
             containing("one PLN is worth 4.1 USD"));
  // Rates for a hundred units, as some banks give them.
  CHECK_THAT(fault_of(std::string(own_names) + "JPY,2020-01-01,0.67\n"),
             containing("Write the rate of one unit."));
  CHECK(rate_of(read(std::string(own_names) + "JPY,2020-01-01,0.0067\n"), "JPY") == 0.0067);
  // Of two currencies worth nearly the same nobody can tell.
  CHECK(fault_of(std::string(own_names) + "EUR,2020-01-01,0.92\nJPY,2020-01-01,0.007\n") == "");
}

TEST_CASE("rate table: rates of one currency are held against each other", "[unit][io]") {
  CHECK_THAT(fault_of(std::string(own_names) + "NGN,2020-01-01,0.0026\nNGN,2021-01-01,410\n"),
             containing("looks turned round"));
  CHECK_THAT(fault_of(std::string(own_names) + "NGN,2020-01-01,0.0026\nNGN,2021-01-01,0.5\n"),
             containing("one of the two is off"));
}

TEST_CASE("rate table: amounts tell the direction of a rate that nobody knows", "[unit][io]") {
  auto const read_with = [](std::string const& rate) {
    std::string deals;
    for (int i = 0; i < 20; ++i) {
      bool const foreign = i % 2 == 0;
      deals += fmt::format("{},Won,{},2026-01-01,{}\n", i, foreign ? 1500000 + i : 1000 + i,
                           foreign ? "NGN" : "USD");
    }
    return read(std::string(own_names) + "NGN,2020-01-01," + rate + "\n", "", deals);
  };
  CHECK_THAT(test::faults_of(read_with("1500")), containing("turned round they would be alike"));
  CHECK(test::faults_of(read_with("0.00066")) == "");
}

TEST_CASE("rate table: decimals are told by the table, never guessed", "[unit][io]") {
  CHECK(rate_of(read("from;on;rate\nJPY;2020-01-01;0,0067\nEUR;2020-01-01;1,085\n"), "EUR") ==
        1.085);
  CHECK_THAT(fault_of(std::string(own_names) + "EUR,2020-01-01,1.085\n"),
             containing("decimal: \".\""));
  CHECK(rate_of(read(std::string(own_names) + "EUR,2020-01-01,1.085\n", ", decimal: \".\"",
                     "1,Won,5,2026-01-01,EUR\n"),
                "EUR") == 1.085);
  CHECK_THAT(fault_of(std::string(own_names) + "EUR,2020-01-01,1x\n"),
             containing("`rate` is `1x`"));
}

TEST_CASE("rate table: rates in the workspace are checked alike", "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv", "id,stage,amount,created_date\n1,Won,5,2026-01-01\n");
  auto const read_list = [&](std::string const& rate) {
    return test::read(folder, "rates: [{from: JPY, on: 2020-01-01, " + rate +
                                  "}]\nsources: {opportunities: {file: deals.csv}}\n");
  };
  CHECK_THAT(test::faults_of(read_list("rate: 150")), containing("one JPY is worth 150 USD"));
  CHECK(rate_of(read_list("rate: 150, per: reporting"), "JPY") == 1.0 / 150);
}

TEST_CASE("rate table: a rate near one may be turned round as well", "[unit][io]") {
  auto const faults_of_rates = [](std::string const& second) {
    return test::faults_of(test::read_deals(
        "id,stage,amount,created_date\n1,Open,5,2026-01-01\n",
        "rates: [{from: EUR, on: 2025-01-01, rate: 1.1}, {from: EUR, on: 2026-01-01, rate: " +
            second + "}]\nsources: {opportunities: {file: deals.csv}}\n"));
  };
  CHECK_THAT(faults_of_rates("0.91"), containing("one of the two looks turned round"));
  CHECK(faults_of_rates("0.97") == "");
  CHECK(faults_of_rates("1.25") == "");
}
