// tests/unit/results/pairs.cpp – see pairs.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/results/pairs.hpp"

#include <cmath>

#include "engine/random/stream.hpp"

namespace quarterdeck::test {
namespace {

constexpr int per_draw = 4;

}  // namespace

Pair paired_runs(std::uint64_t seed, double effect, double noise, int n_draws) {
  Pair pair;
  for (results::Results* one : {&pair.reference, &pair.run}) {
    one->n_trials = n_draws * per_draw;
    one->trials_per_outer_draw = per_draw;
    one->target_hits_by_outer.emplace_back(static_cast<std::size_t>(n_draws), 0);
  }
  random::Stream stream({.seed = seed, .entity = 7});
  auto const normal = [&] {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += stream.uniform();
    return sum;
  };
  for (int k = 0; k < n_draws; ++k) {
    double const shared = normal();
    for (int i = 0; i < per_draw; ++i) {
      double const x = 1e6 + 1e5 * (shared + normal());
      double const y = x + effect + noise * normal();
      pair.reference.total.push_back(std::llround(x));
      pair.run.total.push_back(std::llround(y));
      auto const draw = static_cast<std::size_t>(k);
      pair.reference.target_hits_by_outer[0][draw] += x >= 1e6 ? 1 : 0;
      pair.run.target_hits_by_outer[0][draw] += y >= 1e6 ? 1 : 0;
    }
  }
  return pair;
}

}  // namespace quarterdeck::test
