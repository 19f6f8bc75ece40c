// models/draws.cpp – see draws.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/draws.hpp"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <numbers>
#include <string>

#include "engine/core/ids.hpp"

namespace quarterdeck::models {

random::Stream row_stream(std::uint64_t seed, std::uint64_t entity, std::uint64_t row) {
  return random::Stream(
      {.seed = seed, .purpose = random::Purpose::parameter, .entity = entity, .index = row});
}

std::vector<double> stratified_uniforms(std::uint64_t seed, std::string_view name, std::size_t n) {
  random::Stream stream = row_stream(seed, core::entity_of(std::string(name) + "/strata"), 0);
  std::vector<double> points(n);
  for (std::size_t i = 0; i < n; ++i) {
    points[i] = (static_cast<double>(i) + stream.uniform()) / static_cast<double>(n);
  }
  for (std::size_t i = n; i > 1; --i) {
    auto const j = static_cast<std::size_t>(stream.uniform() * static_cast<double>(i));
    std::swap(points[i - 1], points[std::min(j, i - 1)]);
  }
  return points;
}

double log_gamma_variate(random::Stream& stream, double shape) {
  double boost_term = 0;
  if (shape < 1) {
    boost_term = std::log(stream.uniform()) / shape;
    shape += 1;
  }
  boost::random::gamma_distribution<double> gamma(shape, 1.0);
  return std::log(gamma(stream)) + boost_term;
}

double beta_variate(random::Stream& stream, double a, double b) {
  double const log_a = log_gamma_variate(stream, a);
  double const log_b = log_gamma_variate(stream, b);
  return std::clamp(1 / (1 + std::exp(log_b - log_a)), 1e-12, 1 - 1e-12);
}

double normal_variate(random::Stream& stream) {
  boost::random::normal_distribution<double> normal;
  return normal(stream);
}

double normal_quantile(double p) { return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * p); }

double normal_cdf(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }

double log_gamma(double x) {
  double shift = 1;
  while (x < 9) {
    shift *= x;
    x += 1;
  }
  double const inverse = 1 / x;
  double const square = inverse * inverse;
  double const series =
      inverse *
      (1.0 / 12 - square * (1.0 / 360 -
                            square * (1.0 / 1260 -
                                      square * (1.0 / 1680 -
                                                square * (1.0 / 1188 - square * 691.0 / 360360)))));
  double const half_log_two_pi = 0.91893853320467274178;
  return (x - 0.5) * std::log(x) - x + half_log_two_pi + series - std::log(shift);
}

}  // namespace quarterdeck::models
