// tools/report/backtest_files.cpp – the tables of a backtest, and the days kept on the way.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <fstream>
#include <iterator>

#include "engine/core/atomic_file.hpp"
#include "engine/core/error.hpp"
#include "tools/report/backtest_report.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {
namespace {

std::string header_of(service::Backtest const& backtest) {
  std::string header =
      "as_of,period,week,actual,booked,mean,q01,q05,q10,q25,q50,q75,q90,q95,q99,crps,pit";
  if (!backtest.forecasts.empty()) {
    for (auto const& method : backtest.forecasts.front().baselines)
      header += fmt::format(",{0},{0}_crps", method.name);
  }
  return header;
}

}  // namespace

void write_forecasts_csv(service::Backtest const& backtest, std::ostream& out) {
  out << header_of(backtest) << '\n';
  for (auto const& row : backtest.forecasts) {
    out << fmt::format("{},{},{},{},{},{}", core::to_iso(row.as_of), csv_cell(row.period.id),
                       row.week, row.actual, row.booked, row.simulation.mean);
    for (double const quantile : row.quantiles) out << fmt::format(",{}", quantile);
    out << fmt::format(",{},{}", row.simulation.crps, row.simulation.pit);
    for (auto const& method : row.baselines) {
      out << (method.absent.empty() ? fmt::format(",{},{}", method.mean, method.crps) : ",,");
    }
    out << '\n';
  }
}

void write_deals_csv(service::Backtest const& backtest, std::ostream& out) {
  out << "as_of,period,id,p_win_in_period,outcome\n";
  for (auto const& row : backtest.forecasts) {
    for (auto const& deal : row.deals) {
      out << fmt::format("{},{},{},{},{}\n", core::to_iso(row.as_of), csv_cell(row.period.id),
                         csv_cell(deal.id), deal.p_win_in_period, deal.won ? 1 : 0);
    }
  }
}

service::PastForecastStore folder_store(std::filesystem::path const& folder) {
  auto const file_of = [folder](std::string const& key) { return folder / (key + ".json"); };
  service::PastForecastStore store;
  store.load = [file_of](std::string const& key) -> std::optional<service::PastForecast> {
    std::ifstream file(file_of(key), std::ios::binary);
    if (!file) return std::nullopt;
    std::string const text{std::istreambuf_iterator<char>(file), {}};
    return parse_past_forecast(text);
  };
  store.save = [file_of](std::string const& key, service::PastForecast const& forecast) {
    core::write_atomically(file_of(key), past_forecast_json(forecast));
  };
  return store;
}

}  // namespace quarterdeck::report
