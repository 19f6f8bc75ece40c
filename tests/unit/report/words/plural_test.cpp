// tests/unit/report/words/plural_test.cpp – which form of a word goes with a number.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/words/plural.hpp"

#include "tests/support/catch.hpp"

namespace quarterdeck::report {
namespace {

bool holds(std::string_view condition, std::uint64_t n) {
  auto const rule = PluralRule::parse("few", condition);
  REQUIRE(rule);
  CHECK(rule->form() == "few");
  return rule->holds_for(n);
}

TEST_CASE("plural: relations of numbers and their remainders", "[unit]") {
  CHECK(holds("n = 1", 1));
  CHECK_FALSE(holds("n = 1", 11));
  CHECK(holds("n = 0, 1", 0));
  CHECK_FALSE(holds("n != 1", 1));
  CHECK(holds("n % 10 = 1", 21));
}

TEST_CASE("plural: the Polish `few` takes 2 to 4 but not 12 to 14", "[unit]") {
  constexpr auto few = "n % 10 = 2..4 and n % 100 != 12..14";
  for (auto const n : {2U, 3U, 4U, 22U, 104U}) CHECK(holds(few, n));
  for (auto const n : {0U, 1U, 5U, 12U, 14U, 112U}) CHECK_FALSE(holds(few, n));
}

TEST_CASE("plural: either of two conditions is enough", "[unit]") {
  constexpr auto many = "n = 0 or n % 100 = 3..10";
  CHECK(holds(many, 0));
  CHECK(holds(many, 105));
  CHECK_FALSE(holds(many, 2));
}

TEST_CASE("plural: what is no condition is refused", "[unit]") {
  for (auto const* condition : {"", "n", "m = 1", "n = ", "n = x", "n = 3..1", "n % 0 = 1",
                                "n % = 1", "n = 1 and", "n = 1..2..3", "n = -1"}) {
    INFO(condition);
    CHECK_FALSE(PluralRule::parse("one", condition));
  }
}

}  // namespace
}  // namespace quarterdeck::report
