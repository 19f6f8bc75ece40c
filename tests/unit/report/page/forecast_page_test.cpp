// tests/unit/report/page/forecast_page_test.cpp – the page of a forecast.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/forecast_page.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/unit/report/small_forecast.hpp"
#include "tools/report/terminal/terminal.hpp"
#include "tools/report/terminal/text.hpp"

namespace quarterdeck {
namespace {

using report::Colour;
using report::Signs;

std::string text_of(service::Forecast const& forecast, report::Style const& style) {
  return report::terminal_text(report::forecast_page(forecast), style);
}

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

TEST_CASE("forecast page: no line is wider than the style", "[unit]") {
  auto forecast = test::small_forecast();
  forecast.company = std::string(200, 'c');
  forecast.compiled.deals[0].name = std::string(200, 'n');
  forecast.compiled.deals[0].stage = std::string(200, 's');
  forecast.compiled.deals[0].flags = {std::string(200, 'f')};
  forecast.summary.targets[0].name = std::string(200, 't');
  forecast.quality.findings[0].message = std::string(200, 'm');
  for (int const width : {60, 80, 100}) {
    for (auto const alphabet : {Signs::unicode, Signs::ascii}) {
      auto const page = text_of(forecast, {width, alphabet, Colour::off});
      CHECK(widest_line(page) <= width);
    }
  }
}

TEST_CASE("forecast page: says where the period lands", "[unit]") {
  auto const page = text_of(test::small_forecast(), {});
  CHECK(has(page, "2026-Q4 lands between USD 50 and USD "));
  CHECK(has(page, "Both engines agree."));
  CHECK(has(page, "DATA QUALITY  85 of 100"));
  CHECK(has(page, "BY REGION"));
  CHECK_FALSE(has(page, "TARGET:WEST"));
}

TEST_CASE("forecast page: disagreeing engines cannot be overlooked", "[unit]") {
  auto forecast = test::small_forecast();
  forecast.check.agrees = false;
  CHECK(has(text_of(forecast, {}), "DISAGREE"));
}

TEST_CASE("forecast page: is plain ASCII where the terminal has nothing else", "[unit]") {
  auto const page = text_of(test::small_forecast(), {80, Signs::ascii, Colour::off});
  CHECK(std::all_of(page.begin(), page.end(), [](char c) { return c > 0; }));
}

TEST_CASE("forecast page: no escape sequence but our own colours", "[unit]") {
  auto const plain = text_of(test::small_forecast(), {});
  CHECK_FALSE(has(plain, "\x1b"));
  auto const colourful = text_of(test::small_forecast(), {80, Signs::unicode, Colour::on});
  CHECK(has(colourful, "\x1b["));
  CHECK_FALSE(has(colourful, "\x1b[31mma"));
}

TEST_CASE("forecast page: without targets nothing is said of hitting them", "[unit]") {
  auto forecast = test::small_forecast();
  forecast.compiled.plan.targets.clear();
  forecast.summary.targets.clear();
  for (auto& group : forecast.summary.groups) group.p_hit.reset();
  CHECK_FALSE(has(text_of(forecast, {}), "P(hit)"));
}

TEST_CASE("forecast page: a certain total needs no picture", "[unit]") {
  auto forecast = test::small_forecast();
  std::fill(forecast.results.total.begin(), forecast.results.total.end(), 5000);
  CHECK(has(text_of(forecast, {}), "The total is certain: USD 50."));
}

/// The picture of the total.
report::Distribution distribution_of(report::Page const& page) {
  for (auto const& block : page.blocks) {
    auto const* const figure = std::get_if<report::Figure>(&block);
    if (figure == nullptr) continue;
    auto const* const chart = std::get_if<report::Distribution>(&figure->chart);
    if (chart != nullptr) return *chart;
  }
  FAIL("no distribution");
  return {};
}

TEST_CASE("forecast page: bins and dots of the total are those of its trials", "[unit]") {
  auto const forecast = test::small_forecast();
  auto const chart = distribution_of(report::forecast_page(forecast));
  REQUIRE(chart.counts.size() == report::n_distribution_bins);
  REQUIRE(chart.edges.size() == chart.counts.size() + 1);
  std::int64_t n_inside = 0;
  for (auto const total : forecast.results.total) {
    double const units = core::to_units(total);
    n_inside += units >= chart.edges.front() && units <= chart.edges.back() ? 1 : 0;
  }
  std::int64_t n_counted = 0;
  for (auto const count : chart.counts) n_counted += count;
  CHECK(n_counted == n_inside);
  REQUIRE(chart.dots.size() == report::n_distribution_dots);
  CHECK(std::is_sorted(chart.dots.begin(), chart.dots.end()));
  REQUIRE(chart.target);
  // As many dots reach the target as its chance says, but for one.
  auto const reaching = std::count_if(chart.dots.begin(), chart.dots.end(),
                                      [&](double dot) { return dot >= chart.target->at; });
  double const p_hit = forecast.summary.targets.front().p_hit.value;
  CHECK(std::abs(static_cast<double>(reaching) - p_hit * report::n_distribution_dots) <= 1);
}

TEST_CASE("forecast page: all deals are there, and how many a short medium shows", "[unit]") {
  auto forecast = test::small_forecast();
  for (auto const& block : report::forecast_page(forecast).blocks) {
    auto const* const table = std::get_if<report::Table>(&block);
    if (table == nullptr || table->brief.n != 10) continue;
    CHECK(table->rows.size() == forecast.compiled.deals.size());
    return;
  }
  FAIL("no table of deals");
}

}  // namespace
}  // namespace quarterdeck
