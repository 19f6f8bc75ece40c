// tests/unit/table/parse_amount_test.cpp – amounts of every locale, and no guesses.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/parse_amount.hpp"

#include "tests/support/catch.hpp"

using namespace quarterdeck;
using io::AmountColumn;

namespace {

AmountColumn column_of(std::initializer_list<std::string_view> texts,
                       std::string_view declared = {}) {
  AmountColumn column(declared);
  for (auto const text : texts) column.push_back(text);
  return column;
}

/// The amount in cents when the text alone, or the given decimal sign, decides.
core::Minor cents(std::string_view text, std::string_view declared = {}) {
  auto column = column_of({text}, declared);
  auto const ambiguity = column.finish();
  return ambiguity ? core::no_amount : column[0];
}

}  // namespace

TEST_CASE("parse amount: forms of one number in many locales", "[unit][table]") {
  for (auto const* text :
       {"1234567.80", "1,234,567.80", "1.234.567,80", "1'234'567.8", "1 234 567,8",
        "1\xC2\xA0"
        "234\xC2\xA0"
        "567,80",
        "1\xE2\x80\xAF"
        "234\xE2\x80\xAF"
        "567.80",
        "12,34,567.80", "$1,234,567.80", "1.234.567,80 €", "EUR 1.234.567,80", "USD1234567.8",
        "1234567,8", "+1234567.80", " 1,234,567.80 "}) {
    INFO(text);
    CHECK(cents(text) == 123456780);
  }
}

TEST_CASE("parse amount: signs, brackets and fractions", "[unit][table]") {
  CHECK(cents("-5") == -500);
  CHECK(cents("5-") == -500);
  CHECK(cents("(5.50)") == -550);
  CHECK(cents("\xE2\x88\x92"
              "5.5") == -550);
  CHECK(cents("($1,234.00)") == -123400);
  CHECK(cents("-$5") == -500);
  CHECK(cents("$-5") == -500);
  CHECK(cents("0") == 0);
  CHECK(cents("0.125") == 13);
  CHECK(cents("1234.5649") == 123456);
  CHECK(cents(".5") == 50);
  CHECK(cents("1.5e+06") == 150000000);
}

TEST_CASE("parse amount: what is no number is unparsable, not zero", "[unit][table]") {
  for (auto const* text :
       {"45k", "1.2M", "TBD", "12,34,56", "1,23.4.5", "1,2345,678", "--5", "5 USD x", "1.234,5.6",
        "0,000,000,1", "=1+1", "n/a", "999999999999999999"}) {
    INFO(text);
    auto column = column_of({text});
    REQUIRE_FALSE(column.finish());
    CHECK(column[0] == core::no_amount);
    CHECK(column.unparsable().size() == 1);
  }
}

TEST_CASE("parse amount: the whole column decides between point and comma", "[unit][table]") {
  auto comma = column_of({"1.234", "12,50"});
  REQUIRE_FALSE(comma.finish());
  CHECK(comma[0] == 123400);
  auto point = column_of({"1.234", "12.50"});
  REQUIRE_FALSE(point.finish());
  CHECK(point[0] == 123);
  auto grouped = column_of({"1,234", "1,234,567"});
  REQUIRE_FALSE(grouped.finish());
  CHECK(grouped[0] == 123400);
}

TEST_CASE("parse amount: a column of nothing but 1.234 is refused", "[unit][table]") {
  auto column = column_of({"500", "1.234"});
  auto const ambiguity = column.finish();
  REQUIRE(ambiguity);
  CHECK(ambiguity->row == 1);
  CHECK(cents("1.234", ",") == 123400);
  CHECK(cents("1.234", ".") == 123);
  AmountColumn numeric;
  numeric.declare_numeric();
  numeric.push_back("1.234");
  REQUIRE_FALSE(numeric.finish());
  CHECK(numeric[0] == 123);
}

TEST_CASE("parse amount: where both signs occur only clear amounts are taken", "[unit][table]") {
  auto column = column_of({"1.234,56", "1,234.56", "1.234"});
  REQUIRE_FALSE(column.finish());
  CHECK(column[0] == 123456);
  CHECK(column[1] == 123456);
  CHECK(column[2] == core::no_amount);
  REQUIRE(column.unparsable().size() == 1);
  CHECK(column.unparsable()[0].second == "1.234");
}

TEST_CASE("parse amount: a declared sign makes the other one unparsable", "[unit][table]") {
  auto column = column_of({"1.234,56", "1234.56"}, ",");
  REQUIRE_FALSE(column.finish());
  CHECK(column[0] == 123456);
  CHECK(column[1] == core::no_amount);
}

TEST_CASE("parse amount: currency beside the amount is kept as a hint", "[unit][table]") {
  auto column = column_of({"€12.50", "$12.50", "CHF 3.10", "7.00 gbp"});
  REQUIRE_FALSE(column.finish());
  REQUIRE(column.currencies().size() == 2);
  CHECK(column.currencies()[0] == std::pair<std::size_t, std::string>(0, "EUR"));
  CHECK(column.currencies()[1] == std::pair<std::size_t, std::string>(2, "CHF"));
  CHECK(column.unparsable().size() == 1);
}
