// tests/unit/core/money_test.cpp – money rounds once and is shown with separators.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/money.hpp"

#include <cmath>
#include <limits>

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"

using namespace quarterdeck::core;

TEST_CASE("money: amounts become the nearest minor unit, halves away from zero", "[unit]") {
  CHECK(to_minor(0) == 0);
  CHECK(to_minor(19.99) == 1999);
  CHECK(to_minor(-19.99) == -1999);
  CHECK(to_minor(0.125) == 13);
  CHECK(to_minor(-0.125) == -13);
  CHECK(to_minor(0.004) == 0);
  CHECK(to_minor(9e14) == 90'000'000'000'000'000);
}

TEST_CASE("money: what cannot be held is refused", "[unit]") {
  CHECK_THROWS_AS(to_minor(9.1e14), NumericError);
  CHECK_THROWS_AS(to_minor(-1e300), NumericError);
  CHECK_THROWS_AS(to_minor(std::numeric_limits<double>::infinity()), NumericError);
  CHECK_THROWS_AS(to_minor(std::nan("")), NumericError);
}

TEST_CASE("money: units and minor units are inverse to the cent", "[unit]") {
  for (Minor minor = -100'000; minor <= 100'000; minor += 7) {
    if (to_minor(to_units(minor)) != minor) FAIL("lost " << minor);
  }
  CHECK(to_minor(to_units(1'234'567'890'123)) == 1'234'567'890'123);
}

TEST_CASE("money: whole units are shown with separators", "[unit]") {
  CHECK(format_units(0) == "0");
  CHECK(format_units(99'900) == "999");
  CHECK(format_units(100'000) == "1,000");
  CHECK(format_units(420'311'800) == "4,203,118");
  CHECK(format_units(-420'311'800) == "-4,203,118");
  CHECK(format_units(99'999'950) == "1,000,000");
  CHECK(format_units(-49) == "0");
  CHECK(format_units(-50) == "-1");
  CHECK(format_units(no_amount).empty());
}
