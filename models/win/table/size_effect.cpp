// models/win/table/size_effect.cpp – see size_effect.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/table/size_effect.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "engine/core/ids.hpp"
#include "models/posterior/draws.hpp"

namespace quarterdeck::models::win {
namespace {

constexpr double largest_size = 3;
constexpr double prior_sd_intercept = 0.2;
constexpr double prior_sd_slope = 0.25;

core::Minor median_of(std::vector<core::Minor>& amounts) {
  auto const middle = amounts.begin() + static_cast<std::ptrdiff_t>(amounts.size() / 2);
  std::nth_element(amounts.begin(), middle, amounts.end());
  return *middle;
}

/// Gradient and negative Hessian of the log posterior.
struct Curvature {
  Eigen::Vector2d gradient;
  Eigen::Matrix2d precision;
};

Curvature curvature_at(Eigen::Vector2d const& b, std::vector<SizedOutcome> const& outcomes) {
  Eigen::Vector2d const prior(1 / (prior_sd_intercept * prior_sd_intercept),
                              1 / (prior_sd_slope * prior_sd_slope));
  Curvature c{-prior.cwiseProduct(b), prior.asDiagonal()};
  for (SizedOutcome const& o : outcomes) {
    Eigen::Vector2d const x(1, o.log_size);
    double const p = 1 / (1 + std::exp(-(o.logit + b.dot(x))));
    c.gradient += o.weight * (o.won - p) * x;
    c.precision += o.weight * p * (1 - p) * x * x.transpose();
  }
  return c;
}

/// Sizes are continuous, cells of a plan are not: deals whose odds differ by about a tenth share
/// one. Steps in units of log size; wide where the slope is too small to matter.
double step_width(SizeEffect const& effect) {
  double const wanted_logit = 0.1;
  double const steepness = std::abs(effect.slope) + 0.5 * effect.sd_slope;
  return std::clamp(wanted_logit / std::max(steepness, 1e-6), 0.4, 2 * largest_size);
}

}  // namespace

SizeEffect fit_slope(std::vector<SizedOutcome> const& outcomes) {
  Eigen::Vector2d b = Eigen::Vector2d::Zero();
  Curvature c = curvature_at(b, outcomes);
  // The log posterior is strictly concave and the offsets are near the truth: few steps are needed.
  for (int i = 0; i < 25 && c.gradient.norm() > 1e-9 * (1 + c.precision.trace()); ++i) {
    Eigen::Vector2d const step = c.precision.ldlt().solve(c.gradient);
    b += step * std::min(1.0, 1 / std::max(step.norm(), 1e-300));
    c = curvature_at(b, outcomes);
  }
  Eigen::Matrix2d const covariance = c.precision.inverse();
  SizeEffect effect;
  effect.known = true;
  effect.intercept = b[0];
  effect.slope = b[1];
  effect.sd_intercept = std::sqrt(covariance(0, 0));
  effect.sd_slope = std::sqrt(covariance(1, 1));
  effect.correlation = covariance(0, 1) / (effect.sd_intercept * effect.sd_slope);
  return effect;
}

void learn_medians(SizeEffect& effect, Landmarks const& marks) {
  std::map<std::string, std::vector<core::Minor>> by_segment;
  std::vector<core::Minor> all;
  for (Landmark const& landmark : marks.past) {
    for (LandmarkDeal const& deal : landmark.deals) {
      if (deal.state.amount == core::no_amount) continue;
      by_segment[deal.state.segment].push_back(deal.state.amount);
      all.push_back(deal.state.amount);
    }
  }
  if (all.empty()) return;
  effect.median_all = median_of(all);
  std::size_t const enough = 20;
  for (auto& [segment, amounts] : by_segment) {
    if (amounts.size() >= enough) effect.median[segment] = median_of(amounts);
  }
}

double log_size(SizeEffect const& effect, DealState const& state) {
  auto const found = effect.median.find(state.segment);
  core::Minor const median = found == effect.median.end() ? effect.median_all : found->second;
  if (state.amount == core::no_amount || median <= 0) return 0;
  double const ratio = static_cast<double>(state.amount) / static_cast<double>(median);
  return std::clamp(std::log(ratio), -largest_size, largest_size);
}

int size_step(SizeEffect const& effect, DealState const& state) {
  if (!effect.known) return 0;
  return static_cast<int>(std::lround(log_size(effect, state) / step_width(effect)));
}

std::vector<double> odds_draws(SizeEffect const& effect, int step, std::uint64_t seed,
                               std::size_t n_rows) {
  std::vector<double> odds(n_rows, 1.0);
  if (!effect.known) return odds;
  double const size = step * step_width(effect);
  std::uint64_t const entity = core::entity_of("win/size");
  double const rest = std::sqrt(std::max(0.0, 1 - effect.correlation * effect.correlation));
  for (std::size_t row = 0; row < n_rows; ++row) {
    random::Stream stream = row_stream(seed, entity, row);
    double const z = normal_variate(stream);
    double const other = effect.correlation * z + rest * normal_variate(stream);
    double const slope = effect.slope + effect.sd_slope * z;
    odds[row] = std::exp(effect.intercept + effect.sd_intercept * other + slope * size);
  }
  return odds;
}

}  // namespace quarterdeck::models::win
