// models/evaluate/coverage.cpp – see coverage.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/coverage.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>

#include "engine/core/error.hpp"
#include "models/posterior/draws.hpp"

namespace quarterdeck::models::evaluate {
namespace {

/// Smallest k with P(at most k inside) > p, of n outcomes each inside with chance `level`.
std::int64_t binomial_quantile(double p, std::int64_t n, double level) {
  boost::math::binomial_distribution<double> const inside(static_cast<double>(n), level);
  std::int64_t low = 0, high = n;  // P(at most n) = 1 > p
  while (low < high) {
    std::int64_t const middle = low + (high - low) / 2;
    if (boost::math::cdf(inside, static_cast<double>(middle)) > p) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

}  // namespace

std::optional<Ranged> wilson(double hits, double n, double level) {
  if (!(n > 0)) return std::nullopt;
  QUARTERDECK_EXPECT(hits >= 0 && hits <= n);
  QUARTERDECK_EXPECT(level > 0 && level < 1);
  double const z = normal_quantile((1 + level) / 2);
  double const share = hits / n;
  double const centre = (share + z * z / (2 * n)) / (1 + z * z / n);
  double const half =
      z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n);
  // At the ends the formula gives 0 and 1 but for rounding.
  return Ranged{share, {hits == 0 ? 0 : centre - half, hits == n ? 1 : centre + half}};
}

std::vector<Coverage> coverage(std::span<double const> pits, std::span<double const> levels) {
  std::vector<Coverage> all;
  if (pits.empty()) return all;
  for (double const level : levels) {
    QUARTERDECK_EXPECT(level > 0 && level < 1);
    Coverage at{.level = level, .n = static_cast<std::int64_t>(pits.size()), .share = {}};
    for (double const u : pits) {
      int const where = position({(1 - level) / 2, (1 + level) / 2}, u);
      ++(where < 0 ? at.below : where > 0 ? at.above : at.inside);
    }
    at.share = *wilson(static_cast<double>(at.inside), static_cast<double>(at.n));
    at.usual_low = binomial_quantile(0.025, at.n, level);
    at.usual_high = binomial_quantile(0.975, at.n, level);
    all.push_back(at);
  }
  return all;
}

int position(Interval interval, double actual) {
  return actual < interval.low ? -1 : actual > interval.high ? 1 : 0;
}

}  // namespace quarterdeck::models::evaluate
