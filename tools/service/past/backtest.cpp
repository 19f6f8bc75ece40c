// tools/service/past/backtest.cpp – see backtest.hpp; the days of a backtest, in parallel.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/past/backtest.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "engine/core/ids.hpp"
#include "engine/data/cut.hpp"
#include "engine/io/deals/read_records.hpp"
#include "engine/table/sha256.hpp"
#include "tools/service/session/parallel.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

BacktestSettings settings_of(io::Workspace const& workspace, BacktestRequest const& request) {
  BacktestSettings settings;
  settings.build = core::build_info();
  settings.stream_version = core::stream_version;
  settings.seed = request.seed.value_or(workspace.forecast.seed);
  settings.trials = request.trials.value_or(default_backtest_trials);
  return settings;
}

/// Name of all that a day's result depends on.
std::string key_of(BacktestSettings const& settings, PastDay const& day, core::Date newest) {
  io::Sha256 hash;
  hash.update(fmt::format("quarterdeck.past.v1\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n",
                          settings.build.version, settings.build.git, settings.build.compiler,
                          settings.build.boost, settings.stream_version, settings.seed,
                          settings.trials));
  hash.update(settings.workspace_sha256);
  for (auto const& input : settings.inputs)
    hash.update(fmt::format("\n{}\n{}\n{}", input.name, input.sha256, input.rows));
  hash.update(
      fmt::format("\n{}\n{}\n{}", day.period.id, core::to_iso(day.as_of), core::to_iso(newest)));
  return fmt::format("{}_{}_{}", day.period.id, day.weeks_left, hash.hex().substr(0, 32));
}

/// Everything that the days share.
struct Work {
  io::Workspace const& workspace;
  data::Records const& records;
  PastForecastStore const& store;
  Hooks const& hooks;
  data::History now;
  std::vector<PastDay> days;
};

PastForecast one_day(Work const& work, BacktestSettings const& settings, PastDay const& day) {
  auto const key = key_of(settings, day, work.now.as_of);
  if (work.store.load) {
    if (auto kept = work.store.load(key)) return std::move(*kept);
  }
  auto asked = ask_past_day(work.records, work.workspace, {day, settings.seed, settings.trials});
  auto forecast = settle(std::move(asked), work.now, settings.seed);
  if (work.store.save) work.store.save(key, forecast);
  return forecast;
}

/// Runs every day unless the hook says stop. Results stand at their day's place, so neither the
/// number of threads nor the order of finishing shows.
bool run_days(Work const& work, Backtest& result, int n_threads) {
  result.forecasts.resize(work.days.size());
  return for_each_index(work.days.size(), {n_threads, work.hooks, "backtesting"},
                        [&](std::size_t at) {
                          result.forecasts[at] = one_day(work, result.settings, work.days[at]);
                        });
}

/// What the past is read without, as the last day asked says.
data::Findings leaks_of(data::Records const& records, core::Date on) {
  auto findings = data::cut(records, on).findings;
  std::erase_if(findings, [](auto const& finding) { return !finding.code.starts_with("leak."); });
  return findings;
}

core::Checked<Backtest> run(Work&& work, BacktestRequest const& request,
                            BacktestSettings settings) {
  auto days = past_days(work.workspace, work.records, request);
  if (!days) return tl::unexpected(std::move(days.error()));
  work.days = std::move(*days);
  Backtest result;
  result.company = work.workspace.company;
  result.currency = work.workspace.currency;
  result.measure_counts = work.workspace.measure == io::Measure::count;
  result.unit = work.days.front().period.unit;
  result.newest = work.records.facts.newest;
  result.settings = std::move(settings);
  result.n_planned = work.days.size();
  work.now = data::cut(work.records, result.newest).history;
  result.leaks = leaks_of(work.records, work.days.back().as_of);
  result.complete =
      go_on(work.hooks, "backtesting") && run_days(work, result, thread_count(request.threads));
  return result;
}

}  // namespace

core::Checked<Backtest> backtest(BacktestRequest const& request, PastForecastStore const& store,
                                 Hooks const& hooks) {
  Backtest stopped;
  stopped.complete = go_on(hooks, "reading");
  if (!stopped.complete) return stopped;
  auto workspace = io::read_workspace(request.workspace);
  if (!workspace) return tl::unexpected(std::move(workspace.error()));
  auto read = io::read_records(*workspace);
  if (!read) return tl::unexpected(std::move(read.error()));
  auto settings = settings_of(*workspace, request);
  settings.inputs = read->inputs;
  settings.workspace_sha256 = io::sha256_of_file(workspace->file);
  return run({*workspace, read->records, store, hooks, {}, {}}, request, std::move(settings));
}

core::Checked<Backtest> backtest(io::Workspace const& workspace, data::Records const& records,
                                 BacktestRequest const& request) {
  PastForecastStore const store;
  Hooks const hooks;
  return run({workspace, records, store, hooks, {}, {}}, request, settings_of(workspace, request));
}

}  // namespace quarterdeck::service
