// tests/unit/report/page/record_pages_test.cpp – pages of recorded forecasts and waterfalls.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/record_pages.hpp"

#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/unit/report/page/sample_answers.hpp"
#include "tools/report/terminal/terminal.hpp"
#include "tools/report/terminal/text.hpp"

namespace quarterdeck::report {
namespace {

void check_width(std::string const& page, int width) {
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK(columns_of(line) <= width);
  }
}

bool has(std::string const& page, std::string const& text) {
  return page.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("history: the page lists, draws and scores at 60 and at 80 columns", "[unit]") {
  for (int const width : {60, 80}) {
    Style style;
    style.width = width;
    auto const page = terminal_text(history_page(test::history_report()), style);
    check_width(page, width);
    CHECK(has(page, "3 forecasts on record"));
    CHECK(!has(page, "\x1b"));
    CHECK(has(page, "HOW 2026-Q4 MOVED"));
    CHECK(has(page, "+1.00M"));
    CHECK(has(page, "PERIODS THAT HAVE ENDED"));
  }
}

TEST_CASE("history: of one day the forecast without scenarios is drawn", "[unit]") {
  auto const page = terminal_text(history_page(test::history_report()), Style{});
  auto const drawn = page.substr(page.find("HOW 2026-Q4 MOVED"));
  CHECK(has(drawn, "2026-10-09   3.00M   5.00M"));
  CHECK(!has(drawn, "3.50M"));
}

TEST_CASE("why: lines to the cent, and why nothing was made again", "[unit]") {
  Style style;
  auto const page = terminal_text(why_page(test::why_report()), style);
  check_width(page, 80);
  CHECK(has(page, "WHY THE MEAN MOVED BY +1.23"));
  CHECK(has(page, "+10,001.23"));
  CHECK(has(page, "-10,000.00"));
  CHECK(has(page, "are not told apart"));
  CHECK(!has(page, "what the days between taught"));
}

TEST_CASE("waterfall: both columns and the deals that came back", "[unit]") {
  auto const page = terminal_text(waterfall_page(test::waterfall_report()), Style{});
  check_width(page, 80);
  CHECK(has(page, "+2.50"));
  CHECK(has(page, "-0.50"));
  CHECK(has(page, "MOVED AND CAME BACK: 1 DEAL"));
}

}  // namespace quarterdeck::report
