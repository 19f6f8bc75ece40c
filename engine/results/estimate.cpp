// engine/results/estimate.cpp – estimates with the errors of their sampling.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "engine/core/error.hpp"
#include "engine/results/results.hpp"

namespace quarterdeck::results {

namespace {

/// Mean and variance (n - 1) of plain numbers, in two passes.
struct Spread {
  double mean = 0;
  double variance = 0;
};

Spread spread_of(std::vector<double> const& values) {
  Spread spread;
  auto const n = static_cast<double>(values.size());
  for (double const x : values) spread.mean += x / n;
  if (values.size() < 2) return spread;
  for (double const x : values) {
    spread.variance += (x - spread.mean) * (x - spread.mean) / (n - 1);
  }
  return spread;
}

/// Outer draws are Sobol points: neighbours fill each other's gaps, so errors worked out as if they
/// were independent would be too large. Means of batches of neighbours show part of what is gained,
/// and 32 of them are enough to estimate a variance.
///
/// Draws that make a batch: the largest power of two that leaves 32 batches, else 1.
std::size_t batch_size(std::size_t n_draws) {
  constexpr std::size_t least_batches = 32;
  return std::bit_floor(std::max<std::size_t>(n_draws / least_batches, 1));
}

}  // namespace

double clustered_error(std::vector<double> const& cluster_means) {
  if (cluster_means.size() < 2) return std::numeric_limits<double>::infinity();
  auto const size = batch_size(cluster_means.size());
  std::vector<double> batches(cluster_means.size() / size);
  for (std::size_t k = 0; k < batches.size() * size; ++k) {
    batches[k / size] += cluster_means[k] / static_cast<double>(size);
  }
  return std::sqrt(spread_of(batches).variance * static_cast<double>(size) /
                   static_cast<double>(cluster_means.size()));
}

namespace {

/// Mean of f(total) over the trials of each outer draw.
template <class F>
std::vector<double> cluster_means(Results const& results, F f) {
  auto const size = static_cast<std::size_t>(results.trials_per_outer_draw);
  std::vector<double> means(results.total.size() / size);
  for (std::size_t k = 0; k < means.size(); ++k) {
    double sum = 0;
    for (std::size_t i = k * size; i < (k + 1) * size; ++i) sum += f(results.total[i]);
    means[k] = sum / static_cast<double>(size);
  }
  return means;
}

/// Type-1 quantile of sorted values; p outside (0, 1) gives the nearest end.
double quantile_of_sorted(std::vector<core::Minor> const& sorted, double p) {
  auto const n = static_cast<double>(sorted.size());
  double const rank = std::clamp(std::ceil(n * p), 1.0, n);
  return static_cast<double>(sorted[static_cast<std::size_t>(rank) - 1]);
}

Estimate quantile_estimate(Results const& results, std::vector<core::Minor> const& sorted,
                           double p) {
  QUARTERDECK_EXPECT(p > 0 && p < 1);
  double const value = quantile_of_sorted(sorted, p);
  auto const below = [value](core::Minor total) {
    return static_cast<double>(total) <= value ? 1.0 : 0.0;
  };
  double const share_error = clustered_error(cluster_means(results, below));
  if (!std::isfinite(share_error)) return {value, share_error};
  // The error of the share below, brought to the scale of amounts by the quantiles two errors up
  // and down: no density has to be estimated, and it holds where there is none.
  double const high = quantile_of_sorted(sorted, p + 2 * share_error);
  double const low = quantile_of_sorted(sorted, p - 2 * share_error);
  return {value, (high - low) / 4};
}

}  // namespace

Estimate mean_of_total(Results const& results) {
  auto const means =
      cluster_means(results, [](core::Minor total) { return static_cast<double>(total); });
  return {spread_of(means).mean, clustered_error(means)};
}

std::vector<Estimate> quantiles_of_total(Results const& results,
                                         std::vector<double> const& probabilities) {
  QUARTERDECK_EXPECT(!results.total.empty());
  auto sorted = results.total;
  std::sort(sorted.begin(), sorted.end());
  std::vector<Estimate> estimates;
  for (double const p : probabilities) estimates.push_back(quantile_estimate(results, sorted, p));
  return estimates;
}

Estimate quantile_of_total(Results const& results, double p) {
  return quantiles_of_total(results, {p}).front();
}

Estimate p_hit(Results const& results, std::size_t target) {
  auto const& hits = results.target_hits_by_outer[target];
  std::vector<double> share(hits.size());
  for (std::size_t k = 0; k < hits.size(); ++k) {
    share[k] = static_cast<double>(hits[k]) / results.trials_per_outer_draw;
  }
  return {static_cast<double>(results.target_hits[target]) / static_cast<double>(results.n_trials),
          clustered_error(share)};
}

VarianceShares variance_shares(Results const& results, std::vector<double> const& row_means) {
  QUARTERDECK_EXPECT(row_means.size() == results.conditional_mean.size());
  auto const [low, high] = std::minmax_element(results.total.begin(), results.total.end());
  if (low == high || *low == *high) return {};
  auto const size = static_cast<std::size_t>(results.trials_per_outer_draw);
  double within = 0;
  for (std::size_t i = 0; i < results.total.size(); ++i) {
    double const away = static_cast<double>(results.total[i]) - results.conditional_mean[i / size];
    within += away * away / static_cast<double>(results.total.size());
  }
  double const parameters = spread_of(row_means).variance;
  double const shared = std::max(0.0, spread_of(results.conditional_mean).variance - parameters);
  double const sum = within + shared + parameters;
  return {within / sum, shared / sum, parameters / sum};
}

}  // namespace quarterdeck::results
