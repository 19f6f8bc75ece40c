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
  for (auto const* text : {"45 mil", "TBD", "12,34,56", "1,23.4.5", "1,2345,678", "--5", "5 USD x",
                           "1.234,5.6", "0,000,000,1", "=1+1", "n/a", "999999999999999999", "5%"}) {
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
  auto point = column_of({"1.234", "0.125"});
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

TEST_CASE("parse amount: one cell with a point does not make thousands of all others fractions",
          "[unit][table]") {
  // Money has two decimals: where 12.50 is the only clear cell, 1.234 is most likely 1234.
  auto column = column_of({"1.234", "2.500", "12.50"});
  auto const ambiguity = column.finish();
  REQUIRE(ambiguity);
  CHECK(ambiguity->text == "1.234");
  auto declared = column_of({"1.234", "12.50"}, ".");
  REQUIRE_FALSE(declared.finish());
  CHECK(declared[0] == 123);
}

TEST_CASE("parse amount: amounts with and without multipliers stand in one column",
          "[unit][table]") {
  auto column = column_of({"950", "120K", "1.2M", "1.234M", "$2.5m"});
  REQUIRE_FALSE(column.finish());
  CHECK(column[0] == 95000);
  CHECK(column[1] == 12000000);
  CHECK(column[2] == 120000000);
  CHECK(column[3] == 123400000);
  CHECK(column[4] == 250000000);
  // Where MM stands for millions, M may be thousands.
  auto mixed = column_of({"1.5MM", "200M"});
  REQUIRE_FALSE(mixed.finish());
  CHECK(mixed[0] == 150000000);
  CHECK(mixed[1] == core::no_amount);
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

namespace {

struct Settled {
  std::vector<std::string> codes;  ///< by row; blank where the amount names no other currency
  std::string open;                ///< the sign that nobody has told
  std::size_t n_contradictions = 0;
};

/// @param told  codes by row; empty: there is no column of currencies
Settled settle(std::initializer_list<std::string_view> texts, io::Conventions const& conventions,
               std::vector<std::string> const& told = {}) {
  auto column = column_of(texts);
  REQUIRE_FALSE(column.finish());
  auto const open = column.settle_currencies(conventions, [&](std::size_t row) {
    return told.empty() ? std::string_view() : std::string_view(told[row]);
  });
  Settled settled{std::vector<std::string>(column.size()), open ? open->sign : "",
                  column.unparsable().size()};
  for (auto const& [row, code] : column.currencies()) settled.codes[row] = code;
  return settled;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("parse amount: signs of one currency name it", "[unit][table]") {
  auto const settled =
      settle({"€12.50", "CHF 3.10", "7.00", "C$5.00", "₦5.00", "zł 5.00"}, {.currency = "USD"});
  CHECK(settled.open.empty());
  CHECK(settled.codes == Codes{"EUR", "CHF", "", "CAD", "NGN", "PLN"});
}

TEST_CASE("parse amount: a sign of several currencies is the reporting one's or a question",
          "[unit][table]") {
  CHECK(settle({"$5.00", "€5.00"}, {.currency = "USD"}).codes == Codes{"", "EUR"});
  CHECK(settle({"$5.00"}, {.currency = "CAD"}).codes == Codes{""});
  CHECK(settle({"€5.00", "$5.00"}, {.currency = "EUR"}).open == "$");
  CHECK(settle({"¥500.00"}, {.currency = "USD"}).open == "¥");
  CHECK(settle({"Rs. 5.00"}, {.currency = "INR"}).codes == Codes{""});
  // Where something else already stands for the reporting currency, the sign may be another.
  CHECK(settle({"kr 5.00", "NOK 5.00"}, {.currency = "NOK"}).open == "kr");
  CHECK(settle({"$5.00", "US$ 5.00"}, {.currency = "USD"}).open == "$");
}

TEST_CASE("parse amount: the workspace says what signs stand for", "[unit][table]") {
  io::Conventions const euros{.currency = "EUR", .currency_signs = {{"$", "USD"}}};
  CHECK(settle({"$5.00", "€5.00"}, euros).codes == Codes{"USD", "EUR"});
}

TEST_CASE("parse amount: the column of currencies answers for signs, or contradicts them",
          "[unit][table]") {
  io::Conventions const euros{.currency = "EUR"};
  CHECK(settle({"$5.00", "$5.00"}, euros, {"USD", "CAD"}).open.empty());
  CHECK(settle({"$5.00", "$5.00"}, euros, {"USD", ""}).open == "$");
  CHECK(settle({"€5.00", "€5.00"}, euros, {"EUR", "USD"}).n_contradictions == 1);
  CHECK(settle({"$5.00"}, euros, {"JPY"}).n_contradictions == 1);
}

TEST_CASE("parse amount: single numbers are read without their column or not at all",
          "[unit][table]") {
  CHECK(io::read_number("0,8") == 0.8);
  CHECK(io::read_number("12.5 %") == 12.5);
  CHECK(io::read_number("0.125") == 0.125);
  CHECK_FALSE(io::read_number("1,234"));
  CHECK_FALSE(io::read_number("$5"));
  CHECK_FALSE(io::read_number("x"));
}
