// tests/unit/data/records_test.cpp – the rate in force on a day, and money at it.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/records.hpp"

#include <limits>

#include "tests/support/catch.hpp"
#include "tests/unit/data/book.hpp"

using namespace quarterdeck;
using data::RateTable;
using test::day;

namespace {

RateTable table() {
  return {"USD",
          {{"GBP", day(5, 1), 1.3},
           {"EUR", day(7, 1), 1.2},
           {"EUR", day(3, 1), 1.1},
           {"EUR", day(7, 1), 1.25}}};
}

}  // namespace

TEST_CASE("rates: the newest rate by a day is in force, before the first the first", "[unit]") {
  CHECK(table().at("EUR", day(1, 1)) == 1.1);
  CHECK(table().at("EUR", day(3, 1)) == 1.1);
  CHECK(table().at("EUR", day(6, 30)) == 1.1);
  CHECK(table().at("EUR", day(7, 1)) == 1.25);  // the later of two for one day
  CHECK(table().at("EUR", day(12, 1)) == 1.25);
  CHECK(table().at("GBP", day(1, 1)) == 1.3);
}

TEST_CASE("rates: the reporting currency and a blank are worth one, others nothing", "[unit]") {
  CHECK(table().at("USD", day(1, 1)) == 1.0);
  CHECK(table().at("", day(1, 1)) == 1.0);
  CHECK_FALSE(table().at("CHF", day(1, 1)).has_value());
  CHECK_FALSE(table().at("EU", day(1, 1)).has_value());
  CHECK_FALSE(RateTable().at("EUR", day(1, 1)).has_value());
}

TEST_CASE("rates: rates known at a day agree with the table up to that day", "[unit]") {
  for (auto const on : {day(1, 1), day(3, 1), day(6, 30), day(7, 1), day(12, 31)}) {
    RateTable const known = table().known_at(on);
    for (auto at = day(1, 1); at <= on; at += core::Days(1)) {
      for (char const* currency : {"EUR", "GBP", "USD", "CHF"}) {
        if (known.at(currency, at) != table().at(currency, at)) FAIL(currency);
      }
    }
    CHECK(known.reporting_currency() == "USD");
  }
  CHECK(table().known_at(day(6, 30)).at("EUR", day(12, 31)) == 1.1);
  CHECK(table().known_at(day(1, 1)).rates().size() == 2);
}

TEST_CASE("rates: money converts to the nearest minor unit", "[unit]") {
  CHECK(data::convert(1'000, 1.0) == 1'000);
  CHECK(data::convert(1'000, 1.1) == 1'100);
  CHECK(data::convert(-15, 0.1) == -2);
  CHECK(data::convert(0, 1.1) == 0);
  // A rate of one leaves amounts beyond the integers of a double as they are.
  CHECK(data::convert(89'999'999'999'999'999, 1.0) == 89'999'999'999'999'999);
}

TEST_CASE("rates: unknown amounts, unknown rates and impossible results are unknown", "[unit]") {
  CHECK(data::convert(core::no_amount, 1.1) == core::no_amount);
  CHECK(data::convert(core::no_amount, 1.0) == core::no_amount);
  CHECK(data::convert(1'000, {}) == core::no_amount);
  CHECK(data::convert(1'000, 1e300) == core::no_amount);
  CHECK(data::convert(1'000, std::numeric_limits<double>::quiet_NaN()) == core::no_amount);
}

TEST_CASE("extent: deals, closed ones and money at the newest rate, without signs", "[unit]") {
  test::Book book;
  book.deal("A", test::day(1, 1)).amount = 1'000;
  auto& won = book.deal("B", test::day(1, 1));
  won.outcome = data::Outcome::won;
  won.amount = -500;
  book.text("currency", "EUR");
  book.deal("C", test::day(1, 1)).amount = core::no_amount;
  auto const records = book.records();
  CHECK(data::extent_of(records, 0) == data::Extent{1, 0, 1'000, 1'000});
  CHECK(data::extent_of(records, 1) == data::Extent{1, 1, 600, 0, 600});
  CHECK(data::extent_of(records) == data::Extent{3, 1, 1'600, 1'000, 600});
}

TEST_CASE("records: deals are taken out with all that is theirs", "[unit]") {
  test::Book book;
  for (auto const* id : {"A", "B", "C"}) {
    book.deal(id, test::day(1, 1)).amount = 1'000;
    book.event(test::day(1, 1), {test::proposal, 900}).event(test::day(2, 1), {test::negotiation});
    book.text("region", std::string("of ") + id);
  }
  auto records = book.records();
  for (std::uint32_t deal = 0; deal < 3; ++deal) {
    records.categories.push_back({deal, test::day(1, 1), data::Category::commit});
  }
  data::remove_deals(records, {false, true, false});
  REQUIRE(records.deals.size() == 2);
  CHECK(records.deals[1].id == "C");
  CHECK(records.text.at("region")[1] == "of C");
  REQUIRE(records.events.size() == 4);
  CHECK(records.events[2].deal == 1);
  REQUIRE(records.categories.size() == 2);
  CHECK(records.categories[1].deal == 1);
}
