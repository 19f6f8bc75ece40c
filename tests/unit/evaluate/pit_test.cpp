// tests/unit/evaluate/pit_test.cpp – PITs are uniform for the truth, ties and few draws included.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/pit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/evaluate/simulated.hpp"

using namespace quarterdeck::test;
using namespace quarterdeck::models::evaluate;

namespace {

/// Five draws and an outcome from the same distribution on four values, 0 half of the time.
std::vector<double> lumpy(std::uint64_t number, std::size_t n) {
  std::vector<double> values = draw_uniform("lumpy", number, n);
  for (double& x : values) x = std::max(0.0, std::floor(6 * x) - 2);
  return values;
}

PitRange lumpy_range(std::uint64_t number) {
  std::vector<double> draws = lumpy(number, 6);
  double const actual = draws.back();
  draws.pop_back();
  std::sort(draws.begin(), draws.end());
  return pit_range(draws, actual);
}

}  // namespace

TEST_CASE("PIT: ranges by hand", "[unit]") {
  std::vector<double> const draws{1, 2, 2, 5};
  CHECK(pit_range(draws, 2).low == Approx(0.2));
  CHECK(pit_range(draws, 2).high == Approx(0.8));
  CHECK(pit_range(draws, 0).low == 0);
  CHECK(pit_range(draws, 0).high == Approx(0.2));
  CHECK(pit_range(draws, 9).low == Approx(0.8));
  CHECK(pit_range(draws, 9).high == 1);
  CHECK(pit_range({}, 9).low == 0);
  CHECK(pit_range({}, 9).high == 1);
}

TEST_CASE("PIT: randomised, exactly uniform with atoms and five draws", "[unit]") {
  std::vector<double> randomised, middle;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    PitRange const range = lumpy_range(i);
    randomised.push_back(randomised_pit(range, "case " + std::to_string(i), 1));
    middle.push_back((range.low + range.high) / 2);
  }
  CHECK(uniform_p_value(randomised) > 1e-6);
  CHECK(uniform_p_value(middle) < 1e-6);
}

TEST_CASE("PIT: the random number belongs to the forecast's name and the seed", "[unit]") {
  double const u = randomised_pit({0, 1}, "2026-Q1 / 9", 1);
  CHECK(randomised_pit({0, 1}, "2026-Q1 / 9", 1) == u);
  CHECK(randomised_pit({0, 1}, "2026-Q1 / 6", 1) != u);
  CHECK(randomised_pit({0, 1}, "2026-Q1 / 9", 2) != u);
  CHECK(randomised_pit({0.25, 0.5}, "2026-Q1 / 9", 1) == Approx(0.25 + u / 4));
}

TEST_CASE("PIT: the histogram spreads a range over the bins it crosses", "[unit]") {
  std::vector<PitRange> const ranges{{0, 0.25}, {0.2, 0.7}};
  auto const shares = pit_histogram(ranges, 4);
  CHECK(shares[0] == Approx(0.5 + 0.05));
  CHECK(shares[1] == Approx(0.25));
  CHECK(shares[2] == Approx(0.2));
  CHECK(shares[3] == Approx(0).margin(1e-15));
  CHECK(pit_histogram({}, 4).empty());
}

TEST_CASE("PIT: the histogram of the truth is flat without random numbers", "[unit]") {
  constexpr std::size_t n = 20'000, n_bins = 5;
  std::vector<std::vector<double>> share(n_bins);
  for (std::uint64_t i = 0; i < n; ++i) {
    std::vector<PitRange> const one{lumpy_range(i)};
    auto const shares = pit_histogram(one, n_bins);
    for (std::size_t b = 0; b < n_bins; ++b) share[b].push_back(shares[b]);
  }
  for (auto const& bin : share) CHECK(mean_agrees(bin, 0.2));
  CHECK_FALSE(mean_agrees(share[0], 0.21));
}

TEST_CASE("PIT: summaries tell bias and spread", "[unit]") {
  std::vector<double> const pits{0.1, 0.3, 0.5, 0.7, 0.9};
  auto const summary = summarise_pits(pits);
  CHECK(summary->n == 5);
  CHECK(summary->mean == Approx(0.5));
  CHECK(*summary->spread == Approx(12 * 0.1));
  CHECK_FALSE(summary->uniformity);
  CHECK_FALSE(summarise_pits({}));
  std::vector<double> const one{0.4};
  CHECK(summarise_pits(one)->mean == 0.4);
  CHECK_FALSE(summarise_pits(one)->spread);
  auto shuffled = std::vector<double>{0.9, 0.1, 0.7, 0.5, 0.3};
  CHECK(summarise_pits(shuffled)->mean == summary->mean);
  CHECK(*summarise_pits(shuffled)->spread == *summary->spread);
}

TEST_CASE("PIT: uniform ones pass, those of a narrow forecast fail", "[unit]") {
  auto pits = draw_uniform("pit test", 0, 200);
  CHECK(summarise_pits(pits)->uniformity->p_value > 1e-6);
  CHECK(*summarise_pits(pits)->spread == Approx(1).margin(0.25));
  for (double& u : pits) u = u < 0.5 ? u * u : 1 - (1 - u) * (1 - u);
  CHECK(summarise_pits(pits)->uniformity->p_value < 1e-3);
  CHECK(*summarise_pits(pits)->spread > 1.25);
}

TEST_CASE("PIT: exact and limiting p-values meet, and hold at the ends", "[unit]") {
  CHECK(kolmogorov_p_value(0, 30) == 1);
  CHECK(kolmogorov_p_value(1, 30) == Approx(0).margin(1e-12));
  CHECK(kolmogorov_p_value(0.13, 99) == Approx(kolmogorov_p_value(0.13, 100)).margin(0.02));
  // Smirnov's table of the limit: 0.963945 beyond 0.5 and 0.270000 beyond 1.
  CHECK(kolmogorov_p_value(0.005, 10'000) == Approx(0.963945).margin(1e-6));
  CHECK(kolmogorov_p_value(0.01, 10'000) == Approx(0.270000).margin(1e-6));
  // One value: P(D >= d) = 2 (1 − d) for d >= 1/2.
  CHECK(kolmogorov_p_value(0.8, 1) == Approx(0.4));
}

TEST_CASE("PIT: the p-value of the test is uniform when the PITs are", "[unit]") {
  std::vector<double> p_values;
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    p_values.push_back(summarise_pits(draw_uniform("p-values", i, 25))->uniformity->p_value);
  }
  CHECK(uniform_p_value(p_values) > 1e-6);
}
