// tests/unit/evaluate/comparison_test.cpp – differences between forecasts, and the bootstrap.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "models/evaluate/bootstrap.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/evaluate/simulated.hpp"

using namespace quarterdeck::test;
using namespace quarterdeck::models::evaluate;

namespace {

std::string period_name(std::size_t q) {
  return "20" + std::to_string(10 + q / 4) + "-Q" + std::to_string(1 + q % 4);
}

/// Losses over four leads that share their period's luck.
std::vector<PairedLoss> paired_losses(std::uint64_t number, std::size_t n_periods,
                                      double advantage) {
  std::vector<PairedLoss> losses;
  auto const shared = draw_normal({}, "shared luck", number, n_periods);
  for (std::size_t q = 0; q < n_periods; ++q) {
    for (double const own : draw_normal({}, "own luck", 1000 * number + q, 4)) {
      double const difference = 0.1 * shared[q] + 0.02 * own - advantage;
      losses.push_back({period_name(q), 1 + difference, 1});
    }
  }
  return losses;
}

}  // namespace

TEST_CASE("Diebold-Mariano: absent where it says nothing", "[unit]") {
  std::vector<double> const one{1}, equal{2, 2, 2, 2}, four{1, 2, 3, 5};
  CHECK_FALSE(diebold_mariano({}));
  CHECK_FALSE(diebold_mariano(one));
  CHECK_FALSE(diebold_mariano(equal));
  CHECK_FALSE(diebold_mariano(four, 4));
  CHECK(diebold_mariano(four));
}

TEST_CASE("Diebold-Mariano: uniform p-values when nothing differs", "[unit]") {
  std::vector<double> p_values;
  for (std::uint64_t i = 0; i < 2'000; ++i) {
    p_values.push_back(diebold_mariano(draw_normal({}, "dm", i, 9))->p_value);
  }
  CHECK(uniform_p_value(p_values) > 1e-6);
}

TEST_CASE("Diebold-Mariano: weeks of one period are one observation", "[unit]") {
  std::vector<double> by_period, by_case;
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    auto const losses = paired_losses(i, 8, 0);
    by_period.push_back(diebold_mariano_by_period(losses)->p_value);
    std::vector<double> differences;
    for (PairedLoss const& c : losses) differences.push_back(c.loss - c.reference_loss);
    by_case.push_back(diebold_mariano(differences)->p_value);
  }
  CHECK(uniform_p_value(by_period) > 1e-6);
  CHECK(uniform_p_value(by_case) < 1e-6);
  CHECK(diebold_mariano_by_period(paired_losses(0, 8, 0))->n == 8);
  CHECK(diebold_mariano_by_period(paired_losses(0, 8, 0.5))->p_value < 0.001);
}

TEST_CASE("Diebold-Mariano: a period weighs the same however many weeks it was forecast at",
          "[unit]") {
  std::vector<PairedLoss> const losses{
      {"2026-Q1", 1, 0}, {"2026-Q1", 3, 0}, {"2026-Q1", 5, 0}, {"2026-Q2", 2, 1}};
  CHECK(diebold_mariano_by_period(losses)->mean == Approx((3.0 + 1.0) / 2));
  CHECK(diebold_mariano_by_period(losses)->n == 2);
}

TEST_CASE("bootstrap: draws n - 1 of n, which makes the error of a mean right", "[unit]") {
  std::vector<double> const values{3, 9, 4, 8};
  std::vector<double> means;
  for (int b = 0; b < 20'000; ++b) {
    auto const times = resample(4, "test", 1, b);
    CHECK(std::accumulate(times.begin(), times.end(), 0) == 3);
    double sum = 0;
    for (std::size_t q = 0; q < 4; ++q) sum += times[q] * values[q];
    means.push_back(sum / 3);
  }
  CHECK(mean_agrees(means, 6));
  double const error = *standard_deviation(values) / 2;
  // Relative error of a standard deviation from 20,000 values: about 0.5 %.
  CHECK(*standard_deviation(means) == Approx(error).epsilon(0.025));
  CHECK_FALSE(*standard_deviation(means) == Approx(error * std::sqrt(0.75)).epsilon(0.025));
}

TEST_CASE("bootstrap: keyed by seed, quantity and replicate", "[unit]") {
  CHECK(resample(12, "a", 1, 7) == resample(12, "a", 1, 7));
  CHECK(resample(12, "a", 1, 7) != resample(12, "b", 1, 7));
  CHECK(resample(12, "a", 1, 7) != resample(12, "a", 2, 7));
  CHECK(resample(12, "a", 1, 7) != resample(12, "a", 1, 8));
  CHECK(resample(1, "a", 1, 7) == std::vector<int>{1});
}

TEST_CASE("bootstrap: percentiles are taken further out with few periods", "[unit]") {
  // Student's t at 90 %: 1.6377 with 3, 1.4149 with 7 degrees of freedom.
  CHECK(expanded_level(0.8, 4) == Approx(1 - 2 * 0.05074).margin(1e-4));
  CHECK(expanded_level(0.8, 8) == Approx(1 - 2 * 0.07855).margin(1e-4));
  CHECK(expanded_level(0.8, 100'000) == Approx(0.8).margin(1e-4));
}

TEST_CASE("bootstrap: intervals and moments of nothing are absent", "[unit]") {
  CHECK_FALSE(percentile_interval({}, 0.8));
  CHECK(percentile_interval({4}, 0.8)->low == 4);
  std::vector<double> const one{1};
  CHECK_FALSE(standard_deviation(one));
  CHECK(mean_of({1, 2, 6}) == 3);
}

TEST_CASE("skill: value, interval and order", "[unit]") {
  std::vector<PairedLoss> losses{{"2026-Q1", 1, 2}, {"2026-Q1", 3, 2}, {"2026-Q2", 2, 4}};
  auto const skill = *compare_skill(losses);
  CHECK(skill.n_periods == 2);
  CHECK(skill.skill.value == Approx(0.25));
  // One period of two is drawn: 0 from the first, ½ from the second.
  CHECK(skill.skill.interval.low == Approx(0));
  CHECK(skill.skill.interval.high == Approx(0.5));
  CHECK(skill.share_positive == Approx(0.5).margin(0.05));
  std::reverse(losses.begin(), losses.end());
  CHECK(compare_skill(losses)->skill.value == skill.skill.value);
  CHECK(compare_skill(losses)->share_positive == skill.share_positive);
  CHECK_FALSE(compare_skill({}));
  std::vector<PairedLoss> const exact{{"2026-Q1", 1, 0}, {"2026-Q2", 1, 0}};
  CHECK_FALSE(compare_skill(exact));
  std::vector<PairedLoss> const one{{"2026-Q1", 1, 2}};
  CHECK_FALSE(compare_skill(one));
}

TEST_CASE("skill: the interval covers the truth about as often as it says", "[unit]") {
  int covered = 0;
  constexpr int n = 400;
  for (std::uint64_t i = 0; i < n; ++i) {
    auto const skill = *compare_skill(paired_losses(i, 8, 0.05), {.n_replicates = 200});
    covered += skill.skill.interval.low <= 0.05 && 0.05 <= skill.skill.interval.high ? 1 : 0;
  }
  INFO(covered << " of " << n);
  CHECK(covered > 0.74 * n);
  CHECK(covered < 0.86 * n);
}
