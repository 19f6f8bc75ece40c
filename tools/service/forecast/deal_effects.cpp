// tools/service/forecast/deal_effects.cpp – see deal_effects.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/deal_effects.hpp"

#include <cstdint>
#include <optional>

#include "engine/core/error.hpp"
#include "engine/core/money.hpp"

namespace quarterdeck::service {
namespace {

/// Variance of an amount table's final over current ratio: entries and uncertain scale together.
///   Var(ratio scale) = E[ratio^2] E[scale^2] - (E[ratio] E[scale])^2
std::vector<double> ratio_variances(plan::Plan const& plan) {
  std::vector<double> variances;
  for (std::size_t t = 0; t < plan.ratio.size(); ++t) {
    double first = 0;
    double second = 0;
    for (double const ratio : plan.ratio[t]) {
      first += ratio;
      second += ratio * ratio;
    }
    auto const n = static_cast<double>(plan.ratio[t].size());
    auto const scale = plan.draws.amount_scale.col(static_cast<Eigen::Index>(t));
    double const mean = first / n * scale.mean();
    variances.push_back(second / n * scale.squaredNorm() / static_cast<double>(scale.size()) -
                        mean * mean);
  }
  return variances;
}

/// The whole run, once for all deals.
struct Whole {
  double n = 0;
  double mean = 0;
  double variance = 0;
  std::optional<std::int64_t> hits;  ///< of the first target
};

Whole whole_of(plan::Plan const& plan, results::Results const& run) {
  Whole whole;
  results::Moments moments;
  for (auto const value : run.total) moments.add(value);
  whole.n = static_cast<double>(run.n_trials);
  whole.mean = moments.mean();
  whole.variance = moments.variance();
  if (!plan.targets.empty()) whole.hits = run.target_hits[0];
  return whole;
}

void set_p_hits(DealEffect& effect, results::DealTally const& tally, Whole const& whole) {
  if (!whole.hits) return;
  auto const wins = static_cast<double>(tally.wins);
  auto const hits = static_cast<double>(tally.hits_when_won[0]);
  if (wins > 0) effect.p_hit_if_won = hits / wins;
  if (whole.n > wins) {
    effect.p_hit_if_lost = (static_cast<double>(*whole.hits) - hits) / (whole.n - wins);
  }
}

/// Cov(contribution, total) / Var(total), see DealEffect::variance_share.
double variance_share(results::DealTally const& tally, Whole const& whole, double amount_variance) {
  if (tally.wins == 0 || !(whole.variance > 0)) return 0;
  auto const wins = static_cast<double>(tally.wins);
  double const amount = tally.amount_when_won / wins;
  double const lift = tally.total_when_won / wins - whole.mean;
  return wins / whole.n * (amount * lift + amount_variance) / whole.variance;
}

}  // namespace

std::vector<DealEffect> deal_effects(plan::Plan const& plan, results::Results const& run) {
  QUARTERDECK_EXPECT(run.deals.size() == plan.deals.size() && run.n_trials > 0);
  Whole const whole = whole_of(plan, run);
  auto const variances = ratio_variances(plan);
  std::vector<DealEffect> effects(plan.deals.size());
  for (std::size_t i = 0; i < effects.size(); ++i) {
    auto const& tally = run.deals[i];
    auto const amount = static_cast<double>(plan.deals.amount[i]);
    auto& effect = effects[i];
    effect.amount = amount * core::units_per_minor;
    effect.p_win_in_period = static_cast<double>(tally.wins) / whole.n;
    effect.expected = tally.amount_when_won / whole.n * core::units_per_minor;
    effect.variance_share =
        variance_share(tally, whole, amount * amount * variances[plan.deals.amount_table[i]]);
    set_p_hits(effect, tally, whole);
  }
  return effects;
}

}  // namespace quarterdeck::service
