// tests/unit/models/draws_test.cpp – variates and special functions against Boost and closed forms.
// SPDX-License-Identifier: Apache-2.0
#include "models/posterior/draws.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace quarterdeck;
using namespace quarterdeck::models;

TEST_CASE("draws: log_gamma agrees with Boost from tiny to huge arguments", "[unit]") {
  for (double const x : {1e-12, 1e-3, 0.2, 0.5, 1.0, 1.5, 2.0, 3.7, 8.99, 9.0, 40.0, 1e4, 1e9}) {
    double const expected = boost::math::lgamma(x);
    CHECK(std::abs(log_gamma(x) - expected) <= 1e-13 * std::max(1.0, std::abs(expected)));
  }
}

TEST_CASE("draws: the normal quantile agrees with Boost in the centre and the tails", "[unit]") {
  boost::math::normal const law;
  for (double const p :
       {1e-300, 1e-30, 1e-12, 1e-6, 0.01, 0.074, 0.076, 0.3, 0.5, 0.7, 0.93, 0.999, 1 - 1e-9}) {
    double const expected = boost::math::quantile(law, p);
    CHECK(std::abs(normal_quantile(p) - expected) <= 4e-15 * std::max(1.0, std::abs(expected)));
    if (p > 1e-12) CHECK(normal_cdf(normal_quantile(p)) == Approx(p).epsilon(1e-13));
  }
}

TEST_CASE("draws: stratified uniforms fall one into each stratum, in another order by name",
          "[unit]") {
  std::vector<double> const points = stratified_uniforms(1, "a", 100);
  CHECK(points != stratified_uniforms(1, "b", 100));
  CHECK(points == stratified_uniforms(1, "a", 100));
  CHECK_FALSE(std::is_sorted(points.begin(), points.end()));
  std::vector<double> sorted = points;
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    CHECK(std::floor(sorted[i] * 100) == static_cast<double>(i));
  }
}

TEST_CASE("draws: the logarithm of a gamma variate has the digamma function as mean", "[unit]") {
  for (double const shape : {0.01, 0.4, 1.0, 3.5, 200.0}) {
    std::vector<double> sample;
    for (std::uint64_t row = 0; row < 20000; ++row) {
      random::Stream stream = row_stream(1, 17, row);
      sample.push_back(log_gamma_variate(stream, shape));
    }
    double const truth = boost::math::digamma(shape);
    CHECK(test::mean_agrees(sample, truth));
    CHECK_FALSE(test::mean_agrees(sample, truth + 0.05 * std::sqrt(boost::math::trigamma(shape))));
  }
}

TEST_CASE("draws: beta variates have their mean and stay inside the unit interval", "[unit]") {
  for (auto const& [a, b] : {std::pair(0.002, 0.01), std::pair(0.5, 2.0), std::pair(30.0, 10.0)}) {
    std::vector<double> sample;
    for (std::uint64_t row = 0; row < 20000; ++row) {
      random::Stream stream = row_stream(1, 18, row);
      sample.push_back(beta_variate(stream, a, b));
    }
    CHECK(test::mean_agrees(sample, a / (a + b)));
    CHECK_FALSE(test::mean_agrees(sample, 1.3 * a / (a + b)));
    auto const [low, high] = std::minmax_element(sample.begin(), sample.end());
    CHECK(*low > 0);
    CHECK(*high < 1);
  }
}
