// tools/service/past/hold.cpp – see hold.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/past/hold.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "models/evaluate/crps.hpp"
#include "models/evaluate/spread.hpp"
#include "tools/service/forecast/comparison.hpp"
#include "tools/service/forecast/forecast.hpp"
#include "tools/service/past/combination.hpp"
#include "tools/service/past/judge.hpp"
#include "tools/service/past/sorted_values.hpp"
#include "tools/service/past/track_record.hpp"

namespace quarterdeck::service {
namespace {

/// Forecasts of periods that had ended by a day.
std::vector<PastForecast> ended_by(Backtest const& past, core::Date as_of) {
  std::vector<PastForecast> rows;
  for (auto const& row : past.forecasts) {
    if (row.period.end <= as_of) rows.push_back(row);
  }
  return rows;
}

std::set<std::string> names_of(std::vector<core::InputHash> const& inputs) {
  std::set<std::string> names;
  for (auto const& input : inputs) names.insert(input.name);
  return names;
}

int weeks_left_of(core::Date as_of, core::Period const& period) {
  int const days = core::days_between(as_of, period.end);
  return std::max(1, static_cast<int>(std::lround(days / 7.0)));
}

std::vector<double> sorted_totals(Forecast const& forecast) {
  std::vector<double> totals;
  for (auto const total : forecast.results.total) totals.push_back(core::to_units(total));
  std::sort(totals.begin(), totals.end());
  return totals;
}

/// Mean total of the newest periods of the record, at most four; the scale of claims.
double scale_of(std::vector<PastForecast> const& rows) {
  constexpr std::size_t most = 4;
  double sum = 0;
  std::set<core::Date> seen;
  for (auto row = rows.rbegin(); row != rows.rend() && seen.size() < most; ++row) {
    if (seen.insert(row->period.start).second) sum += row->actual;
  }
  return seen.empty() || !(sum > 0) ? 1 : sum / static_cast<double>(seen.size());
}

std::vector<double> column(std::vector<CombinedTrial> const& trials,
                           double CombinedTrial::*member) {
  std::vector<double> values;
  for (auto const& trial : trials) values.push_back(trial.*member);
  std::sort(values.begin(), values.end());
  return values;
}

/// Members that speak today, with what they claim and their quantiles; the simulation first.
struct Members {
  std::vector<MemberClaim> claims;
  std::vector<CombinationMember> drawn;
};

Members members_of(std::vector<models::baseline::Baseline> const& baselines, double claim,
                   double scale) {
  Members members;
  members.claims.push_back({"simulation", claim / scale});
  members.drawn.emplace_back();
  auto const name_of = [](auto const& baseline) {
    return models::baseline::name_of(baseline.kind);
  };
  std::vector<std::string> speaking;
  for (auto const& baseline : baselines) {
    if (baseline.absent.empty()) speaking.emplace_back(name_of(baseline));
  }
  for (auto const& name : pool_members(std::move(speaking))) {
    auto const& grid = std::ranges::find(baselines, name, name_of)->grid;
    auto const spread = evaluate::claimed_crps(grid, evaluate::Estimator::plain);
    members.claims.push_back({name, spread.value_or(0) / scale});
    members.drawn.push_back({0, grid});
  }
  return members;
}

Combination combination_of(std::vector<PastForecast> const& rows, Forecast const& forecast,
                           Members members) {
  Combination combination;
  combination.weights = weights_for(rows, forecast.as_of,
                                    weeks_left_of(forecast.as_of, forecast.period), members.claims);
  for (std::size_t i = 0; i < members.drawn.size(); ++i)
    members.drawn[i].weight = combination.weights[i].weight;
  auto const trials =
      combine(forecast.results, forecast.summary.booked, members.drawn, forecast.provenance.seed);
  auto const totals = column(trials, &CombinedTrial::total);
  combination.total = spread_of_sorted(totals);
  combination.grid = ledger_grid(totals);
  combination.open = spread_of_sorted(column(trials, &CombinedTrial::open));
  combination.created_later = spread_of_sorted(column(trials, &CombinedTrial::created_later));
  for (auto const& target : forecast.compiled.plan.targets) {
    combination.p_hit.emplace_back();
    if (target.grouping >= 0) continue;
    auto const first =
        std::lower_bound(totals.begin(), totals.end(), core::to_units(target.amount) - 1e-9);
    combination.p_hit.back() =
        static_cast<double>(totals.end() - first) / static_cast<double>(totals.size());
  }
  return combination;
}

/// The scores at the weeks left of the record that come nearest.
void add_lead(Backing& backing, TrackSummary const& summary, int weeks_left) {
  auto const nearest = std::min_element(
      summary.leads.begin(), summary.leads.end(), [weeks_left](auto const& a, auto const& b) {
        return std::abs(a.weeks_left - weeks_left) < std::abs(b.weeks_left - weeks_left);
      });
  backing.weeks_left = nearest->weeks_left;
  for (auto const& method : nearest->methods) {
    if (method.name == "simulation") backing.simulation_at_lead = method;
    if (method.name == "best-baseline") backing.best_at_lead = method;
  }
}

/// Forecasts grow surer towards the end of a period, so that those of another distance say nothing
/// of this one. Alike are those within two weeks, or a quarter of the distance.
std::string why_not_alike(std::vector<PastForecast> const& rows, int weeks_left) {
  auto const apart = [&](PastForecast const& row) { return std::abs(row.weeks_left - weeks_left); };
  auto const nearest = std::ranges::min(rows, {}, apart).weeks_left;
  if (std::abs(nearest - weeks_left) <= std::max(2, weeks_left / 4)) return {};
  return fmt::format(
      "this forecast has {} weeks left and those of the backtest had {}, which says nothing of it; "
      "--weeks-left {} scores its like",
      weeks_left, nearest, weeks_left);
}

double learned_stretch(std::vector<PastForecast> const& rows) {
  std::vector<evaluate::PastPit> pits;
  for (auto const& row : rows) pits.push_back({row.period.id, row.simulation.pit});
  return evaluate::learn_spread(pits).stretch;
}

ForecastSubject subject_of(FittedBook const& fitted) {
  Book const& book = fitted.book();
  bool const counts = book.workspace.measure == io::Measure::count;
  return {book.workspace.company,
          book.workspace.currency,
          counts,
          book.as_of,
          fitted.period(),
          book.inputs};
}

PastHonesty honesty_at(TrackSummary const& summary, int weeks_left) {
  PastHonesty honesty;
  honesty.n_periods = summary.n_periods;
  if (!summary.predictability.record) return honesty;
  auto const* const lead = evaluate::nearest_lead(*summary.predictability.record, weeks_left);
  if (lead == nullptr) return honesty;
  honesty.weeks_left = lead->weeks_left;
  honesty.ratio = lead->honesty_ratio;
  return honesty;
}

}  // namespace

void hold_against_past(Forecast& forecast, FittedBook const& fitted, Backtest const* past) {
  forecast.unbacked = why_unbacked(past, subject_of(fitted));
  if (!forecast.unbacked.empty()) return;
  forecast.backing = backing_of(*past, forecast, baselines_of(fitted.book(), fitted.period()));
}

void hold_against_past(Comparison& comparison, FittedBook const& fitted, Backtest const* past) {
  auto const subject = subject_of(fitted);
  comparison.unbacked = why_unbacked(past, subject);
  if (!comparison.unbacked.empty()) return;
  comparison.honesty = honesty_of(*past, subject);
  auto const expected = [&](double claim, TotalSpread const& total) {
    return evaluate::expected_accuracy({claim, total.spread.quantiles[p50]},
                                       comparison.honesty.ratio);
  };
  for (auto& scenario : comparison.scenarios) {
    scenario.accuracy = expected(scenario.claim, scenario.total);
  }
  if (!comparison.combined) return;
  comparison.combined->accuracy = expected(comparison.combined->claim, comparison.combined->total);
}

std::string why_unbacked(Backtest const* past, ForecastSubject const& subject) {
  if (past == nullptr) return "there is no backtest of this workspace";
  bool const same = past->company == subject.company && past->currency == subject.currency &&
                    past->measure_counts == subject.measures_counts &&
                    names_of(past->settings.inputs) == names_of(subject.inputs);
  if (!same) return "the backtest belongs to another workspace";
  if (past->unit != subject.period.unit)
    return "the backtest is of periods of another length than " + subject.period.id;
  auto const rows = ended_by(*past, subject.as_of);
  if (rows.empty()) return "no period of the backtest had ended by the as-of day";
  return why_not_alike(rows, weeks_left_of(subject.as_of, subject.period));
}

PastHonesty honesty_of(Backtest const& past, ForecastSubject const& subject) {
  auto const summary = track_record(ended_by(past, subject.as_of));
  return honesty_at(summary, weeks_left_of(subject.as_of, subject.period));
}

Backing backing_of(Backtest const& past, Forecast const& forecast,
                   std::vector<models::baseline::Baseline> const& baselines) {
  auto const rows = ended_by(past, forecast.as_of);
  auto const summary = track_record(rows);
  auto const totals = sorted_totals(forecast);
  int const weeks_left = weeks_left_of(forecast.as_of, forecast.period);
  Backing backing;
  backing.n_periods = summary.n_periods;
  backing.n_forecasts = summary.n_forecasts;
  backing.newest = past.newest;
  backing.days_since = std::max(0, core::days_between(past.newest, forecast.as_of));
  backing.predictability = summary.predictability;
  backing.coverage = summary.coverage;
  add_lead(backing, summary, weeks_left);
  double const claim = evaluate::claimed_crps(totals, evaluate::Estimator::fair).value_or(0);
  backing.accuracy = evaluate::expected_accuracy(
      {claim, forecast.summary.total.spread.quantiles[p50]}, honesty_at(summary, weeks_left).ratio);
  backing.stretch = learned_stretch(rows);
  backing.corrected =
      spread_of_sorted(evaluate::apply_spread(totals, backing.stretch, forecast.summary.booked));
  backing.combination =
      combination_of(rows, forecast, members_of(baselines, claim, scale_of(rows)));
  backing.combination.decision = summary.pool;
  return backing;
}

}  // namespace quarterdeck::service
