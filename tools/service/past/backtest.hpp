// tools/service/past/backtest.hpp – the use case that asks the past: what would we have said, what
// came. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/diagnostic.hpp"
#include "engine/core/provenance.hpp"
#include "engine/data/finding.hpp"
#include "engine/data/history.hpp"
#include "engine/data/records.hpp"
#include "engine/plan/plan.hpp"
#include "engine/results/results.hpp"
#include "engine/workspace/workspace.hpp"
#include "tools/service/forecast/summary.hpp"
#include "tools/service/session/hooks.hpp"

namespace quarterdeck::service {

/// Trials of one past forecast, unless the caller says otherwise.
inline constexpr std::int64_t default_backtest_trials = 20000;

/// Completed periods, seen at the same days left, that must lie before a past day for it to be
/// asked: with fewer, no baseline knows its errors.
inline constexpr std::size_t least_periods_before = 2;

struct BacktestRequest {
  std::filesystem::path workspace;  ///< file, or a folder that holds `quarterdeck.yaml`
  std::string from;                 ///< first period; empty: the first with enough history
  std::string to;                   ///< last period; empty: the last that has ended
  std::vector<int> weeks_left;      ///< empty: every week of the period
  std::optional<std::int64_t> trials;
  std::optional<std::uint64_t> seed;  ///< empty: as the workspace says
  int threads = 0;                    ///< 0: all cores; never changes a number
};

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

/// A day to ask, and the period that it is asked about.
struct PastDay {
  core::Date as_of{};
  core::Period period;
  int weeks_left = 0;
};

/// The days of a request: for every period from..to the days that lie whole weeks before its end,
/// where at least `least_periods_before` completed periods are on record at the same days left.
/// @return the days by period then date; what is wrong with the names of the periods, QD-321 for a
///         free range, QD-322 for a period that has not ended, QD-323 for two that do not span
///         anything, QD-324 where no day has enough history before it
/// @verified tests/unit/service/backtest_test.cpp
[[nodiscard]] core::Checked<std::vector<PastDay>> past_days(io::Workspace const& workspace,
                                                            data::Records const& records,
                                                            BacktestRequest const& request);

/// Week of its period that begins after the day; 1 is the first, 0 lies before it.
[[nodiscard]] int week_of(PastDay const& day);

/// How one past day is asked.
struct PastQuestion {
  PastDay day;
  std::uint64_t seed = 1;
  std::int64_t trials = default_backtest_trials;
};

/// What was said of a past day, before anybody looks at what came.
struct AskedDay {
  PastForecast forecast;  ///< all but actual, scores, outcomes and what groups brought
  results::Results results;
  std::vector<plan::Grouping> groupings;
  bool measure_counts = false;
  std::vector<double> sorted_totals;  ///< all draws, reporting units, ascending
};

/// The forecast of one past day by the functions that forecast today: cut, pipeline, fit, compile,
/// simulate, on one thread. Nothing of `records` after the day reaches it.
/// @verified tests/unit/service/backtest_test.cpp
[[nodiscard]] AskedDay ask_past_day(data::Records const& records, io::Workspace const& workspace,
                                    PastQuestion const& question);

/// Fills in what happened, as known in `now`, and the scores.
/// @verified tests/unit/service/backtest_test.cpp
/// @param seed  of the randomised places of outcomes in forecasts with ties
[[nodiscard]] PastForecast settle(AskedDay&& asked, data::History const& now, std::uint64_t seed);

/// Asks every chosen past day, days in parallel. The same request on the same data gives the same
/// bits at any number of threads and after any number of interruptions.
/// @return the backtest, or every fault of the workspace, its tables or the request
/// @throws core::IoError, core::NumericError
/// @verified tests/unit/service/backtest_test.cpp, tests/cli/backtest_test.cpp
[[nodiscard]] core::Checked<Backtest> backtest(BacktestRequest const& request,
                                               PastForecastStore const& store = {},
                                               Hooks const& hooks = {});

/// The same on records in memory, of which the settings name no file.
/// @verified tests/unit/service/backtest_test.cpp
[[nodiscard]] core::Checked<Backtest> backtest(io::Workspace const& workspace,
                                               data::Records const& records,
                                               BacktestRequest const& request);

}  // namespace quarterdeck::service
