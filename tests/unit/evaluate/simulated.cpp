// tests/unit/evaluate/simulated.cpp – see simulated.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/evaluate/simulated.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/core/ids.hpp"
#include "engine/random/stream.hpp"
#include "models/evaluate/bootstrap.hpp"
#include "models/posterior/draws.hpp"
#include "tests/support/statistics.hpp"

namespace quarterdeck::test {
namespace {

random::Stream stream_of(std::string_view what, std::uint64_t number) {
  return random::Stream({1, random::Purpose::test, core::entity_of(what), number});
}

}  // namespace

std::vector<double> draw_normal(Normal const& normal, std::string_view what, std::uint64_t number,
                                std::size_t n) {
  random::Stream stream = stream_of(what, number);
  std::vector<double> draws(n);
  for (double& x : draws) x = normal.mean + normal.sd * models::normal_variate(stream);
  return draws;
}

std::vector<double> sorted_normal(Normal const& normal, std::string_view what, std::uint64_t number,
                                  std::size_t n) {
  std::vector<double> draws = draw_normal(normal, what, number, n);
  std::sort(draws.begin(), draws.end());
  return draws;
}

std::vector<double> draw_uniform(std::string_view what, std::uint64_t number, std::size_t n) {
  random::Stream stream = stream_of(what, number);
  std::vector<double> draws(n);
  for (double& x : draws) x = stream.uniform();
  return draws;
}

double normal_crps(Normal const& normal, double y) {
  double const z = (y - normal.mean) / normal.sd;
  double const density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
  return normal.sd *
         (z * (2 * models::normal_cdf(z) - 1) + 2 * density - 1 / std::sqrt(std::numbers::pi));
}

bool is_above_zero(std::vector<double> const& values) {
  double const mean = models::evaluate::mean_of(values);
  return mean > 0 && !mean_agrees(values, 0);
}

}  // namespace quarterdeck::test
