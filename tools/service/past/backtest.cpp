// tools/service/past/backtest.cpp – the days of a backtest, in parallel, see answer.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/past/backtest.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "engine/core/ids.hpp"
#include "engine/data/cut.hpp"
#include "engine/table/sha256.hpp"
#include "tools/service/past/answer.hpp"
#include "tools/service/past/ask_day.hpp"
#include "tools/service/session/parallel.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

BacktestSettings settings_of(Session const& session, Reading const& reading,
                             BacktestQuestion const& question) {
  BacktestSettings settings;
  settings.build = core::build_info();
  settings.stream_version = core::stream_version;
  settings.seed = session.request().seed.value_or(reading.workspace.forecast.seed);
  settings.trials = question.trials.value_or(default_backtest_trials);
  settings.workspace_sha256 = reading.workspace_sha256;
  settings.inputs = reading.tables.inputs;
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
  Reading const& reading;
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
  auto asked = ask_day(work.reading, {day, settings.seed, settings.trials});
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

Backtest describe(Reading const& reading, std::vector<PastDay> const& days) {
  auto const& records = reading.tables.records;
  Backtest result;
  result.company = reading.workspace.company;
  result.currency = reading.workspace.currency;
  result.measure_counts = reading.workspace.measure == io::Measure::count;
  result.unit = days.front().period.unit;
  result.newest = records.facts.newest;
  result.n_planned = days.size();
  result.leaks = leaks_of(records, days.back().as_of);
  return result;
}

}  // namespace

core::Checked<Backtest> answer(Session const& session, BacktestQuestion const& question,
                               PastForecastStore const& store, Hooks const& hooks) {
  auto const part = session.reading(hooks);
  if (!part) return tl::unexpected(part.error());
  if (*part == nullptr) {
    Backtest stopped;
    stopped.complete = false;
    return stopped;
  }
  Reading const& reading = **part;
  auto days = choose_days(reading, question);
  if (!days) return tl::unexpected(std::move(days.error()));
  auto result = describe(reading, *days);
  result.settings = settings_of(session, reading, question);
  auto const& records = reading.tables.records;
  Work const work{reading, store, hooks, data::cut(records, result.newest).history,
                  std::move(*days)};
  result.complete = go_on(hooks, "backtesting") && run_days(work, result, session.n_threads());
  return result;
}

}  // namespace quarterdeck::service
