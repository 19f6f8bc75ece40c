// tests/unit/report/forecast_text_test.cpp – the page of a forecast.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/unit/report/small_forecast.hpp"
#include "tools/report/forecast_report.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck {
namespace {

using report::Colour;
using report::Signs;

bool has(std::string const& page, std::string const& words) {
  return page.find(words) != std::string::npos;
}

int widest_line(std::string const& page) {
  std::istringstream lines(page);
  int widest = 0;
  for (std::string line; std::getline(lines, line);) {
    widest = std::max(widest, report::columns_of(line));
  }
  return widest;
}

TEST_CASE("forecast_text: no line is wider than the style", "[unit]") {
  auto forecast = test::small_forecast();
  forecast.company = std::string(200, 'c');
  forecast.compiled.deals[0].name = std::string(200, 'n');
  forecast.compiled.deals[0].stage = std::string(200, 's');
  forecast.compiled.deals[0].flags = {std::string(200, 'f')};
  forecast.summary.targets[0].name = std::string(200, 't');
  forecast.quality.findings[0].message = std::string(200, 'm');
  for (int const width : {60, 80, 100}) {
    for (auto const alphabet : {Signs::unicode, Signs::ascii}) {
      auto const page = report::forecast_text(forecast, {width, alphabet, Colour::off});
      CHECK(widest_line(page) <= width);
    }
  }
}

TEST_CASE("forecast_text: says where the period lands", "[unit]") {
  auto const page = report::forecast_text(test::small_forecast(), {});
  CHECK(has(page, "2026-Q4 lands between USD 50 and USD "));
  CHECK(has(page, "Both engines agree."));
  CHECK(has(page, "DATA QUALITY  85 of 100"));
  CHECK(has(page, "BY REGION"));
  CHECK_FALSE(has(page, "TARGET:WEST"));
}

TEST_CASE("forecast_text: disagreeing engines cannot be overlooked", "[unit]") {
  auto forecast = test::small_forecast();
  forecast.check.agrees = false;
  CHECK(has(report::forecast_text(forecast, {}), "DISAGREE"));
}

TEST_CASE("forecast_text: is plain ASCII where the terminal has nothing else", "[unit]") {
  auto const page = report::forecast_text(test::small_forecast(), {80, Signs::ascii, Colour::off});
  CHECK(std::all_of(page.begin(), page.end(), [](char c) { return c > 0; }));
}

TEST_CASE("forecast_text: no escape sequence but our own colours", "[unit]") {
  auto const plain = report::forecast_text(test::small_forecast(), {});
  CHECK_FALSE(has(plain, "\x1b"));
  auto const colourful =
      report::forecast_text(test::small_forecast(), {80, Signs::unicode, Colour::on});
  CHECK(has(colourful, "\x1b["));
  CHECK_FALSE(has(colourful, "\x1b[31mma"));
}

TEST_CASE("forecast_text: without targets nothing is said of hitting them", "[unit]") {
  auto forecast = test::small_forecast();
  forecast.compiled.plan.targets.clear();
  forecast.summary.targets.clear();
  for (auto& group : forecast.summary.groups) group.p_hit.reset();
  CHECK_FALSE(has(report::forecast_text(forecast, {}), "P(hit)"));
}

TEST_CASE("forecast_text: a certain total needs no picture", "[unit]") {
  auto forecast = test::small_forecast();
  std::fill(forecast.results.total.begin(), forecast.results.total.end(), 5000);
  CHECK(has(report::forecast_text(forecast, {}), "The total is certain: USD 50."));
}

}  // namespace
}  // namespace quarterdeck
