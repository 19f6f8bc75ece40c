// engine/results/compare.cpp – see compare.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/results/compare.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/error.hpp"
#include "engine/results/clustered.hpp"

namespace quarterdeck::results {
namespace {

void expect_paired(Results const& a, Results const& b) {
  QUARTERDECK_EXPECT(a.n_trials == b.n_trials && a.total.size() == b.total.size());
  QUARTERDECK_EXPECT(a.trials_per_outer_draw == b.trials_per_outer_draw);
}

double quantile(std::span<core::Minor const> sorted, double p) {
  auto const n = static_cast<double>(sorted.size());
  double const rank = std::clamp(std::ceil(n * p), 1.0, n);
  return static_cast<double>(sorted[static_cast<std::size_t>(rank) - 1]);
}

/// One over the density at a quantile.
double spread_at(std::span<core::Minor const> sorted, double p) {
  double const low = std::max(p - density_half_width, 0.0);
  double const high = std::min(p + density_half_width, 1.0);
  return (quantile(sorted, high) - quantile(sorted, low)) / (high - low);
}

}  // namespace

Estimate mean_of_sum(std::span<Weighted const> runs) {
  QUARTERDECK_EXPECT(!runs.empty());
  for (Weighted const& one : runs) expect_paired(*one.run, *runs.front().run);
  return clustered(*runs.front().run, [&](std::size_t i) {
    double sum = 0;
    for (Weighted const& one : runs) sum += one.weight * static_cast<double>(one.run->total[i]);
    return sum;
  });
}

std::vector<core::Minor> sorted_totals(Results const& run) {
  auto sorted = run.total;
  std::ranges::sort(sorted);
  return sorted;
}

std::vector<Estimate> quantile_differences(Results const& run, Results const& reference,
                                           std::vector<double> const& probabilities) {
  auto const sorted = sorted_totals(run);
  auto const sorted_reference = sorted_totals(reference);
  return quantile_differences(SortedRun{&run, sorted}, SortedRun{&reference, sorted_reference},
                              probabilities);
}

std::vector<Estimate> quantile_differences(SortedRun const& of, SortedRun const& against,
                                           std::vector<double> const& probabilities) {
  Results const& run = *of.run;
  Results const& reference = *against.run;
  expect_paired(run, reference);
  std::span<core::Minor const> const sorted = of.totals;
  std::span<core::Minor const> const sorted_reference = against.totals;
  std::vector<Estimate> differences;
  for (double const p : probabilities) {
    QUARTERDECK_EXPECT(p > 0 && p < 1);
    double const q = quantile(sorted, p);
    double const q_reference = quantile(sorted_reference, p);
    double const spread = spread_at(sorted, p);
    double const spread_reference = spread_at(sorted_reference, p);
    auto const miss = [p](core::Minor total, double at) {
      return p - (static_cast<double>(total) <= at ? 1.0 : 0.0);
    };
    auto const error = clustered(run, [&](std::size_t i) {
      return spread * miss(run.total[i], q) -
             spread_reference * miss(reference.total[i], q_reference);
    });
    differences.push_back({q - q_reference, error.error});
  }
  return differences;
}

Estimate p_hit_difference(Results const& run, Results const& reference, std::size_t target) {
  expect_paired(run, reference);
  auto const& hits = run.target_hits_by_outer[target];
  auto const& hits_reference = reference.target_hits_by_outer[target];
  auto const size = static_cast<std::size_t>(run.trials_per_outer_draw);
  return clustered(run, [&](std::size_t i) {
    return static_cast<double>(hits[i / size] - hits_reference[i / size]) /
           static_cast<double>(size);
  });
}

}  // namespace quarterdeck::results
