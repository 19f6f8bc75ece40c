// tools/report/files/backtest_files.cpp – see backtest_files.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/files/backtest_files.hpp"

#include <fmt/core.h>

#include "engine/core/atomic_file.hpp"
#include "tools/report/files/text_file.hpp"
#include "tools/report/json/past_forecast_json.hpp"

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
  store.load = [file_of](std::string const& key) {
    return parsed_file(file_of(key), parse_past_forecast);
  };
  store.save = [file_of](std::string const& key, service::PastForecast const& forecast) {
    core::write_atomically(file_of(key), past_forecast_json(forecast));
  };
  return store;
}

}  // namespace quarterdeck::report
