// models/evaluate/quantile_score.cpp – see quantile_score.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/quantile_score.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/error.hpp"

namespace quarterdeck::models::evaluate {

double quantile_of_sorted(std::span<double const> sorted, double p) {
  QUARTERDECK_EXPECT(!sorted.empty());
  QUARTERDECK_EXPECT(p > 0 && p < 1);
  auto const m = static_cast<double>(sorted.size());
  // Products such as 0.1 × 10 must not round up to the next rank.
  double const rank = std::ceil(m * p - 1e-9 * std::max(1.0, m * p));
  auto const last = static_cast<double>(sorted.size() - 1);
  return sorted[static_cast<std::size_t>(std::clamp(rank - 1, 0.0, last))];
}

Interval central_interval(std::span<double const> sorted, double level) {
  return {quantile_of_sorted(sorted, (1 - level) / 2), quantile_of_sorted(sorted, (1 + level) / 2)};
}

double pinball(double quantile, double actual, double p) {
  QUARTERDECK_EXPECT(p > 0 && p < 1);
  return 2 * ((actual <= quantile ? 1 : 0) - p) * (quantile - actual);
}

double interval_score(Interval interval, double actual, double level) {
  QUARTERDECK_EXPECT(level > 0 && level < 1);
  double const outside =
      std::max(0.0, interval.low - actual) + std::max(0.0, actual - interval.high);
  return interval.high - interval.low + 2 / (1 - level) * outside;
}

std::optional<double> weighted_interval_score(std::span<double const> sorted, double actual,
                                              std::span<double const> levels) {
  if (sorted.empty()) return std::nullopt;
  double sum = std::abs(actual - quantile_of_sorted(sorted, 0.5)) / 2;
  for (double const level : levels) {
    sum += (1 - level) / 2 * interval_score(central_interval(sorted, level), actual, level);
  }
  return sum / (static_cast<double>(levels.size()) + 0.5);
}

}  // namespace quarterdeck::models::evaluate
