// tests/unit/report/json/backtest_json_test.cpp – a backtest for programs, and back.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/backtest_json.hpp"

#include "tests/support/catch.hpp"
#include "tests/unit/service/past_forecasts.hpp"
#include "tools/report/json/past_forecast_json.hpp"

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

TEST_CASE("backtest json: a past forecast comes back bit by bit", "[unit]") {
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

TEST_CASE("backtest json: a text that is no past forecast is not taken for one", "[unit]") {
  auto const text = report::past_forecast_json(test::past_forecasts({.n_periods = 1}).front());
  CHECK_FALSE(report::parse_past_forecast(""));
  CHECK_FALSE(report::parse_past_forecast("{}"));
  CHECK_FALSE(report::parse_past_forecast(text.substr(0, text.size() / 2)));
  auto const broken = report::parse_backtest("[1, 2]", "backtest.json");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().front().code == "QD-325");
}

TEST_CASE("backtest json: the JSON of a backtest is read back, and made the same again", "[unit]") {
  auto const backtest = backtest_of({});
  auto const summary = service::track_record(backtest.forecasts);
  auto const text = report::backtest_json(backtest, summary);
  auto const back = report::parse_backtest(text, "backtest.json");
  REQUIRE(back);
  CHECK(back->forecasts.size() == backtest.forecasts.size());
  CHECK(back->settings.inputs.at(0).sha256 == "ab12");
  auto const again = service::track_record(back->forecasts);
  REQUIRE(again.predictability.record);
  CHECK(again.predictability.record->score == summary.predictability.record->score);
}
