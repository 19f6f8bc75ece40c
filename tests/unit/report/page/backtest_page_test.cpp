// tests/unit/report/page/backtest_page_test.cpp – a backtest on the page.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/backtest_page.hpp"

#include <array>
#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/unit/service/past_forecasts.hpp"
#include "tools/report/terminal/terminal.hpp"
#include "tools/report/terminal/text.hpp"

using namespace quarterdeck;

namespace {

service::Backtest backtest_of(test::Habits const& habits) {
  service::Backtest backtest;
  backtest.company = "Sample \x1b[31mLtd";
  backtest.currency = "USD";
  backtest.newest = core::make_date(2026, 1, 20);
  backtest.forecasts = test::past_forecasts(habits);
  return backtest;
}

}  // namespace

TEST_CASE("backtest page: no line of the page is wider than the style", "[unit]") {
  for (auto const signs : {report::Signs::unicode, report::Signs::ascii}) {
    for (int const n_periods : {1, 3, 12}) {
      auto const backtest = backtest_of({.n_periods = n_periods});
      auto const summary = service::track_record(backtest.forecasts);
      report::Style const style{80, signs, report::Colour::off};
      std::istringstream page(
          report::terminal_text(report::backtest_page(backtest, summary), style));
      for (std::string line; std::getline(page, line);) {
        INFO(line);
        CHECK(report::columns_of(line) <= 80);
        CHECK(line.find('\x1b') == std::string::npos);
      }
    }
  }
}

TEST_CASE("backtest page: all simple forecasts find room on the page", "[unit]") {
  auto backtest = backtest_of({.n_periods = 12});
  constexpr std::array names{"last-year",  "last-period", "run-rate",       "stage-weighted",
                             "conversion", "category",    "conversion-due", "rest-of-four"};
  bool first = true;
  for (auto& row : backtest.forecasts) {
    auto const one = row.baselines.front();
    row.baselines.assign(names.size(), one);
    for (std::size_t i = 0; i < names.size(); ++i) row.baselines[i].name = names[i];
    if (first) {
      row.baselines[0] = {};
      row.baselines[0].name = names[0];
      row.baselines[0].absent = "not on record";
    }
    first = false;
  }
  auto const summary = service::track_record(backtest.forecasts);
  for (int const width : {60, 80, 100, 120}) {
    auto const page = report::terminal_text({0, report::accuracy_blocks(summary)},
                                            {width, report::Signs::unicode, report::Colour::off});
    INFO(page);
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) CHECK(report::columns_of(line) <= width);
    for (auto const* title : {" simul.", " cat.", " rest4"}) CHECK(page.find(title) != page.npos);
    CHECK((page.find("rest4") - page.find("simul.") < 100) == (width >= 100));
    CHECK(page.find("*:") != page.npos);
  }
}
