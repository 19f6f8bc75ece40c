// tests/unit/report/backtest_report_test.cpp – a backtest on the page and in files.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/backtest_report.hpp"

#include <array>
#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/unit/service/past_forecasts.hpp"
#include "tools/report/backtest_tables.hpp"
#include "tools/report/text.hpp"

using namespace quarterdeck;

namespace {

service::Backtest backtest_of(test::Habits const& habits) {
  service::Backtest backtest;
  backtest.company = "Sample \x1b[31mLtd";
  backtest.currency = "USD";
  backtest.newest = core::make_date(2026, 1, 20);
  backtest.settings.inputs = {{"opportunities.csv", "ab12", 7}};
  backtest.forecasts = test::past_forecasts(habits);
  return backtest;
}

void check_same(service::MethodForecast const& a, service::MethodForecast const& b) {
  CHECK(a.name == b.name);
  CHECK(a.absent == b.absent);
  CHECK(a.grid == b.grid);
  CHECK(a.crps == b.crps);
  CHECK(a.claim == b.claim);
  CHECK(a.pit == b.pit);
}

}  // namespace

TEST_CASE("backtest report: a past forecast comes back bit by bit", "[unit]") {
  for (auto const& row : test::past_forecasts({.n_periods = 3})) {
    auto const back = report::parse_past_forecast(report::past_forecast_json(row));
    REQUIRE(back);
    CHECK(back->as_of == row.as_of);
    CHECK(back->period == row.period);
    CHECK(back->quantiles == row.quantiles);
    CHECK(back->actual == row.actual);
    check_same(back->simulation, row.simulation);
    REQUIRE(back->baselines.size() == row.baselines.size());
    for (std::size_t i = 0; i < row.baselines.size(); ++i)
      check_same(back->baselines[i], row.baselines[i]);
    REQUIRE(back->deals.size() == 2);
    CHECK(back->deals[1].id == "b");
    CHECK(back->deals[1].won == row.deals[1].won);
    CHECK(back->groups.at(0).p90 == row.groups.at(0).p90);
  }
}

TEST_CASE("backtest report: a text that is no past forecast is not taken for one", "[unit]") {
  auto const text = report::past_forecast_json(test::past_forecasts({.n_periods = 1}).front());
  CHECK_FALSE(report::parse_past_forecast(""));
  CHECK_FALSE(report::parse_past_forecast("{}"));
  CHECK_FALSE(report::parse_past_forecast(text.substr(0, text.size() / 2)));
  auto const broken = report::parse_backtest("[1, 2]", "backtest.json");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().front().code == "QD-325");
}

TEST_CASE("backtest report: the JSON of a backtest is read back, and made the same again",
          "[unit]") {
  auto const backtest = backtest_of({});
  auto const summary = service::track_record(backtest.forecasts);
  auto const text = report::backtest_json({backtest, summary});
  auto const back = report::parse_backtest(text, "backtest.json");
  REQUIRE(back);
  CHECK(back->forecasts.size() == backtest.forecasts.size());
  CHECK(back->settings.inputs.at(0).sha256 == "ab12");
  auto const again = service::track_record(back->forecasts);
  REQUIRE(again.predictability.record);
  CHECK(again.predictability.record->score == summary.predictability.record->score);
}

TEST_CASE("backtest report: no line of the page is wider than the style", "[unit]") {
  for (auto const signs : {report::Signs::unicode, report::Signs::ascii}) {
    for (int const n_periods : {1, 3, 12}) {
      auto const backtest = backtest_of({.n_periods = n_periods});
      auto const summary = service::track_record(backtest.forecasts);
      report::Style const style{80, signs, report::Colour::off};
      std::istringstream page(report::backtest_text({backtest, summary}, style));
      for (std::string line; std::getline(page, line);) {
        INFO(line);
        CHECK(report::columns_of(line) <= 80);
        CHECK(line.find('\x1b') == std::string::npos);
      }
    }
  }
}

TEST_CASE("backtest report: all simple forecasts find room on the page", "[unit]") {
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
    auto const page = report::accuracy_section(
        summary, report::Style{width, report::Signs::unicode, report::Colour::off});
    INFO(page);
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) CHECK(report::columns_of(line) <= width);
    for (auto const* title : {" simul.", " cat.", " rest4"}) CHECK(page.find(title) != page.npos);
    CHECK((page.find("rest4") - page.find("simul.") < 100) == (width >= 100));
    CHECK(page.find("*:") != page.npos);
  }
}

TEST_CASE("backtest report: a baseline that is absent leaves its cells blank", "[unit]") {
  auto const backtest = backtest_of({.n_periods = 1, .leads = {3}});
  std::ostringstream out;
  report::write_forecasts_csv(backtest, out);
  auto const text = out.str();
  CHECK(text.find("as_of,period,week,actual,booked,mean,q01,q05,q10,q25,q50,q75,q90,q95,q99,crps,"
                  "pit,run-rate,run-rate_crps,") == 0);
  CHECK(text.find(",last-year,last-year_crps\n") != std::string::npos);
  CHECK(text.find(",,\n") != std::string::npos);
  std::ostringstream deals;
  report::write_deals_csv(backtest, deals);
  CHECK(deals.str().find("as_of,period,id,p_win_in_period,outcome\n2023-03-10,2023-Q1,a,0.2,1\n") ==
        0);
}
