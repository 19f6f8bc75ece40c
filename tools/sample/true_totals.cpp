// tools/sample/true_totals.cpp – see true_totals.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/true_totals.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <thread>

#include "engine/core/error.hpp"

namespace quarterdeck::sample {
namespace {

constexpr int half_points = 40;      ///< grid points on each side of zero
constexpr double half_width_sd = 5;  ///< grid's reach in standard deviations

std::vector<double> grid_of(double sd) {
  if (sd <= 0) return {0.0};
  std::vector<double> grid;
  for (int k = -half_points; k <= half_points; ++k) {
    grid.push_back(half_width_sd * sd * k / half_points);
  }
  return grid;
}

double log_prior(double value, double sd) {
  return sd > 0 ? -0.5 * value * value / (sd * sd) : 0.0;
}

double log_likelihood_of_wins(Evidence const& evidence, double effect) {
  double const factor = std::exp(effect);
  double sum = static_cast<double>(evidence.n_wins) * effect;
  for (double const odds : evidence.win_odds) sum -= std::log1p(odds * factor);
  return sum;
}

double log_likelihood_of_arrivals(Evidence const& evidence, double log_rate) {
  return static_cast<double>(evidence.n_arrivals) * log_rate -
         evidence.expected_arrivals * std::exp(log_rate);
}

/// Turns log weights into cumulative shares.
void accumulate_shares(std::vector<double>& log_weight) {
  double const largest = *std::max_element(log_weight.begin(), log_weight.end());
  double sum = 0;
  for (double& value : log_weight) value = (sum += std::exp(value - largest));
  for (double& value : log_weight) value /= sum;
}

/// A seed of its own for each re-simulation.
std::uint64_t seed_of(std::uint64_t seed, int trial) {
  auto stream = stream_of(seed, "re-simulation", static_cast<std::uint64_t>(trial));
  std::uint64_t const high = stream();
  return (high << 32U) | stream();
}

}  // namespace

LuckLaw::LuckLaw(CompanySpec const& spec, double arrival_effect, Evidence const& evidence)
    : effect_(grid_of(spec.period_effect_sd)),
      drift_(grid_of(spec.arrival_drift_sd)),
      effect_step_(effect_.size() > 1 ? effect_[1] - effect_[0] : 0),
      drift_step_(drift_.size() > 1 ? drift_[1] - drift_[0] : 0) {
  for (double const effect : effect_) {
    double const wins =
        log_prior(effect, spec.period_effect_sd) + log_likelihood_of_wins(evidence, effect);
    for (double const drift : drift_) {
      cumulative_.push_back(wins + log_prior(drift, spec.arrival_drift_sd) +
                            log_likelihood_of_arrivals(evidence, drift + arrival_effect * effect));
    }
  }
  accumulate_shares(cumulative_);
}

QuarterLuck LuckLaw::operator()(random::Stream& stream) const {
  auto const at = std::lower_bound(cumulative_.begin(), cumulative_.end() - 1, stream.uniform());
  auto const cell = static_cast<std::size_t>(at - cumulative_.begin());
  double const effect = effect_[cell / drift_.size()] + effect_step_ * (stream.uniform() - 0.5);
  double const drift = drift_[cell % drift_.size()] + drift_step_ * (stream.uniform() - 0.5);
  return {effect, drift};
}

double LuckLaw::mean_effect() const {
  double mean = 0;
  double before = 0;
  for (std::size_t cell = 0; cell < cumulative_.size(); ++cell) {
    mean += (cumulative_[cell] - before) * effect_[cell / drift_.size()];
    before = cumulative_[cell];
  }
  return mean;
}

std::vector<std::vector<core::Minor>> re_simulate(World const& world, int n, int n_threads) {
  QUARTERDECK_EXPECT(n >= 1 && n_threads >= 0);
  auto const& setting = world.setting();
  bool const begun = setting.spec.days_into_quarter > 0;
  LuckLaw const law(setting.spec, setting.parameters->arrival_effect,
                    begun ? world.evidence() : Evidence{});
  std::vector<std::vector<core::Minor>> totals(static_cast<std::size_t>(n));
  int const all = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  int const n_used = n_threads > 0 ? n_threads : all;
#pragma omp parallel for schedule(dynamic, 8) num_threads(n_used)
  for (int trial = 0; trial < n; ++trial) {
    std::uint64_t const seed = seed_of(setting.spec.seed, trial);
    World future = world.fork(seed);
    auto stream = stream_of(seed, "luck of the open quarter", 0);
    if (begun) future.set_luck(law(stream));
    future.run_to(setting.open_quarter().end);
    totals[static_cast<std::size_t>(trial)] = future.booked();
  }
  return totals;
}

std::vector<core::Minor> true_totals(Company const& company, int n, int n_threads) {
  Setting const setting = make_setting(company.spec);
  World world(setting);
  world.run_to(setting.as_of);
  std::vector<core::Minor> totals;
  for (auto const& by_region : re_simulate(world, n, n_threads)) {
    totals.push_back(std::accumulate(by_region.begin(), by_region.end(), core::Minor{0}));
  }
  return totals;
}

}  // namespace quarterdeck::sample
