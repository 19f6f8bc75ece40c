// models/evaluate/spread.cpp – see spread.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/spread.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "engine/core/error.hpp"
#include "models/evaluate/bootstrap.hpp"
#include "models/evaluate/crps.hpp"
#include "models/evaluate/pit.hpp"
#include "models/evaluate/quantile_score.hpp"
#include "models/posterior/draws.hpp"

namespace quarterdeck::models::evaluate {
namespace {

constexpr double largest_raw = 3;

double relative_crps_of(std::span<double const> sorted, SpreadTrial const& trial) {
  Estimator const estimator = sorted.size() > 1 ? Estimator::fair : Estimator::plain;
  return *crps(sorted, trial.actual, estimator) / trial.scale;
}

/// The point of the outcome's range after the correction that stands where the PIT stood in the
/// range before, so that atoms are split by the same random number.
double pit_after(std::span<double const> sorted, SpreadTrial const& trial) {
  PitRange const old_range = pit_range(trial.sorted, trial.actual);
  PitRange const range = pit_range(sorted, trial.actual);
  double const v =
      std::clamp((trial.pit - old_range.low) / (old_range.high - old_range.low), 0.0, 1.0);
  return range.low + v * (range.high - range.low);
}

SpreadState state_of(std::vector<double> const& relative_crps, std::vector<double> const& pits) {
  SpreadState state;
  state.relative_crps = mean_of(relative_crps);
  state.coverage = coverage(pits);
  if (auto const summary = summarise_pits(pits)) state.pit_spread = summary->spread;
  return state;
}

std::vector<PastPit> pits_without(std::span<SpreadTrial const> trials, std::string const& period) {
  std::vector<PastPit> past;
  for (SpreadTrial const& trial : trials) {
    if (trial.period != period) past.push_back({trial.period, trial.pit});
  }
  return past;
}

}  // namespace

SpreadCorrection learn_spread(std::span<PastPit const> past) {
  std::map<std::string, std::vector<double>> distances;
  for (PastPit const& one : past) {
    QUARTERDECK_EXPECT(one.pit > 0 && one.pit < 1);
    distances[one.period].push_back(std::abs(normal_quantile(one.pit)));
  }
  SpreadCorrection correction;
  correction.n_periods = distances.size();
  if (distances.empty()) return correction;
  std::vector<double> of_period;
  for (auto& [period, values] : distances) of_period.push_back(mean_of(values));
  correction.raw = std::clamp(std::sqrt(std::numbers::pi / 2) * mean_of(of_period), 1 / largest_raw,
                              largest_raw);
  auto const n = static_cast<double>(correction.n_periods);
  correction.stretch = std::pow(correction.raw, n / (n + spread_prior_periods));
  return correction;
}

std::vector<double> apply_spread(std::span<double const> sorted, double stretch, double floor) {
  QUARTERDECK_EXPECT(stretch > 0);
  std::vector<double> result;
  if (sorted.empty()) return result;
  double const median = quantile_of_sorted(sorted, 0.5);
  result.reserve(sorted.size());
  for (double const x : sorted) {
    result.push_back(std::max(std::min(x, floor), median + stretch * (x - median)));
  }
  return result;
}

std::optional<SpreadJudgement> judge_spread(std::span<SpreadTrial const> trials) {
  std::map<std::string, double> stretch_for;
  for (SpreadTrial const& trial : trials) stretch_for[trial.period] = 1;
  if (stretch_for.size() < 2) return std::nullopt;
  for (auto& [period, stretch] : stretch_for) {
    stretch = learn_spread(pits_without(trials, period)).stretch;
  }
  std::vector<double> before, after, pits_before, pits_after;
  std::vector<PastPit> all;
  for (SpreadTrial const& trial : trials) {
    QUARTERDECK_EXPECT(trial.scale > 0 && !trial.sorted.empty());
    auto const corrected = apply_spread(trial.sorted, stretch_for[trial.period], trial.floor);
    before.push_back(relative_crps_of(trial.sorted, trial));
    after.push_back(relative_crps_of(corrected, trial));
    pits_before.push_back(trial.pit);
    pits_after.push_back(pit_after(corrected, trial));
    all.push_back({trial.period, trial.pit});
  }
  SpreadJudgement judgement;
  judgement.n_periods = stretch_for.size();
  judgement.before = state_of(before, pits_before);
  judgement.after = state_of(after, pits_after);
  judgement.correction = learn_spread(all);
  judgement.helps = judgement.after.relative_crps < judgement.before.relative_crps;
  return judgement;
}

}  // namespace quarterdeck::models::evaluate
