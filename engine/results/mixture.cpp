// engine/results/mixture.cpp – see mixture.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/results/mixture.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/results/clustered.hpp"

namespace quarterdeck::results {
namespace {

void expect_weights(std::span<Weighted const> runs) {
  QUARTERDECK_EXPECT(!runs.empty());
  double sum = 0;
  for (Weighted const& one : runs) {
    QUARTERDECK_EXPECT(one.weight >= 0);
    sum += one.weight;
  }
  QUARTERDECK_EXPECT(std::abs(sum - 1) < 1e-6);
}

/// Totals of all runs that weigh anything, ascending, each with its probability.
class Points {
 public:
  explicit Points(std::span<Weighted const> runs) {
    for (Weighted const& one : runs) {
      if (one.weight == 0) continue;
      double const weight = one.weight / static_cast<double>(one.run->total.size());
      for (core::Minor const total : one.run->total) points_.emplace_back(total, weight);
    }
    std::ranges::sort(points_);
    double sum = 0;
    for (auto const& point : points_) cumulative_.push_back(sum += point.second);
  }

  [[nodiscard]] double quantile(double p) const {
    // Weights are rounded, so a level that is reached exactly may be missed by a few ulps.
    double const level = p * cumulative_.back() * (1 - 1e-12);
    auto const found = std::ranges::lower_bound(cumulative_, level);
    auto const at =
        std::min(found - cumulative_.begin(), static_cast<std::ptrdiff_t>(points_.size()) - 1);
    return static_cast<double>(points_[static_cast<std::size_t>(at)].first);
  }

  /// Integral of F (1 - F).
  [[nodiscard]] double claim() const {
    double sum = 0;
    for (std::size_t i = 1; i < points_.size(); ++i) {
      double const f = cumulative_[i - 1] / cumulative_.back();
      sum += f * (1 - f) * static_cast<double>(points_[i].first - points_[i - 1].first);
    }
    return sum;
  }

 private:
  std::vector<std::pair<core::Minor, double>> points_;
  std::vector<double> cumulative_;
};

/// Mean of the weighted sum of a value of every trial, and its clustered error.
template <class F>
Estimate clustered_sum(std::span<Weighted const> runs, F value) {
  return clustered(*runs.front().run, [&](std::size_t i) {
    double sum = 0;
    for (Weighted const& one : runs) sum += one.weight * value(*one.run, i);
    return sum;
  });
}

}  // namespace

std::vector<Estimate> mixture_quantiles(std::span<Weighted const> runs,
                                        std::vector<double> const& probabilities) {
  expect_weights(runs);
  Points const points(runs);
  std::vector<Estimate> quantiles;
  for (double const p : probabilities) {
    QUARTERDECK_EXPECT(p > 0 && p < 1);
    double const q = points.quantile(p);
    double const low = std::max(p - density_half_width, 1e-9);
    double const high = std::min(p + density_half_width, 1 - 1e-9);
    double const per_density = (points.quantile(high) - points.quantile(low)) / (high - low);
    auto const error = clustered_sum(runs, [&](Results const& run, std::size_t i) {
      return per_density * (p - (static_cast<double>(run.total[i]) <= q ? 1.0 : 0.0));
    });
    quantiles.push_back({q, error.error});
  }
  return quantiles;
}

Estimate mixture_p_hit(std::span<Weighted const> runs, std::size_t target) {
  expect_weights(runs);
  return clustered_sum(runs, [target](Results const& run, std::size_t i) {
    auto const size = static_cast<std::size_t>(run.trials_per_outer_draw);
    return static_cast<double>(run.target_hits_by_outer[target][i / size]) /
           static_cast<double>(size);
  });
}

MixtureVariance mixture_variance(std::span<Weighted const> runs) {
  expect_weights(runs);
  std::vector<double> means;
  double mean = 0;
  for (Weighted const& one : runs) {
    means.push_back(mean_of_total(*one.run).value);
    mean += one.weight * means.back();
  }
  MixtureVariance variance;
  for (std::size_t r = 0; r < runs.size(); ++r) {
    double squares = 0;
    for (core::Minor const total : runs[r].run->total) {
      double const away = static_cast<double>(total) - means[r];
      squares += away * away;
    }
    auto const n = static_cast<double>(runs[r].run->total.size());
    variance.within += runs[r].weight * squares / n;
    variance.between += runs[r].weight * (means[r] - mean) * (means[r] - mean);
  }
  return variance;
}

double mixture_claim(std::span<Weighted const> runs) {
  expect_weights(runs);
  return Points(runs).claim();
}

double claim_of_sorted(std::span<core::Minor const> totals) {
  auto const n = static_cast<double>(totals.size());
  double sum = 0;
  for (std::size_t i = 1; i < totals.size(); ++i) {
    double const f = static_cast<double>(i) / n;
    sum += f * (1 - f) * static_cast<double>(totals[i] - totals[i - 1]);
  }
  return sum;
}

}  // namespace quarterdeck::results
