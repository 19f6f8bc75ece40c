// models/evaluate/bootstrap.cpp – see bootstrap.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/bootstrap.hpp"

#include <algorithm>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>

#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"
#include "engine/random/stream.hpp"
#include "models/evaluate/quantile_score.hpp"

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

std::optional<Interval> percentile_interval(std::vector<double> values, double level) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  return central_interval(values, level);
}

std::optional<double> standard_deviation(std::span<double const> values) {
  if (values.size() < 2) return std::nullopt;
  auto const n = static_cast<double>(values.size());
  double mean = 0, squares = 0;
  for (double const x : values) mean += x / n;
  for (double const x : values) squares += (x - mean) * (x - mean);
  return std::sqrt(squares / (n - 1));
}

}  // namespace quarterdeck::models::evaluate
