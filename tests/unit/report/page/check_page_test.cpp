// tests/unit/report/page/check_page_test.cpp – findings with their rows.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/check_page.hpp"

#include "tests/support/catch.hpp"
#include "tests/unit/report/page/sample_answers.hpp"
#include "tools/report/terminal/terminal.hpp"

namespace quarterdeck {
namespace {

bool has(std::string const& page, std::string const& words) {
  return page.find(words) != std::string::npos;
}

TEST_CASE("check page: lists the rows of a finding up to a limit", "[unit]") {
  auto const page = report::terminal_text(report::check_page(test::check_report(25)), {});
  CHECK(has(page, "opportunities.csv line 2: deal-0"));
  CHECK(has(page, "deal-19"));
  CHECK_FALSE(has(page, "deal-20"));
  CHECK(has(page, "and 5 more"));
  CHECK(has(page, "Data quality 91 of 100"));
}

TEST_CASE("check page: says nothing of more rows where all are listed", "[unit]") {
  auto const page = report::terminal_text(report::check_page(test::check_report(20)), {});
  CHECK(has(page, "deal-19"));
  CHECK_FALSE(has(page, " more\n"));
}

}  // namespace
}  // namespace quarterdeck
