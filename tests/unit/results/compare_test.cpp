// tests/unit/results/compare_test.cpp – differences trial by trial, with honest errors.
// SPDX-License-Identifier: Apache-2.0
#include "engine/results/compare.hpp"

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/results/pairs.hpp"

using namespace quarterdeck;

namespace {

results::Estimate mean_difference(test::Pair const& pair) {
  std::vector<results::Weighted> const sum{{1, &pair.run}, {-1, &pair.reference}};
  return results::mean_of_sum(sum);
}

}  // namespace

TEST_CASE("compare: a run less itself is exactly nothing", "[unit][results]") {
  auto const pair = test::paired_runs(1, 0, 0);
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
  auto const pair = test::paired_runs(2, 5000, 0);
  CHECK(mean_difference(pair).value == Approx(5000).margin(1));
  CHECK(mean_difference(pair).error < 1);
  auto const median = quantile_differences(pair.run, pair.reference, {0.5})[0];
  CHECK(median.value == Approx(5000).margin(1));
}

TEST_CASE("compare: errors hold the truth as often as they should", "[unit][results]") {
  int mean_in = 0, median_in = 0, planted_in = 0;
  int const n = 400;
  for (int i = 0; i < n; ++i) {
    auto const pair = test::paired_runs(100 + static_cast<std::uint64_t>(i), 20000, 50000);
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
