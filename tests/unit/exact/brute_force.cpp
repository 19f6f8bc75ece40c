// tests/unit/exact/brute_force.cpp – see brute_force.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/exact/brute_force.hpp"

#include <algorithm>
#include <cmath>

namespace quarterdeck::test {

void add_deal(Masses& masses, double p, std::size_t units) {
  std::size_t const n = masses.size();
  masses.resize(n + units, 0.0);
  for (std::size_t j = masses.size(); j-- > 0;) {
    double const lost = j < n ? masses[j] * (1 - p) : 0;
    double const won = j >= units ? masses[j - units] * p : 0;
    masses[j] = lost + won;
  }
}

Masses convolve(Masses const& a, Masses const& b, std::size_t n) {
  Masses result(n, 0.0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size() && i + j < n; ++j) result[i + j] += a[i] * b[j];
  }
  return result;
}

Masses compound(double mean, double size, std::vector<std::size_t> const& units, std::size_t n) {
  Masses entry(*std::max_element(units.begin(), units.end()) + 1, 0.0);
  for (auto const u : units) entry[u] += 1 / static_cast<double>(units.size());
  Masses result(n, 0.0);
  Masses power(1, 1.0);
  // log P(count = k) of the negative binomial, from its gamma functions.
  for (int k = 0; k < 400; ++k) {
    double const log_p = std::lgamma(k + size) - std::lgamma(size) - std::lgamma(k + 1.0) +
                         size * std::log(size / (size + mean)) + k * std::log(mean / (size + mean));
    for (std::size_t j = 0; j < power.size(); ++j) result[j] += std::exp(log_p) * power[j];
    power = convolve(power, entry, std::min(n, power.size() + entry.size() - 1));
  }
  return result;
}

}  // namespace quarterdeck::test
