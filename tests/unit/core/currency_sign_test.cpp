// tests/unit/core/currency_sign_test.cpp – what signs may stand for.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/currency_sign.hpp"

#include "tests/support/catch.hpp"

using namespace quarterdeck::core;

TEST_CASE("currency sign: some are of one currency, some of several", "[unit][core]") {
  CHECK(find_currency_sign("€")->codes == "EUR");
  CHECK(find_currency_sign("C$")->codes == "CAD");
  CHECK(find_currency_sign("zł")->is_one());
  for (auto const* several : {"$", "¥", "kr", "kr.", "Rs", "Rs."}) {
    INFO(several);
    REQUIRE(find_currency_sign(several) != nullptr);
    CHECK_FALSE(find_currency_sign(several)->is_one());
  }
  CHECK(find_currency_sign("$")->may_mean("USD"));
  CHECK(find_currency_sign("$")->may_mean("CAD"));
  CHECK_FALSE(find_currency_sign("$")->may_mean("EUR"));
  CHECK_FALSE(find_currency_sign("$")->may_mean(""));
}

TEST_CASE("currency sign: other words are none", "[unit][core]") {
  for (auto const* word : {"", ".", "USD", "dollars", "K", "x"}) {
    INFO(word);
    CHECK(find_currency_sign(word) == nullptr);
  }
  CHECK(is_currency_code("USD"));
  CHECK_FALSE(is_currency_code("usd"));
  CHECK_FALSE(is_currency_code("US"));
}
