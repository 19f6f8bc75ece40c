// models/evaluate/crps.cpp – see crps.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/crps.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/core/error.hpp"
#include "models/evaluate/bootstrap.hpp"
#include "models/evaluate/quantile_score.hpp"

namespace quarterdeck::models::evaluate {
namespace {

bool is_defined(std::span<double const> sorted, Estimator estimator) {
  return sorted.size() >= (estimator == Estimator::fair ? 2U : 1U);
}

double mean_distance(std::span<double const> sorted, double from) {
  double sum = 0;
  for (double const x : sorted) sum += std::abs(x - from);
  return sum / static_cast<double>(sorted.size());
}

/// Sum over the gaps between neighbours, each crossed by i (m − i) pairs: Σ_i (2i − m − 1) x(i)
/// without its cancellation.
double sum_of_half_differences(std::span<double const> sorted) {
  auto const m = static_cast<double>(sorted.size());
  double sum = 0;
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    auto const below = static_cast<double>(i);
    sum += below * (m - below) * (sorted[i] - sorted[i - 1]);
  }
  return sum;
}

}  // namespace

std::optional<double> claimed_crps(std::span<double const> sorted, Estimator estimator) {
  QUARTERDECK_EXPECT(std::is_sorted(sorted.begin(), sorted.end()));
  if (!is_defined(sorted, estimator)) return std::nullopt;
  auto const m = static_cast<double>(sorted.size());
  return sum_of_half_differences(sorted) / (m * (estimator == Estimator::fair ? m - 1 : m));
}

std::optional<double> crps(std::span<double const> sorted, double actual, Estimator estimator) {
  auto const claimed = claimed_crps(sorted, estimator);
  if (!claimed) return std::nullopt;
  return mean_distance(sorted, actual) - *claimed;
}

std::optional<CrpsParts> crps_parts(std::span<double const> sorted, double actual,
                                    Estimator estimator) {
  auto const total = crps(sorted, actual, estimator);
  if (!total) return std::nullopt;
  double const median = quantile_of_sorted(sorted, 0.5);
  CrpsParts parts;
  parts.spread = *crps(sorted, median, estimator);
  // The mean distance is least at a median, so only rounding can bring the rest below 0.
  double const rest = std::max(0.0, *total - parts.spread);
  (actual < median ? parts.over : parts.under) = rest;
  return parts;
}

std::optional<double> threshold_weighted_crps(std::span<double const> sorted, double actual,
                                              Tail tail, Estimator estimator) {
  auto const chain = [&](double x) {
    return tail.side == Side::above ? std::max(x, tail.threshold) : std::min(x, tail.threshold);
  };
  std::vector<double> chained(sorted.size());
  std::transform(sorted.begin(), sorted.end(), chained.begin(), chain);
  return crps(chained, chain(actual), estimator);
}

std::optional<double> dawid_sebastiani(std::span<double const> sorted, double actual) {
  auto const sd = standard_deviation(sorted);
  if (!sd || !(*sd > 0)) return std::nullopt;
  double const z = (actual - mean_of({sorted.begin(), sorted.end()})) / *sd;
  return z * z + 2 * std::log(*sd);
}

std::optional<double> skill(double score, double reference_score) {
  if (!(reference_score > 0)) return std::nullopt;
  return 1 - score / reference_score;
}

}  // namespace quarterdeck::models::evaluate
