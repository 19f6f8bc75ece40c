// tests/unit/service/past_forecasts.hpp – past forecasts written by hand, for tests of their
// scores. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "models/baseline/baselines.hpp"
#include "models/evaluate/crps.hpp"
#include "models/evaluate/pit.hpp"
#include "models/posterior/draws.hpp"
#include "tools/service/past/backtest.hpp"

namespace quarterdeck::test {

/// Normal quantiles as a grid.
inline std::vector<double> normal_grid(double mean, double sd) {
  std::vector<double> grid;
  auto const n = models::baseline::n_grid;
  for (std::size_t i = 0; i < n; ++i) {
    double const level = (static_cast<double>(i) + 0.5) / static_cast<double>(n);
    grid.push_back(mean + sd * models::normal_quantile(level));
  }
  return grid;
}

inline service::MethodForecast method(std::string name, std::vector<double> grid, double actual) {
  service::MethodForecast made;
  made.name = std::move(name);
  for (double const value : grid) made.mean += value / static_cast<double>(grid.size());
  made.crps = *models::evaluate::crps_plain(grid, actual);
  made.claim = *models::evaluate::claimed_crps(grid, models::evaluate::Estimator::plain);
  auto const range = models::evaluate::pit_range(grid, actual);
  made.pit = (range.low + range.high) / 2;
  made.grid = std::move(grid);
  return made;
}

/// How the forecasts of `past_forecasts` stand to the truth, a normal of mean 1000 and sd 100.
struct Habits {
  double width = 1;           ///< of the simulation's spread, times the true one
  double shift = 0;           ///< of its mean
  double reference_sd = 250;  ///< of the baselines
  int n_periods = 12;
  std::vector<int> leads{9, 3};
  std::uint64_t seed = 1;
};

inline std::vector<service::PastForecast> past_forecasts(Habits const& habits) {
  std::vector<service::PastForecast> rows;
  core::FiscalCalendar const calendar;
  auto period = *calendar.parse("2023-Q1");
  auto stream = models::row_stream(habits.seed, 1, 0);
  for (int q = 0; q < habits.n_periods; ++q) {
    double const actual = 1000 + 100 * models::normal_variate(stream);
    for (int const lead : habits.leads) {
      service::PastForecast row;
      row.period = period;
      row.as_of = period.end - core::Days{7 * lead};
      row.weeks_left = lead;
      row.week = 14 - lead;
      row.actual = actual;
      row.booked = 100;
      row.scale = 1000;
      row.simulation =
          method("simulation", normal_grid(1000 + habits.shift, 100 * habits.width), actual);
      for (auto const* name : {"run-rate", "conversion", "rest-of-four"})
        row.baselines.push_back(method(name, normal_grid(1000, habits.reference_sd), actual));
      row.baselines.push_back({"last-year", "not on record", 0, 0, 0, 0, {}});
      for (std::size_t i = 0; i < service::quantile_levels.size(); ++i) {
        auto const at = static_cast<std::size_t>(service::quantile_levels[i] * 199);
        row.quantiles[i] = row.simulation.grid[std::min<std::size_t>(at, 198)];
      }
      row.deals = {{"a", 0.2, q % 5 == 0}, {"b", 0.7, q % 10 < 7}};
      row.groups = {{"region", "North", actual, 100, 1000, 30, 0.5, 900, 1100}};
      rows.push_back(std::move(row));
    }
    period = calendar.next(period);
  }
  return rows;
}

}  // namespace quarterdeck::test
