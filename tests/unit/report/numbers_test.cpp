// tests/unit/report/numbers_test.cpp – numbers as a reader takes them in.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/numbers.hpp"

#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

TEST_CASE("short_number: three digits and a magnitude", "[unit]") {
  CHECK(report::short_number(0) == "0");
  CHECK(report::short_number(985.4) == "985");
  CHECK(report::short_number(9850) == "9,850");
  CHECK(report::short_number(98500) == "98.5k");
  CHECK(report::short_number(4.2631e6) == "4.26M");
  CHECK(report::short_number(426.31e6) == "426M");
  CHECK(report::short_number(1.2e9) == "1.20bn");
  CHECK(report::short_number(-4.2631e6) == "-4.26M");
}

TEST_CASE("short_number: rounding never shows a thousand of the lower magnitude", "[unit]") {
  CHECK(report::short_number(999'499) == "999k");
  CHECK(report::short_number(999'500) == "1.00M");
  CHECK(report::short_number(9'999.5) == "10.0k");
  CHECK(report::short_number(999.6e6) == "1.00bn");
  CHECK(report::short_number(9.996e6) == "10.0M");
}

TEST_CASE("number scale: one unit and as many decimals on a page", "[unit]") {
  report::NumberScale const millions(12.2e6);
  CHECK(millions(12.2149e6) == "12.21M");
  CHECK(millions(899e3) == "0.90M");
  CHECK(millions(74.6e3) == "74.6k");
  CHECK(millions(0) == "0");
  CHECK(millions(-899e3) == "-0.90M");
  CHECK(report::NumberScale(426e6)(8.57e6) == "8.6M");
  CHECK(report::NumberScale(985e3)(98.7e3) == "99k");
  CHECK(report::NumberScale(85e3)(8.5e3) == "8.5k");
  CHECK(report::NumberScale(450)(50) == "50");
}

TEST_CASE("whole_number: separators of thousands, and no minus before nothing", "[unit]") {
  CHECK(report::whole_number(100032) == "100,032");
  CHECK(report::whole_number(999) == "999");
  CHECK(report::whole_number(-1234567) == "-1,234,567");
  CHECK(report::whole_number(-0.2) == "0");
}

TEST_CASE("percent: never claims certainty that is not there", "[unit]") {
  CHECK(report::percent(0.573) == "57.3 %");
  CHECK(report::percent(0) == "0 %");
  CHECK(report::percent(1) == "100 %");
  CHECK(report::percent(0.0001) == "<0.1 %");
  CHECK(report::percent(0.9999) == ">99.9 %");
  CHECK(report::whole_percent(0.573) == "57 %");
  CHECK(report::whole_percent(0.998) == ">99 %");
  CHECK(report::whole_percent(0.004) == "<1 %");
}

TEST_CASE("whole_score: 100 only of what is perfect", "[unit]") {
  CHECK(report::whole_score(100) == "100");
  CHECK(report::whole_score(99.99) == "99");
  CHECK(report::whole_score(0) == "0");
}

}  // namespace
}  // namespace quarterdeck
