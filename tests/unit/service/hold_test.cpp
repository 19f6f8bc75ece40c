// tests/unit/service/hold_test.cpp – a forecast held against the past, and the pool's draws.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/past/hold.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/money.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/service/past_forecasts.hpp"
#include "tools/service/forecast/forecast.hpp"
#include "tools/service/past/combination.hpp"
#include "tools/service/past/sorted_values.hpp"

using namespace quarterdeck;
using service::CombinationMember;

namespace {

/// A run of normal open and exponential-like new business above 100 booked.
results::Results run_of(std::size_t n) {
  results::Results run;
  auto stream = models::row_stream(3, 2, 0);
  for (std::size_t i = 0; i < n; ++i) {
    double const open = std::max(0.0, 600 + 80 * models::normal_variate(stream));
    double const later = i % 10 == 0 ? 0 : -100 * std::log(stream.uniform());
    run.new_business.push_back(core::to_minor(later));
    run.total.push_back(core::to_minor(100) + core::to_minor(open) + run.new_business.back());
  }
  run.n_trials = static_cast<std::int64_t>(n);
  return run;
}

service::Forecast forecast_of() {
  service::Forecast forecast;
  forecast.company = "Sample";
  forecast.currency = "USD";
  forecast.as_of = core::make_date(2026, 2, 1);
  forecast.period = *core::FiscalCalendar().parse("2026-Q1");
  forecast.results = run_of(4096);
  forecast.summary.booked = 100;
  forecast.summary.total.spread.quantiles[service::p50] = 790;
  return forecast;
}

service::ForecastSubject subject_of(service::Forecast const& forecast) {
  return {forecast.company, forecast.currency, false, forecast.as_of, forecast.period, {}};
}

service::Backtest backtest_of() {
  service::Backtest backtest;
  backtest.company = "Sample";
  backtest.currency = "USD";
  backtest.newest = core::make_date(2026, 1, 20);
  backtest.forecasts = test::past_forecasts({});
  return backtest;
}

}  // namespace

TEST_CASE("combination: in every trial the parts add up, and none is below zero", "[unit]") {
  auto const run = run_of(4096);
  std::vector<CombinationMember> const members{{0.4, {}}, {0.6, test::normal_grid(500, 250)}};
  for (auto const& trial : service::combine(run, 100, members, 1)) {
    CHECK(100 + trial.open + trial.created_later == Approx(trial.total).margin(1e-6));
    CHECK(trial.open >= -1e-9);
    CHECK(trial.created_later >= 0);
  }
}

TEST_CASE("combination: all weight on the simulation leaves every trial as it was", "[unit]") {
  auto const run = run_of(512);
  std::vector<CombinationMember> const members{{1, {}}, {0, test::normal_grid(500, 250)}};
  auto const trials = service::combine(run, 100, members, 1);
  for (std::size_t i = 0; i < trials.size(); ++i) {
    CHECK(trials[i].total == Approx(core::to_units(run.total[i])));
    CHECK(trials[i].created_later == Approx(core::to_units(run.new_business[i])));
  }
}

TEST_CASE("combination: all weight on a baseline has its quantiles", "[unit]") {
  auto const run = run_of(4096);
  std::vector<CombinationMember> const members{{0, {}}, {1, test::normal_grid(900, 120)}};
  std::vector<double> totals;
  for (auto const& trial : service::combine(run, 100, members, 1)) totals.push_back(trial.total);
  std::sort(totals.begin(), totals.end());
  auto const spread = service::spread_of_sorted(totals);
  CHECK(spread.mean == Approx(900).epsilon(0.002));
  CHECK(spread.sd == Approx(120).epsilon(0.01));
  CHECK(spread.quantiles[service::p10] == Approx(900 - 1.2816 * 120).epsilon(0.002));
  CHECK(spread.quantiles[service::p90] == Approx(900 + 1.2816 * 120).epsilon(0.002));
}

TEST_CASE("backing: says why the past says nothing", "[unit]") {
  auto const forecast = forecast_of();
  auto backtest = backtest_of();
  CHECK(service::why_unbacked(&backtest, subject_of(forecast)).empty());
  CHECK(service::why_unbacked(nullptr, subject_of(forecast)).find("no backtest") !=
        std::string::npos);
  backtest.company = "Other";
  CHECK(service::why_unbacked(&backtest, subject_of(forecast)).find("another workspace") !=
        std::string::npos);
  backtest = backtest_of();
  backtest.unit = core::PeriodUnit::month;
  CHECK(service::why_unbacked(&backtest, subject_of(forecast)).find("another length") !=
        std::string::npos);
  backtest = backtest_of();
  for (auto& row : backtest.forecasts) row.weeks_left = 4;
  CHECK_THAT(service::why_unbacked(&backtest, subject_of(forecast)),
             Catch::Contains("weeks left and those of the backtest had 4"));
  backtest = backtest_of();
  auto early = forecast_of();
  early.as_of = core::make_date(2023, 1, 5);
  CHECK(service::why_unbacked(&backtest, subject_of(early)).find("had ended") != std::string::npos);
}

TEST_CASE("backing: only periods that had ended by the forecast's day count", "[unit]") {
  auto forecast = forecast_of();
  auto const backtest = backtest_of();
  auto const whole = service::backing_of(backtest, forecast, {});
  CHECK(whole.n_periods == 12);
  CHECK(whole.days_since == 12);
  CHECK(whole.weeks_left == 9);
  REQUIRE(whole.accuracy);
  CHECK(whole.accuracy->expected);
  REQUIRE(whole.combination.weights.size() == 1);
  CHECK(whole.combination.weights[0].weight == Approx(1));
  CHECK(whole.combination.total.mean == Approx(service::spread_of_sorted([&] {
                                                 std::vector<double> totals;
                                                 for (auto const total : forecast.results.total)
                                                   totals.push_back(core::to_units(total));
                                                 std::sort(totals.begin(), totals.end());
                                                 return totals;
                                               }())
                                                   .mean));
  forecast.as_of = core::make_date(2024, 2, 1);
  forecast.period = *core::FiscalCalendar().parse("2024-Q1");
  auto const early = service::backing_of(backtest, forecast, {});
  CHECK(early.n_periods == 4);
  CHECK(early.days_since == 0);
}
