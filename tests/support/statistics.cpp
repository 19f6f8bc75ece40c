// tests/support/statistics.cpp – see statistics.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <vector>

namespace quarterdeck::test {

double z_limit(double p_fail) {
  return boost::math::quantile(boost::math::complement(boost::math::normal(), p_fail / 2));
}

bool mean_agrees(std::span<double const> sample, double truth, double p_fail) {
  auto const n = static_cast<double>(sample.size());
  double mean = 0;
  for (double const x : sample) mean += x / n;
  double squares = 0;
  for (double const x : sample) squares += (x - mean) * (x - mean);
  double const error = std::sqrt(squares / (n - 1) / n);
  return std::abs(mean - truth) <= z_limit(p_fail) * error;
}

bool count_agrees(std::int64_t k, std::int64_t n, double p, double p_fail) {
  boost::math::binomial const law(static_cast<double>(n), p);
  auto const successes = static_cast<double>(k);
  double const below = boost::math::cdf(law, successes);
  double const above = k == 0 ? 1.0 : boost::math::cdf(boost::math::complement(law, successes - 1));
  return std::min(below, above) >= p_fail / 2;
}

double dkw_limit(std::int64_t n, double p_fail) {
  return std::sqrt(std::log(2 / p_fail) / (2 * static_cast<double>(n)));
}

double uniform_p_value(std::span<double const> sample) {
  std::vector<double> sorted(sample.begin(), sample.end());
  std::sort(sorted.begin(), sorted.end());
  auto const n = static_cast<double>(sorted.size());
  double distance = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    auto const rank = static_cast<double>(i);
    distance = std::max({distance, sorted[i] - rank / n, (rank + 1) / n - sorted[i]});
  }
  double const x = (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n)) * distance;
  double p = 0;
  for (int k = 1; k <= 100; ++k) {
    p += (k % 2 == 1 ? 2 : -2) * std::exp(-2.0 * k * k * x * x);
  }
  return std::clamp(x < 0.2 ? 1.0 : p, 0.0, 1.0);
}

}  // namespace quarterdeck::test
