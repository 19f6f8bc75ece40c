// tests/unit/core/number_text_test.cpp – numbers as people write them, and no guesses.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/number_text.hpp"

#include "tests/support/catch.hpp"

using namespace quarterdeck::core;

namespace {

/// In cents where the text alone tells; no_amount where it has no reading, or two.
Minor cents(std::string_view text) {
  auto const number = read_number_text(text).only();
  return number ? to_minor(*number).value_or(no_amount) : no_amount;
}

}  // namespace

TEST_CASE("number text: multipliers of several languages", "[unit][core]") {
  for (auto const* text :
       {"120K",        "120k",       "$120K",        "120 k€",      "120 T€",
        "120 TEUR",    "TEUR 120",   "120 Tsd. €",   "120 tys. zł", "0.12M",
        "0,12 Mio. €", "0,12 Mio.€", "EUR 0,12 mln", "1.2 lakh",    "1.2L",
        "₹1.2 Lac",    "0.012 Cr",   "0.012 crore",  "12万",        "120 тыс. руб."}) {
    INFO(text);
    CHECK(cents(text) == 12000000);
  }
  CHECK(cents("2.5MM") == 250000000);
  CHECK(cents("1.5bn") == 150000000000);
  CHECK(cents("-1.2K") == -120000);
  CHECK(cents("(1.2K)") == -120000);
}

TEST_CASE("number text: ends of Swiss, German and Indian amounts", "[unit][core]") {
  CHECK(cents("CHF 1'234.–") == 123400);
  CHECK(cents("12.345.678,-") == 1234567800);
  CHECK(cents("12.345.678,--") == 1234567800);
  CHECK(cents("12.345.678,- €") == 1234567800);
  CHECK(cents("Rs. 1,00,000/-") == 10000000);
  CHECK(cents("Rs.1,00,000/-") == 10000000);
  CHECK(cents("Rs.500") == 50000);
  CHECK(cents("50-") == -5000);
}

TEST_CASE("number text: a point or comma before three digits has two readings", "[unit][core]") {
  auto const reading = read_number_text("1,234");
  CHECK(reading.either());
  CHECK(to_double(*reading.if_point) == 1234);
  CHECK(to_double(*reading.if_comma) == 1.234);
  CHECK(read_number_text("0,125").only() == Decimal{125, -3});
  CHECK(read_number_text("1,00,000").only() == Decimal{100000, 0});
  CHECK_FALSE(read_number_text("1.234K").only());
}

TEST_CASE("number text: what has no sure meaning has no reading", "[unit][core]") {
  for (auto const* text :
       {"120 mil", "1.5 billion", "120T", "5 USD EUR", "$5 €", "--5", "+-5", "5 x", "=1+1",
        "12,34,56", "1 23", "", "K", "€", "1.2.3", "5%%", "7 gbp", "12a", "1,2,3"}) {
    INFO(text);
    CHECK_FALSE(read_number_text(text).is_number());
  }
}

TEST_CASE("number text: currency, percent and plus are kept", "[unit][core]") {
  CHECK(read_number_text("US$ 5").mark == "US$");
  CHECK(read_number_text("$5 CAD").mark == "CAD");
  CHECK(read_number_text("CAD $5").mark == "CAD");
  CHECK(read_number_text("kr. 5").mark == "kr");
  CHECK(read_number_text("+20%").percent);
  CHECK(read_number_text("+20%").explicit_plus);
  CHECK(read_number_text("20 %").percent);
}

TEST_CASE("number text: small and long numbers are exact", "[unit][core]") {
  CHECK(to_double(*read_number_text("0.00666666667").only()) == 0.00666666667);
  CHECK(to_double(*read_number_text("1.5e-3").only()) == 0.0015);
  CHECK(cents("1234.5649") == 123456);
  CHECK(cents("0.125") == 13);
  CHECK(cents("-0.125") == -13);
  CHECK(cents("-0.004") == 0);
  CHECK(cents("99999999999999") == 9999999999999900);
  CHECK(cents("100000000000000") == no_amount);
  CHECK(cents("1234.500000000000000000001") == 123450);
  CHECK(to_minor({5, 300}) == std::nullopt);
  CHECK(to_minor({5, -300}) == 0);
}

TEST_CASE("number text: words for unknown values", "[unit][core]") {
  for (auto const* text : {"n/a", "N/A", "#N/A", "null", "None", "TBD", " - ", "unknown"}) {
    INFO(text);
    CHECK(says_unknown(text));
  }
  CHECK_FALSE(says_unknown("0"));
  CHECK_FALSE(says_unknown("abc"));
}
