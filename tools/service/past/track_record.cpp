// tools/service/past/track_record.cpp – see track_record.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/past/track_record.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "engine/core/error.hpp"
#include "tools/service/past/judge.hpp"

namespace quarterdeck::service {
namespace {

using Rows = std::vector<Judged const*>;

/// A method of one judged forecast, or nothing where it is absent.
using Pick = std::function<MethodForecast const*(Judged const&)>;

std::string period_key(PastForecast const& row) { return core::to_iso(row.period.start); }

Pick baseline_named(std::string const& name) {
  return [name](Judged const& judged) -> MethodForecast const* {
    for (auto const& method : judged.at->baselines) {
      if (method.name == name && method.absent.empty()) return &method;
    }
    return nullptr;
  };
}

MethodScore score_of(std::string const& name, Rows const& rows, Pick const& pick) {
  MethodScore score{name, 0, 0};
  std::vector<double> crps;
  std::vector<double> actual;
  for (auto const* row : rows) {
    auto const* const method = pick(*row);
    if (method == nullptr) continue;
    crps.push_back(method->crps);
    actual.push_back(row->at->actual);
  }
  auto const value = evaluate::normalised_crps(crps, actual);
  if (!value) return score;
  score.n = crps.size();
  score.normalised_crps = *value;
  return score;
}

std::vector<MethodScore> method_scores(Rows const& rows) {
  std::vector<MethodScore> scores;
  scores.push_back(score_of("simulation", rows, [](Judged const& j) { return &j.at->simulation; }));
  scores.push_back(score_of("corrected", rows, [](Judged const& j) { return &j.corrected; }));
  scores.push_back(score_of("pool", rows, [](Judged const& j) { return &j.pool; }));
  scores.push_back(score_of("best-baseline", rows,
                            [](Judged const& j) { return baseline_named(j.best_baseline)(j); }));
  for (auto const& method : rows.front()->at->baselines)
    scores.push_back(score_of(method.name, rows, baseline_named(method.name)));
  std::erase_if(scores, [](MethodScore const& score) { return score.n == 0; });
  return scores;
}

/// CRPS/s of a method beside that of the best baseline of the past.
std::vector<evaluate::PairedLoss> against_best(Rows const& rows, Pick const& pick) {
  std::vector<evaluate::PairedLoss> losses;
  for (auto const* row : rows) {
    if (row->best_baseline.empty() || !(row->at->scale > 0)) continue;
    losses.push_back({period_key(*row->at), pick(*row)->crps / row->at->scale,
                      row->best_baseline_crps / row->at->scale});
  }
  return losses;
}

LeadScores lead_scores(Rows const& rows) {
  LeadScores lead;
  lead.weeks_left = rows.front()->at->weeks_left;
  lead.week = rows.front()->at->week;
  lead.n = rows.size();
  std::vector<double> medians;
  std::vector<double> means;
  std::vector<double> actuals;
  for (auto const* row : rows) {
    medians.push_back(row->at->quantiles[p50]);
    means.push_back(row->at->simulation.mean);
    actuals.push_back(row->at->actual);
  }
  lead.wape = evaluate::wape(medians, actuals);
  lead.bias = evaluate::bias(means, actuals);
  lead.methods = method_scores(rows);
  auto const losses = against_best(rows, [](Judged const& j) { return &j.at->simulation; });
  lead.skill = evaluate::compare_skill(losses);
  lead.test = evaluate::diebold_mariano_by_period(losses);
  lead.pool_skill =
      evaluate::compare_skill(against_best(rows, [](Judged const& j) { return &j.pool; }));
  return lead;
}

std::vector<LeadScores> scores_by_lead(std::vector<Judged> const& judged) {
  std::map<int, Rows, std::greater<>> by_lead;
  for (auto const& one : judged) by_lead[one.at->weeks_left].push_back(&one);
  std::vector<LeadScores> leads;
  for (auto const& [weeks, rows] : by_lead) leads.push_back(lead_scores(rows));
  return leads;
}

std::vector<CoverageRow> coverage_of(std::vector<Judged> const& judged, double n_periods,
                                     Pick const& pick) {
  std::vector<double> pits;
  for (auto const& one : judged) pits.push_back(pick(one)->pit);
  std::vector<CoverageRow> rows;
  for (auto const& coverage : evaluate::coverage(pits)) {
    CoverageRow row{coverage, {}};
    row.by_period =
        evaluate::wilson(coverage.share.value * n_periods, n_periods).value_or(coverage.share);
    rows.push_back(row);
  }
  return rows;
}

void sum_pits(TrackSummary& summary, std::vector<Judged> const& judged) {
  std::vector<double> pits;
  for (auto const& one : judged) pits.push_back(one.at->simulation.pit);
  summary.pits = evaluate::summarise_pits(pits);
  constexpr std::size_t n_bins = 10;
  summary.pit_histogram.assign(n_bins, 0);
  for (double const pit : pits) {
    auto const bin = std::min(n_bins - 1, static_cast<std::size_t>(pit * n_bins));
    summary.pit_histogram[bin] += 1.0 / static_cast<double>(pits.size());
  }
}

void sum_deals(DealRecord& record, std::span<PastForecast const> past) {
  for (auto const& row : past) {
    for (auto const& deal : row.deals) record.deals.push_back({deal.p_win_in_period, deal.won, 1});
  }
  record.bins = evaluate::reliability_bins(record.deals);
  record.brier = evaluate::brier(record.deals);
  record.murphy = evaluate::murphy(record.deals);
  record.log_loss = evaluate::log_loss(record.deals);
  record.auc = evaluate::auc(record.deals);
  record.error = evaluate::calibration_error(record.bins);
  record.line = evaluate::calibration_line(record.deals);
}

void sum_points(TrackSummary& summary, std::span<PastForecast const> past) {
  std::vector<double> medians;
  std::vector<double> means;
  std::vector<double> actuals;
  for (auto const& row : past) {
    medians.push_back(row.quantiles[p50]);
    means.push_back(row.simulation.mean);
    actuals.push_back(row.actual);
  }
  summary.wape = evaluate::wape(medians, actuals);
  summary.bias = evaluate::bias(means, actuals);
  summary.mape = evaluate::mape(medians, actuals);
}

void sum_stability(StabilityRecord& record, std::span<PastForecast const> past) {
  std::map<std::string, evaluate::WeeklyForecasts> medians;
  std::map<std::string, evaluate::WeeklyForecasts> means;
  for (auto const& row : past) {
    if (!(row.scale > 0)) continue;
    medians[period_key(row)].push_back(row.quantiles[p50] / row.scale);
    means[period_key(row)].push_back(row.simulation.mean / row.scale);
  }
  double sum = 0;
  int n = 0;
  for (auto const& [period, weekly] : medians) {
    auto const index = evaluate::flip_flop(weekly);
    if (!index) continue;
    sum += *index;
    ++n;
  }
  if (n > 0) record.flip_flop = sum / n;
  std::vector<evaluate::WeeklyForecasts> all;
  for (auto& [period, weekly] : means) all.push_back(std::move(weekly));
  record.revisions = evaluate::revisions(all);
}

/// Weeks left that every one of the newest periods was asked at, so that no period is missing one.
std::set<int> common_leads(std::span<PastForecast const> past, std::size_t max_periods) {
  std::map<std::string, std::set<int>> leads_of;
  for (auto const& row : past) leads_of[period_key(row)].insert(row.weeks_left);
  std::set<int> common;
  std::size_t n = 0;
  for (auto period = leads_of.rbegin(); period != leads_of.rend() && n < max_periods; ++period) {
    if (n++ == 0) {
      common = period->second;
      continue;
    }
    std::erase_if(common, [&](int lead) { return period->second.count(lead) == 0; });
  }
  return common;
}

evaluate::Predictability predictability_of(std::span<PastForecast const> past) {
  evaluate::PredictabilityOptions const options;
  auto const leads = common_leads(past, options.max_periods);
  std::vector<evaluate::ScoredForecast> scored;
  for (auto const& row : past) {
    auto const reference =
        std::find_if(row.baselines.begin(), row.baselines.end(),
                     [](auto const& method) { return method.name == reference_baseline; });
    bool const has = reference != row.baselines.end() && reference->absent.empty();
    if (!has || leads.count(row.weeks_left) == 0) continue;
    scored.push_back({.period = period_key(row),
                      .weeks_left = row.weeks_left,
                      .actual = row.actual,
                      .scale = row.scale,
                      .crps = row.simulation.crps,
                      .claimed = row.simulation.claim,
                      .reference_crps = reference->crps});
  }
  return evaluate::predictability(scored, options);
}

evaluate::PoolDecision pool_decision(std::vector<Judged> const& judged) {
  std::vector<evaluate::PairedLoss> losses;
  for (auto const& one : judged) {
    if (!(one.at->scale > 0)) continue;
    losses.push_back({period_key(*one.at), one.pool.crps / one.at->scale,
                      one.at->simulation.crps / one.at->scale});
  }
  return evaluate::decide_pool(losses);
}

std::optional<evaluate::SpreadJudgement> spread_judgement(std::span<PastForecast const> past) {
  std::vector<evaluate::SpreadTrial> trials;
  for (auto const& row : past) {
    if (!(row.scale > 0)) continue;
    trials.push_back({row.period.id, row.simulation.grid, row.actual, row.scale, row.booked,
                      row.simulation.pit});
  }
  return evaluate::judge_spread(trials);
}

/// Sums of one group over its forecasts.
struct GroupSums {
  std::vector<double> crps;
  std::vector<double> means;
  std::vector<double> actuals;
  int n_covered = 0;
};

std::vector<GroupScore> group_scores(std::span<PastForecast const> past) {
  std::map<std::pair<std::string, std::string>, GroupSums> sums;
  for (auto const& row : past) {
    for (auto const& group : row.groups) {
      auto& sum = sums[{group.by, group.value}];
      sum.crps.push_back(group.crps);
      sum.means.push_back(group.mean);
      sum.actuals.push_back(group.actual);
      sum.n_covered += group.p10 <= group.actual && group.actual <= group.p90 ? 1 : 0;
    }
  }
  std::vector<GroupScore> scores;
  for (auto const& [name, sum] : sums) {
    auto const score = evaluate::normalised_crps(sum.crps, sum.actuals);
    if (!score) continue;
    scores.push_back({name.first, name.second, sum.crps.size(), *score,
                      evaluate::bias(sum.means, sum.actuals).value_or(0),
                      sum.n_covered / static_cast<double>(sum.crps.size())});
  }
  return scores;
}

}  // namespace

TrackSummary track_record(std::span<PastForecast const> past) {
  QUARTERDECK_EXPECT(!past.empty());
  TrackSummary summary;
  std::set<std::string> periods;
  for (auto const& row : past) periods.insert(row.period.id);
  summary.n_forecasts = past.size();
  summary.n_periods = periods.size();
  auto const judged = judge(past);
  auto const n = static_cast<double>(periods.size());
  summary.leads = scores_by_lead(judged);
  summary.coverage = coverage_of(judged, n, [](Judged const& j) { return &j.at->simulation; });
  summary.coverage_corrected = coverage_of(judged, n, [](Judged const& j) { return &j.corrected; });
  summary.coverage_pool = coverage_of(judged, n, [](Judged const& j) { return &j.pool; });
  sum_pits(summary, judged);
  sum_deals(summary.deals, past);
  sum_points(summary, past);
  sum_stability(summary.stability, past);
  summary.predictability = predictability_of(past);
  summary.pool = pool_decision(judged);
  summary.spread = spread_judgement(past);
  summary.groups = group_scores(past);
  return summary;
}

}  // namespace quarterdeck::service
