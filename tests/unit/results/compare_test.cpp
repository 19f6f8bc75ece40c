// tests/unit/results/compare_test.cpp – differences trial by trial, with honest errors.
// SPDX-License-Identifier: Apache-2.0
#include "engine/results/compare.hpp"

#include <cmath>

#include "engine/random/stream.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace quarterdeck;
using results::Results;

namespace {

constexpr int per_draw = 4;

/// Trials whose clusters share luck; `effect` is added to every trial and `noise` to some.
struct Pair {
  Results reference;
  Results run;
};

Pair drawn(std::uint64_t seed, double effect, double noise, int n_draws = 400) {
  Pair pair;
  for (Results* one : {&pair.reference, &pair.run}) {
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

results::Estimate mean_difference(Pair const& pair) {
  std::vector<results::Weighted> const sum{{1, &pair.run}, {-1, &pair.reference}};
  return results::mean_of_sum(sum);
}

}  // namespace

TEST_CASE("compare: a run less itself is exactly nothing", "[unit][results]") {
  auto const pair = drawn(1, 0, 0);
  CHECK(mean_difference(pair).value == 0);
  CHECK(mean_difference(pair).error == 0);
  for (auto const& q : quantile_differences(pair.run, pair.reference, {0.1, 0.5, 0.9})) {
    CHECK(q.value == 0);
    CHECK(q.error == 0);
  }
  CHECK(p_hit_difference(pair.run, pair.reference, 0).value == 0);
  CHECK(p_hit_difference(pair.run, pair.reference, 0).error == 0);
}

TEST_CASE("compare: a shift of every trial is known exactly", "[unit][results]") {
  auto const pair = drawn(2, 5000, 0);
  CHECK(mean_difference(pair).value == Approx(5000).margin(1));
  CHECK(mean_difference(pair).error < 1);
  auto const median = quantile_differences(pair.run, pair.reference, {0.5})[0];
  CHECK(median.value == Approx(5000).margin(1));
}

TEST_CASE("compare: errors hold the truth as often as they should", "[unit][results]") {
  int mean_in = 0, median_in = 0, planted_in = 0;
  int const n = 400;
  for (int i = 0; i < n; ++i) {
    auto const pair = drawn(100 + static_cast<std::uint64_t>(i), 20000, 50000);
    auto const mean = mean_difference(pair);
    auto const median = quantile_differences(pair.run, pair.reference, {0.5})[0];
    mean_in += std::abs(mean.value - 20000) < 1.96 * mean.error ? 1 : 0;
    planted_in += std::abs(mean.value - 20000) < 1.96 * mean.error / 2 ? 1 : 0;
    median_in += std::abs(median.value - 20000) < 1.96 * median.error ? 1 : 0;
  }
  CHECK(test::count_agrees(mean_in, n, 0.95));
  CHECK_FALSE(test::count_agrees(planted_in, n, 0.95));
  CHECK(median_in > 0.90 * n);  // the density is estimated, so its error is only near
  CHECK(median_in < 0.99 * n);
}
