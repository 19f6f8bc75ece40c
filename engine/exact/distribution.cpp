// engine/exact/distribution.cpp – evaluation of a tabulated distribution.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "engine/core/error.hpp"
#include "engine/exact/exact.hpp"

namespace quarterdeck::exact {
namespace {

/// Rounding that the table's values may carry; a quantile is not moved by it.
constexpr double rounding = 1e-11;

/// An end of a cubic piece.
struct Knot {
  double value = 0;
  double slope = 0;
};

/// Cubic through two values with two slopes, at t of the way.
double hermite(Knot const& from, Knot const& to, double t) {
  double const rise = to.value - from.value;
  double const a = from.slope - rise;
  double const b = rise - to.slope;
  return from.value + t * (rise + (1 - t) * (a * (1 - t) + b * t));
}

}  // namespace

void Distribution::make_monotone() {
  double greatest = 0;
  for (double& value : cumulative_) {
    greatest = std::clamp(value, greatest, 1.0);
    value = greatest;
  }
  // A cubic piece rises where both its slopes are at most three times that of the chord
  // (Fritsch & Carlson 1980, SIAM J. Numer. Anal. 17).
  for (std::size_t j = 0; j < slope_.size(); ++j) {
    double limit = 3;
    if (j > 0) limit = std::min(limit, 3 * (cumulative_[j] - cumulative_[j - 1]));
    if (j + 1 < slope_.size()) limit = std::min(limit, 3 * (cumulative_[j + 1] - cumulative_[j]));
    slope_[j] = std::clamp(slope_[j], 0.0, limit);
  }
}

double Distribution::smooth_cdf(double position) const {
  auto const last = static_cast<double>(cumulative_.size() - 1);
  if (position <= 0) return 0;
  if (position >= last) return 1;
  auto const j = static_cast<std::size_t>(position);
  double const t = position - static_cast<double>(j);
  Knot const from{cumulative_[j], slope_[j]};
  Knot const to{cumulative_[j + 1], slope_[j + 1]};
  return std::clamp(hermite(from, to, t), from.value, to.value);
}

double Distribution::cdf(double minor) const {
  double const position = (minor - low_) / step_;
  if (shape_ == Shape::smooth) return smooth_cdf(position);
  // Points are whole multiples of a step; a hair is allowed for rounding.
  double const point = std::floor(position + 1e-9);
  if (point < 0) return 0;
  if (point >= static_cast<double>(cumulative_.size() - 1)) return 1;
  return cumulative_[static_cast<std::size_t>(point)];
}

double Distribution::p_at_least(double minor) const {
  if (shape_ == Shape::smooth) return 1 - cdf(minor);
  double const first = std::ceil((minor - low_) / step_ - 1e-9);
  return 1 - cdf(low_ + step_ * (first - 1));
}

double Distribution::quantile(double p) const {
  QUARTERDECK_EXPECT(p > 0 && p < 1);
  auto const found =
      std::lower_bound(cumulative_.begin(), cumulative_.end(), std::max(p - rounding, 0.0));
  if (found == cumulative_.end()) {
    return low_ + step_ * static_cast<double>(cumulative_.size() - 1);
  }
  auto const j = static_cast<double>(found - cumulative_.begin());
  if (shape_ == Shape::steps || j == 0) return low_ + step_ * j;
  // Bisection: the cubic is monotone but may be flat, where Newton's method would leave the piece.
  double below = j - 1;
  double above = j;
  for (int i = 0; i < 50; ++i) {
    double const middle = (below + above) / 2;
    (smooth_cdf(middle) < p ? below : above) = middle;
  }
  return low_ + step_ * above;
}

}  // namespace quarterdeck::exact
