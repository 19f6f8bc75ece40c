// models/evaluate/bootstrap.cpp – see bootstrap.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/bootstrap.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <numeric>

#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"
#include "engine/random/stream.hpp"
#include "models/evaluate/quantile_score.hpp"
#include "models/posterior/draws.hpp"

namespace quarterdeck::models::evaluate {

std::vector<int> resample(std::size_t n_periods, std::string_view what, std::uint64_t seed,
                          int replicate) {
  QUARTERDECK_EXPECT(n_periods >= 1);
  random::Stream stream({seed, random::Purpose::bootstrap, core::entity_of(what),
                         static_cast<std::uint64_t>(replicate)});
  boost::random::uniform_int_distribution<std::size_t> draw(0, n_periods - 1);
  std::vector<int> times(n_periods, 0);
  for (std::size_t i = 0; i < std::max<std::size_t>(1, n_periods - 1); ++i) ++times[draw(stream)];
  return times;
}

double expanded_level(double level, std::size_t n_periods) {
  QUARTERDECK_EXPECT(n_periods >= 2);
  QUARTERDECK_EXPECT(level > 0 && level < 1);
  boost::math::students_t_distribution<double> const t(static_cast<double>(n_periods - 1));
  return 2 * normal_cdf(boost::math::quantile(t, (1 + level) / 2)) - 1;
}

std::optional<Interval> percentile_interval(std::vector<double> values, double level) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  return central_interval(values, level);
}

double mean_of(std::vector<double> values) {
  QUARTERDECK_EXPECT(!values.empty());
  std::sort(values.begin(), values.end());
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::optional<double> standard_deviation(std::span<double const> values) {
  if (values.size() < 2) return std::nullopt;
  double const mean = mean_of({values.begin(), values.end()});
  std::vector<double> squares;
  for (double const x : values) squares.push_back((x - mean) * (x - mean));
  auto const n = static_cast<double>(values.size());
  return std::sqrt(mean_of(std::move(squares)) * n / (n - 1));
}

}  // namespace quarterdeck::models::evaluate
