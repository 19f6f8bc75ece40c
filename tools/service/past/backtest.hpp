// tools/service/past/backtest.hpp – what past days would have said, and what came.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/provenance.hpp"
#include "engine/data/finding.hpp"
#include "tools/service/forecast/summary.hpp"

namespace quarterdeck::service {

/// A forecast of a period's total by one method. Reporting currency units, or deals.
struct MethodForecast {
  std::string name;
  std::string absent;  ///< why there is none; empty where there is one
  double mean = 0;
  double crps = 0;           ///< against what happened
  double claim = 0;          ///< half the mean distance of two draws: the CRPS that it expects
  double pit = 0;            ///< place of what happened in the forecast, 0 to 1
  std::vector<double> grid;  ///< quantiles at (i + ½) / 199; empty where absent
};

struct DealOutcome {
  std::string id;
  double p_win_in_period = 0;
  bool won = false;  ///< by the period's end
};

struct GroupOutcome {
  std::string by;
  std::string value;
  double actual = 0;
  double booked = 0;
  double mean = 0;
  double crps = 0;
  double pit = 0;
  double p10 = 0;
  double p90 = 0;
};

/// What would have been said at the end of a past day, and what came.
struct PastForecast {
  core::Date as_of{};
  core::Period period;
  int weeks_left = 0;
  int week = 0;       ///< of the period, 1 the first: weeks of the period + 1 - weeks_left
  double actual = 0;  ///< won in the period as known now; each win at the rate of its closing day
  double booked = 0;  ///< of it, by as_of
  double scale = 0;   ///< mean of the last four or fewer completed totals, known at as_of
  Quantiles quantiles{};      ///< of the simulation
  MethodForecast simulation;  ///< its CRPS is the fair one of all draws
  std::vector<MethodForecast> baselines;
  std::vector<DealOutcome> deals;    ///< open at as_of, by id
  std::vector<GroupOutcome> groups;  ///< of the workspace's groups
};

/// What a backtest rests on; equal settings give equal bytes.
struct BacktestSettings {
  core::BuildInfo build;
  int stream_version = 0;
  std::uint64_t seed = 1;
  std::int64_t trials = 0;
  std::string workspace_sha256;
  std::vector<core::InputHash> inputs;
};

/// Everything a report can show. Holds neither a clock nor a number of threads.
struct Backtest {
  bool complete = true;  ///< false when the hook stopped the work; forecasts are then missing
  std::string company;
  std::string currency;
  bool measure_counts = false;
  core::PeriodUnit unit = core::PeriodUnit::quarter;
  core::Date newest{};  ///< newest date in the data: what "now" means in `actual`
  BacktestSettings settings;
  std::size_t n_planned = 0;            ///< past days chosen
  std::vector<PastForecast> forecasts;  ///< by period, then day
  data::Findings leaks;                 ///< what the past is read without, see data::cut
};

/// Where finished days are kept, so that work that was stopped can go on. Both may be empty; both
/// are called from several threads at once, never twice at once for the same key.
struct PastForecastStore {
  /// @return what was kept under the key, or nothing
  std::function<std::optional<PastForecast>(std::string const& key)> load;
  std::function<void(std::string const& key, PastForecast const& forecast)> save;
};

}  // namespace quarterdeck::service
