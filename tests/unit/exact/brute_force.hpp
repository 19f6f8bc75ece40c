// tests/unit/exact/brute_force.hpp – distributions by plain convolution.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

namespace quarterdeck::test {

/// Mass at 0, 1, 2 … units.
using Masses = std::vector<double>;

/// Adds an independent deal that brings `units` with probability p.
void add_deal(Masses& masses, double p, std::size_t units);

/// Distribution of the sum of two independent parts, cut at `n` points.
[[nodiscard]] Masses convolve(Masses const& a, Masses const& b, std::size_t n);

/// Sum of NegBin(mean, size) many independent draws from equally likely `units`.
[[nodiscard]] Masses compound(double mean, double size, std::vector<std::size_t> const& units,
                              std::size_t n);

/// Largest difference of an exact distribution's CDF from that of the masses, at and just before
/// every point.
template <class Distribution>
double largest_difference(Distribution const& exact, Masses const& masses, double low,
                          double unit) {
  double sum = 0;
  double largest = 0;
  for (std::size_t j = 0; j < masses.size(); ++j) {
    double const x = low + unit * static_cast<double>(j);
    double const before = sum - (1 - exact.p_at_least(x));
    sum += masses[j];
    double const at = sum - exact.cdf(x);
    largest = std::max({largest, before < 0 ? -before : before, at < 0 ? -at : at});
  }
  return largest;
}

}  // namespace quarterdeck::test
