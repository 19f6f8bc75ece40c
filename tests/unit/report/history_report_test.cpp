// tests/unit/report/history_report_test.cpp – pages and JSON of recorded forecasts and waterfalls.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/history_report.hpp"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/catch.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {
namespace {

io::LedgerEntry entry(std::string const& id, core::Date as_of, double shift) {
  io::LedgerEntry made;
  made.id = id;
  made.currency = "USD";
  made.model = "simulation";
  made.as_of = as_of;
  made.period = {"2026-Q4", core::make_date(2026, 10, 1), core::make_date(2026, 12, 31),
                 core::PeriodUnit::quarter};
  for (int i = 0; i < 9; ++i) made.quantiles.push_back(1e6 * (1 + i) + shift);
  made.mean = 5e6 + shift;
  made.booked = 100'000'000;
  made.n_runs = 2;
  made.last_run = "2026-11-01T00:00:00Z";
  return made;
}

service::HistoryReport report_of_three() {
  service::HistoryReport report;
  report.company = "Three \x1b[31mForecasts";
  report.shown_period = "2026-Q4";
  report.forecasts.push_back({entry("aaaaaaaaaaaa", core::make_date(2026, 10, 9), 0), {}});
  report.forecasts.push_back({entry("bbbbbbbbbbbb", core::make_date(2026, 10, 9), 5e5), {}});
  report.forecasts.push_back({entry("cccccccccccc", core::make_date(2026, 11, 9), 1e6), {}});
  report.forecasts[1].entry.scenarios = {"slow"};
  report.forecasts[2].score = service::RecordScore{4.2e6, 1.5e5, 0.31, true};
  report.scores = service::RecordScores{1, 1.5e5, 1};
  return report;
}

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

service::WhyReport why_report() {
  service::WhyReport report;
  report.from = entry("aaaaaaaaaaaa", core::make_date(2026, 10, 9), 0);
  report.to = entry("cccccccccccc", core::make_date(2026, 11, 9), 1);
  report.bridge.from = 500'000'000;
  report.bridge.to = 500'000'123;
  report.bridge.causes.assign(service::n_causes, 0);
  report.bridge.causes[static_cast<std::size_t>(service::Cause::won)] = 1'000'123;
  report.bridge.causes[static_cast<std::size_t>(service::Cause::lost)] = -1'000'000;
  report.bridge.cells = {
      {service::Cause::won, "w", "A very long name of a deal that was won", 1'000'123},
      {service::Cause::lost, "l", "", -1'000'000}};
  report.steps = {{"from", 5e6, 4e6}, {"to", 5e6 + 1.23, 4e6}};
  report.not_rerun = "the data were replaced";
  return report;
}

}  // namespace

TEST_CASE("history: the page lists, draws and scores at 60 and at 80 columns", "[unit]") {
  for (int const width : {60, 80}) {
    Style style;
    style.width = width;
    auto const page = history_text(report_of_three(), style);
    check_width(page, width);
    CHECK(has(page, "3 forecasts on record"));
    CHECK(!has(page, "\x1b"));
    CHECK(has(page, "HOW 2026-Q4 MOVED"));
    CHECK(has(page, "+1.00M"));
    CHECK(has(page, "PERIODS THAT HAVE ENDED"));
  }
}

TEST_CASE("history: of one day the forecast without scenarios is drawn", "[unit]") {
  auto const page = history_text(report_of_three(), Style{});
  auto const drawn = page.substr(page.find("HOW 2026-Q4 MOVED"));
  CHECK(has(drawn, "2026-10-09   3.00M   5.00M"));
  CHECK(!has(drawn, "3.50M"));
}

TEST_CASE("history: the JSON holds every forecast, and scores where there are some", "[unit]") {
  auto const page = nlohmann::json::parse(history_json(report_of_three()));
  CHECK(page["schema"] == "quarterdeck.history.v1");
  REQUIRE(page["forecasts"].size() == 3);
  CHECK(page["forecasts"][0]["quantiles"]["0.5"] == 5e6);
  CHECK(!page["forecasts"][0].contains("score"));
  CHECK(page["forecasts"][2]["score"]["pit"] == 0.31);
  CHECK(page["scores"]["mean_crps"] == 1.5e5);
}

TEST_CASE("why: lines to the cent, and why nothing was made again", "[unit]") {
  Style style;
  auto const page = why_text(why_report(), style);
  check_width(page, 80);
  CHECK(has(page, "WHY THE MEAN MOVED BY +1.23"));
  CHECK(has(page, "+10,001.23"));
  CHECK(has(page, "-10,000.00"));
  CHECK(has(page, "are not told apart"));
  CHECK(!has(page, "what the days between taught"));
  auto const json = nlohmann::json::parse(why_json(why_report()));
  CHECK(json["change"] == 1.23);
  CHECK(json["causes"]["won"] == 10001.23);
  CHECK(json["deals"].size() == 2);
  CHECK(json["not_rerun"] == "the data were replaced");
}

TEST_CASE("waterfall: both columns and the deals that came back", "[unit]") {
  service::WaterfallReport report;
  report.currency = "USD";
  auto& flow = report.waterfall;
  flow.from = core::make_date(2026, 10, 1);
  flow.to = core::make_date(2026, 11, 1);
  flow.opening = 100;
  flow.closing = 300;
  flow.gross[static_cast<std::size_t>(data::Flow::created)] = {250, 2};
  flow.gross[static_cast<std::size_t>(data::Flow::won)] = {-50, 1};
  flow.net[static_cast<std::size_t>(data::Flow::created)] = {200, 1};
  flow.round_trips = {{"x", "", 500, 0, 2}};
  auto const page = waterfall_text(report, Style{});
  check_width(page, 80);
  CHECK(has(page, "+2.50"));
  CHECK(has(page, "-0.50"));
  CHECK(has(page, "MOVED AND CAME BACK: 1 DEAL"));
  auto const json = nlohmann::json::parse(waterfall_json(report));
  CHECK(json["day_by_day"]["won"]["amount"] == -0.5);
  CHECK(json["end_to_end"]["created"]["steps"] == 1);
  CHECK(json["came_back"][0]["gross"] == 5.0);
}

TEST_CASE("Amounts are written to the cent, at any size and of either sign", "[unit]") {
  CHECK(exact_amount(0) == "0.00");
  CHECK(exact_amount(-7) == "-0.07");
  CHECK(exact_amount(123456789) == "1,234,567.89");
  CHECK(exact_amount(-100000) == "-1,000.00");
  CHECK(exact_amount(std::numeric_limits<core::Minor>::min()) == "-92,233,720,368,547,758.08");
}

}  // namespace quarterdeck::report
