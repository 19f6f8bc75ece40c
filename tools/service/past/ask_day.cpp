// tools/service/past/ask_day.cpp – see ask_day.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/past/ask_day.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "engine/data/cut.hpp"
#include "models/baseline/baselines.hpp"
#include "models/compile.hpp"
#include "models/evaluate/crps.hpp"
#include "models/evaluate/pit.hpp"
#include "tools/service/session/book.hpp"

namespace quarterdeck::service {
namespace {

namespace evaluate = models::evaluate;
using core::to_units;
using models::baseline::n_grid;

/// Sorted draws as the quantile grid that is kept of them: type-1 quantiles.
std::vector<double> grid_of(std::vector<double> const& sorted) {
  std::vector<double> grid;
  grid.reserve(n_grid);
  for (std::size_t i = 0; i < n_grid; ++i) {
    double const level = (static_cast<double>(i) + 0.5) / n_grid;
    auto const rank = static_cast<std::size_t>(level * static_cast<double>(sorted.size()));
    grid.push_back(sorted[std::min(rank, sorted.size() - 1)]);
  }
  return grid;
}

double average_of(std::vector<double> const& values) {
  double sum = 0;
  for (double const value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

std::vector<double> sorted_units(results::Results const& run) {
  std::vector<double> totals;
  totals.reserve(run.total.size());
  for (auto const total : run.total) totals.push_back(to_units(total));
  std::sort(totals.begin(), totals.end());
  return totals;
}

MethodForecast method_of(models::baseline::Baseline&& baseline) {
  MethodForecast method;
  method.name = models::baseline::name_of(baseline.kind);
  method.absent = std::move(baseline.absent);
  method.grid = std::move(baseline.grid);
  method.mean = average_of(method.grid);
  return method;
}

/// Mean total of the newest completed periods, at most four.
double scale_of(models::baseline::Sightings const& sightings) {
  constexpr int most = 4;
  double sum = 0;
  int n = 0;
  for (auto const& past : sightings.past) {
    if (!past.whole || n == most) continue;
    sum += past.total();
    ++n;
  }
  return n == 0 ? 0 : sum / n;
}

void add_baselines(PastForecast& forecast, data::History const& history,
                   models::ModelSpec const& spec) {
  models::baseline::BaselineSpec question;
  question.calendar = spec.calendar;
  question.period = spec.period;
  question.measure_counts = spec.measure_counts;
  auto const sightings = models::baseline::sightings(history, question);
  forecast.scale = scale_of(sightings);
  for (auto& baseline : models::baseline::baselines(sightings))
    forecast.baselines.push_back(method_of(std::move(baseline)));
}

void add_deals(PastForecast& forecast, models::Compiled const& compiled,
               results::Results const& run) {
  auto const n = static_cast<double>(run.n_trials);
  for (std::size_t i = 0; i < compiled.deals.size(); ++i) {
    double const wins = static_cast<double>(run.deals[i].wins);
    forecast.deals.push_back({compiled.deals[i].id, wins / n, false});
  }
  std::sort(forecast.deals.begin(), forecast.deals.end(),
            [](auto const& a, auto const& b) { return a.id < b.id; });
}

models::ForecastInputs inputs_of(Reading const& reading, PastDay const& day) {
  models::ForecastInputs inputs;
  inputs.history = data::cut(reading.tables.records, day.as_of).history;
  inputs.pipeline = data::pipeline_at(inputs.history, day.as_of);
  inputs.models = fit_models(reading.workspace, inputs.history, day.period);
  inputs.period = day.period;
  inputs.currency = reading.workspace.currency;
  inputs.groups = reading.workspace.groups;
  return inputs;
}

/// As many posterior rows as outer draws will use: each row once, all strata of it.
Eigen::Index rows_for(std::int64_t trials) {
  auto const outer = trials / simulate::default_trials_per_outer_draw;
  return static_cast<Eigen::Index>(
      std::clamp<std::int64_t>(outer, 64, models::CompileOptions{}.n_rows));
}

/// What happened, and the key of the random places in forecasts with ties.
struct Happened {
  double actual = 0;
  std::string question;
  std::uint64_t seed = 1;
};

/// Place and score of what happened in a baseline's forecast.
void score(MethodForecast& method, Happened const& happened) {
  if (!method.absent.empty()) return;
  auto const what = method.name + " / " + happened.question;
  method.crps = evaluate::crps_plain(method.grid, happened.actual).value_or(0);
  method.claim = evaluate::claimed_crps(method.grid, evaluate::Estimator::plain).value_or(0);
  method.pit = evaluate::randomised_pit(evaluate::pit_range(method.grid, happened.actual), what,
                                        happened.seed);
}

/// The simulation is scored by all of its draws.
void score_simulation(MethodForecast& method, std::vector<double> const& sorted,
                      Happened const& happened) {
  method.crps = evaluate::crps_fair(sorted, happened.actual).value_or(0);
  method.claim = evaluate::claimed_crps(sorted, evaluate::Estimator::fair).value_or(0);
  method.pit = evaluate::randomised_pit(evaluate::pit_range(sorted, happened.actual),
                                        happened.question, happened.seed);
}

double worth(data::WonDeal const& win, bool measure_counts) {
  if (measure_counts) return 1;
  return win.amount == core::no_amount ? 0 : to_units(win.amount);
}

void settle_deals(PastForecast& forecast, data::History const& now) {
  std::map<std::string_view, data::HistoryDeal const*> by_id;
  for (auto const& deal : now.deals) by_id.emplace(deal.id, &deal);
  for (auto& deal : forecast.deals) {
    auto const found = by_id.find(deal.id);
    if (found == by_id.end() || found->second->outcome != data::Outcome::won) continue;
    auto const closed = found->second->closed;
    deal.won = closed > forecast.as_of && closed <= forecast.period.end;
  }
}

/// A group's forecast as quantiles of its histogram.
GroupOutcome group_outcome(plan::Grouping const& grouping, std::size_t value,
                           results::Series const& series, double actual) {
  constexpr std::size_t n_levels = 99;
  GroupOutcome group;
  group.by = grouping.by;
  group.value = grouping.values[value];
  group.booked = to_units(grouping.booked[value]);
  group.actual = actual;
  group.mean = series.moments.mean() * core::units_per_minor;
  std::vector<double> grid;
  for (std::size_t i = 0; i < n_levels; ++i) {
    double const level = (static_cast<double>(i) + 0.5) / n_levels;
    grid.push_back(series.histogram.quantile(level) * core::units_per_minor);
  }
  group.crps = evaluate::crps_plain(grid, actual).value_or(0);
  auto const range = evaluate::pit_range(grid, actual);
  group.pit = (range.low + range.high) / 2;
  group.p10 = series.histogram.quantile(0.1) * core::units_per_minor;
  group.p90 = series.histogram.quantile(0.9) * core::units_per_minor;
  return group;
}

/// What was won by value of a grouping; values that the plan gathers under one name together.
std::map<std::string, double> won_by_value(plan::Grouping const& grouping, data::History const& now,
                                           std::vector<data::WonDeal> const& wins,
                                           bool measure_counts) {
  auto const& known = grouping.values;
  auto const has = [&known](std::string const& value) {
    return std::find(known.begin(), known.end(), value) != known.end();
  };
  std::map<std::string, double> won;
  for (auto const& win : wins) {
    auto const text = data::text_at(now, win.history_row, grouping.by, win.closed);
    std::string value = text.empty() ? "(blank)" : std::string(text);
    if (!has(value) && has("(others)")) value = "(others)";
    won[value] += worth(win, measure_counts);
  }
  return won;
}

void settle_groups(AskedDay& asked, data::History const& now,
                   std::vector<data::WonDeal> const& wins, bool measure_counts) {
  for (std::size_t g = 0; g < asked.groupings.size(); ++g) {
    auto const& grouping = asked.groupings[g];
    auto actual = won_by_value(grouping, now, wins, measure_counts);
    for (std::size_t v = 0; v < grouping.values.size(); ++v) {
      auto const found = actual.find(grouping.values[v]);
      double const sum = found == actual.end() ? 0 : found->second;
      asked.forecast.groups.push_back(group_outcome(grouping, v, asked.results.group[g][v], sum));
      if (found != actual.end()) actual.erase(found);
    }
    // What nobody had heard of was forecast as nothing.
    for (auto const& [value, sum] : actual) {
      asked.forecast.groups.push_back({grouping.by, value, sum, 0, 0, sum, 1, 0, 0});
    }
  }
}

}  // namespace

PastForecast settle(AskedDay&& asked, data::History const& now, std::uint64_t seed) {
  PastForecast& forecast = asked.forecast;
  auto const wins =
      data::won_between(now, forecast.period.start - core::Days{1}, forecast.period.end);
  for (auto const& win : wins) forecast.actual += worth(win, asked.measure_counts);
  Happened const happened{
      forecast.actual,
      forecast.period.id + " / " + std::to_string(forecast.weeks_left) + " weeks left", seed};
  score_simulation(forecast.simulation, asked.sorted_totals, happened);
  for (auto& method : forecast.baselines) score(method, happened);
  settle_deals(forecast, now);
  settle_groups(asked, now, wins, asked.measure_counts);
  return std::move(forecast);
}

AskedDay ask_day(Reading const& reading, PastQuestion const& question) {
  auto const inputs = inputs_of(reading, question.day);
  auto compiled =
      models::compile(inputs, {.seed = question.seed, .n_rows = rows_for(question.trials)});
  plan::validate(compiled.plan);
  simulate::RunOptions options;
  options.seed = question.seed;
  options.n_trials = question.trials;
  options.n_threads = 1;
  AskedDay asked;
  asked.results = simulate::simulate(compiled.plan, options);

  PastForecast& forecast = asked.forecast;
  forecast.as_of = question.day.as_of;
  forecast.period = question.day.period;
  forecast.weeks_left = question.day.weeks_left;
  forecast.week = week_of(question.day);
  forecast.booked = to_units(compiled.plan.booked);
  asked.sorted_totals = sorted_units(asked.results);
  forecast.simulation.name = "simulation";
  forecast.simulation.mean = average_of(asked.sorted_totals);
  forecast.simulation.grid = grid_of(asked.sorted_totals);
  auto const quantiles = results::quantiles_of_total(
      asked.results, std::vector<double>(quantile_levels.begin(), quantile_levels.end()));
  for (std::size_t i = 0; i < quantile_levels.size(); ++i) {
    forecast.quantiles[i] = to_units(static_cast<core::Minor>(quantiles[i].value));
  }
  add_baselines(forecast, inputs.history, inputs.models.spec);
  add_deals(forecast, compiled, asked.results);
  asked.measure_counts = inputs.models.spec.measure_counts;
  asked.groupings = std::move(compiled.plan.groupings);
  return asked;
}

}  // namespace quarterdeck::service
