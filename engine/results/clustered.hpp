// engine/results/clustered.hpp – means over trials whose errors count outer draws.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/results/results.hpp"

namespace quarterdeck::results {

/// The density at a quantile of level p is read off the totals between p - this and p + this.
inline constexpr double density_half_width = 0.02;

/// Mean and clustered error of a value of every trial.
/// @param shape  trials and trials per outer draw; at least one outer draw
/// @param value  of the trial of that number
template <class F>
Estimate clustered(Results const& shape, F value) {
  auto const size = static_cast<std::size_t>(shape.trials_per_outer_draw);
  std::size_t const n = shape.total.size() / size;
  QUARTERDECK_EXPECT(n > 0);
  std::vector<double> means(n);
  double mean = 0;
  for (std::size_t k = 0; k < n; ++k) {
    double sum = 0;
    for (std::size_t i = k * size; i < (k + 1) * size; ++i) sum += value(i);
    means[k] = sum / static_cast<double>(size);
    mean += means[k];
  }
  return {mean / static_cast<double>(n), clustered_error(means)};
}

}  // namespace quarterdeck::results
