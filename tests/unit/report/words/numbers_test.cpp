// tests/unit/report/words/numbers_test.cpp – numbers as a reader takes them in.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/words/numbers.hpp"

#include <limits>

#include "tests/support/catch.hpp"
#include "tools/report/words/language.hpp"

namespace quarterdeck {
namespace {

report::NumberFormat const& english = report::english().numbers();

TEST_CASE("short_number: three digits and a magnitude", "[unit]") {
  CHECK(report::short_number(0, english) == "0");
  CHECK(report::short_number(985.4, english) == "985");
  CHECK(report::short_number(9850, english) == "9,850");
  CHECK(report::short_number(98500, english) == "98.5k");
  CHECK(report::short_number(4.2631e6, english) == "4.26M");
  CHECK(report::short_number(426.31e6, english) == "426M");
  CHECK(report::short_number(1.2e9, english) == "1.20bn");
  CHECK(report::short_number(-4.2631e6, english) == "-4.26M");
}

TEST_CASE("short_number: rounding never shows a thousand of the lower magnitude", "[unit]") {
  CHECK(report::short_number(999'499, english) == "999k");
  CHECK(report::short_number(999'500, english) == "1.00M");
  CHECK(report::short_number(9'999.5, english) == "10.0k");
  CHECK(report::short_number(999.6e6, english) == "1.00bn");
  CHECK(report::short_number(9.996e6, english) == "10.0M");
}

TEST_CASE("number scale: one unit and as many decimals on a page", "[unit]") {
  report::NumberScale const millions(12.2e6, english);
  CHECK(millions(12.2149e6) == "12.21M");
  CHECK(millions(899e3) == "0.90M");
  CHECK(millions(74.6e3) == "74.6k");
  CHECK(millions(0) == "0");
  CHECK(millions(-899e3) == "-0.90M");
  CHECK(report::NumberScale(426e6, english)(8.57e6) == "8.6M");
  CHECK(report::NumberScale(985e3, english)(98.7e3) == "99k");
  CHECK(report::NumberScale(85e3, english)(8.5e3) == "8.5k");
  CHECK(report::NumberScale(450, english)(50) == "50");
}

TEST_CASE("whole_number: separators of thousands, and no minus before nothing", "[unit]") {
  CHECK(report::whole_number(100032, english) == "100,032");
  CHECK(report::whole_number(999, english) == "999");
  CHECK(report::whole_number(-1234567, english) == "-1,234,567");
  CHECK(report::whole_number(-0.2, english) == "0");
}

TEST_CASE("percent: never claims certainty that is not there", "[unit]") {
  CHECK(report::percent(0.573, 1, english) == "57.3 %");
  CHECK(report::percent(0, 1, english) == "0 %");
  CHECK(report::percent(1, 1, english) == "100 %");
  CHECK(report::percent(0.0001, 1, english) == "<0.1 %");
  CHECK(report::percent(0.9999, 1, english) == ">99.9 %");
  CHECK(report::percent(0.573, 0, english) == "57 %");
  CHECK(report::percent(0.998, 0, english) == ">99 %");
  CHECK(report::percent(0.004, 0, english) == "<1 %");
}

TEST_CASE("Amounts are written to the cent, at any size and of either sign", "[unit]") {
  CHECK(report::exact_amount(0, english) == "0.00");
  CHECK(report::exact_amount(-7, english) == "-0.07");
  CHECK(report::exact_amount(123456789, english) == "1,234,567.89");
  CHECK(report::exact_amount(-100000, english) == "-1,000.00");
  CHECK(report::exact_amount(std::numeric_limits<core::Minor>::min(), english) ==
        "-92,233,720,368,547,758.08");
}

TEST_CASE("numbers: as other languages write them", "[unit]") {
  report::NumberFormat spanish = english;
  spanish.decimal = ",";
  spanish.group = "\u00a0";
  spanish.magnitudes = {"mil", "M", "mM", "B"};
  spanish.percent = "{n} %";
  spanish.date = "{day}/{month}/{year}";
  CHECK(report::fixed_number(-1234.5, 2, spanish) == "-1\u00a0234,50");
  CHECK(report::short_number(98500, spanish) == "98,5mil");
  CHECK(report::NumberScale(12.2e6, spanish)(899e3) == "0,90M");
  CHECK(report::percent(0.0001, 1, spanish) == "<0,1 %");
  CHECK(report::significant_number(0.4567, 2, spanish) == "0,46");
  CHECK(report::exact_amount(123456789, spanish) == "1\u00a0234\u00a0567,89");
  CHECK(report::date_text(core::make_date(2026, 11, 3), spanish) == "03/11/2026");
  CHECK(report::date_text(core::make_date(2026, 11, 3), english) == "2026-11-03");
}

TEST_CASE("fixed and significant numbers: digits as asked for", "[unit]") {
  CHECK(report::fixed_number(-0.001, 2, english) == "0.00");
  CHECK(report::fixed_number(1234.567, 1, english) == "1,234.6");
  CHECK(report::significant_number(1.25, 4, english) == "1.25");
  CHECK(report::significant_number(6, 6, english) == "6");
  CHECK(report::significant_number(1e21, 4, english) == "1e+21");
}

}  // namespace
}  // namespace quarterdeck
