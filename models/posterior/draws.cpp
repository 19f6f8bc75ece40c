// models/posterior/draws.cpp – see draws.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/posterior/draws.hpp"

#include <algorithm>
#include <array>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <numbers>
#include <string>

#include "engine/core/ids.hpp"

namespace quarterdeck::models {
namespace {

using Coefficients = std::array<double, 8>;

// Rational approximations of Wichura's PPND16: |p - 1/2| <= 0.425, then r <= 5, then the tail.
constexpr Coefficients central_above{3.3871328727963666080e0,  1.3314166789178437745e+2,
                                     1.9715909503065514427e+3, 1.3731693765509461125e+4,
                                     4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                     3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr Coefficients central_below{1.0,
                                     4.2313330701600911252e+1,
                                     6.8718700749205790830e+2,
                                     5.3941960214247511077e+3,
                                     2.1213794301586595867e+4,
                                     3.9307895800092710610e+4,
                                     2.8729085735721942674e+4,
                                     5.2264952788528545610e+3};
constexpr Coefficients middle_above{1.42343711074968357734e0,  4.63033784615654529590e0,
                                    5.76949722146069140550e0,  3.64784832476320460504e0,
                                    1.27045825245236838258e0,  2.41780725177450611770e-1,
                                    2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr Coefficients middle_below{1.0,
                                    2.05319162663775882187e0,
                                    1.67638483018380384940e0,
                                    6.89767334985100004550e-1,
                                    1.48103976427480074590e-1,
                                    1.51986665636164571966e-2,
                                    5.47593808499534494600e-4,
                                    1.05075007164441684324e-9};
constexpr Coefficients tail_above{6.65790464350110377720e0,  5.46378491116411436990e0,
                                  1.78482653991729133580e0,  2.96560571828504891230e-1,
                                  2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                  2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr Coefficients tail_below{1.0,
                                  5.99832206555887937690e-1,
                                  1.36929880922735805310e-1,
                                  1.48753612908506148525e-2,
                                  7.86869131145613259100e-4,
                                  1.84631831751005468180e-5,
                                  1.42151175831644588870e-7,
                                  2.04426310338993978564e-15};

double ratio_of_polynomials(double x, Coefficients const& above, Coefficients const& below) {
  double numerator = 0, denominator = 0;
  for (std::size_t i = above.size(); i-- > 0;) {
    numerator = numerator * x + above[i];
    denominator = denominator * x + below[i];
  }
  return numerator / denominator;
}

}  // namespace

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
  // Shuffled, each parameter by its own name, or the high strata of all of them would share rows.
  for (std::size_t i = n; i > 1; --i) {
    auto const j = static_cast<std::size_t>(stream.uniform() * static_cast<double>(i));
    std::swap(points[i - 1], points[std::min(j, i - 1)]);
  }
  return points;
}

std::vector<double> stratified_normals(std::uint64_t seed, std::string_view name, std::size_t n) {
  std::vector<double> normals = stratified_uniforms(seed, name, n);
  for (double& one : normals) one = normal_quantile(one);
  return normals;
}

// A logarithm, because variates of a small shape underflow: of shape 0.001 half are below 1e-300,
// and a beta variable made of two of them would be zero over zero.
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

double normal_quantile(double p) {
  double const q = p - 0.5;
  if (std::abs(q) <= 0.425) {
    return q * ratio_of_polynomials(0.180625 - q * q, central_above, central_below);
  }
  double const r = std::sqrt(-std::log(q < 0 ? p : 1 - p));
  double const x = r <= 5 ? ratio_of_polynomials(r - 1.6, middle_above, middle_below)
                          : ratio_of_polynomials(r - 5, tail_above, tail_below);
  return q < 0 ? -x : x;
}

double normal_cdf(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }

// Stirling's series. Not std::lgamma, whose last bits differ between C libraries and which writes a
// global sign, so that two threads must not call it.
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
  double const stirling = (x - 0.5) * std::log(x) - x + half_log_two_pi + series;
  return shift == 1 ? stirling : stirling - std::log(shift);
}

}  // namespace quarterdeck::models
