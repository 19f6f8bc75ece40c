// tests/unit/evaluate/crps_test.cpp – CRPS against closed forms, its bias and its propriety.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/crps.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <vector>

#include "models/posterior/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/evaluate/simulated.hpp"

using namespace quarterdeck::test;
using namespace quarterdeck::models::evaluate;
namespace models = quarterdeck::models;

namespace {

std::vector<double> normal_quantiles(std::size_t m) {
  std::vector<double> quantiles;
  for (std::size_t i = 0; i < m; ++i) {
    quantiles.push_back(
        models::normal_quantile((static_cast<double>(i) + 0.5) / static_cast<double>(m)));
  }
  return quantiles;
}

}  // namespace

TEST_CASE("CRPS: two draws by hand", "[unit]") {
  std::vector<double> const draws{1, 4};
  CHECK(*claimed_crps(draws, Estimator::plain) == Approx(0.75));
  CHECK(*claimed_crps(draws, Estimator::fair) == Approx(1.5));
  CHECK(*crps_plain(draws, 2) == Approx(1.5 - 0.75));
  CHECK(*crps_fair(draws, 2) == Approx(0));
  CHECK(*crps_plain(draws, 10) == Approx(7.5 - 0.75));
}

TEST_CASE("CRPS: a point's is its distance", "[unit]") {
  std::vector<double> const one{3};
  CHECK(*crps_plain(one, 5) == 2);
  CHECK(*claimed_crps(one, Estimator::plain) == 0);
  CHECK_FALSE(crps_fair(one, 5));
  CHECK_FALSE(claimed_crps(one, Estimator::fair));
  std::vector<double> const equal(100, 3.0);
  CHECK(*crps_plain(equal, 5) == 2);
  CHECK(*crps_fair(equal, 5) == 2);
  CHECK(*crps_fair(equal, 3) == 0);
}

TEST_CASE("CRPS: absent without draws", "[unit]") {
  CHECK_FALSE(crps_plain({}, 1));
  CHECK_FALSE(crps_fair({}, 1));
  CHECK_FALSE(crps_parts({}, 1, Estimator::plain));
  CHECK_FALSE(threshold_weighted_crps({}, 1, {0, Side::above}, Estimator::plain));
}

TEST_CASE("CRPS: closed form of the normal distribution", "[unit]") {
  // Midpoint quantiles miss the tails' share of the integral, about 1/m.
  std::vector<double> const draws = normal_quantiles(20'000);
  for (double const y : {-3.0, -0.4, 0.0, 1.0, 2.5}) {
    CHECK(*crps_plain(draws, y) == Approx(normal_crps({}, y)).margin(2e-5));
    CHECK_FALSE(*crps_plain(draws, y) == Approx(normal_crps({0, 1.01}, y)).margin(2e-5));
  }
  CHECK(*claimed_crps(draws, Estimator::fair) ==
        Approx(1 / std::sqrt(std::numbers::pi)).margin(1e-4));
}

TEST_CASE("CRPS: keeps its digits far from 0 and scales with the currency", "[unit]") {
  std::vector<double> const draws = sorted_normal({0, 1}, "crps digits", 0, 500);
  std::vector<double> shifted = draws, scaled = draws;
  // A power of two that leaves 2^-18 of the spread to rounding.
  for (double& x : shifted) x = x + 0x1p34;
  for (double& x : scaled) x = x * 1024;
  double const y = 0.7;
  CHECK(*crps_fair(shifted, y + 0x1p34) == Approx(*crps_fair(draws, y)).margin(1e-5));
  CHECK(*crps_fair(scaled, y * 1024) == 1024 * *crps_fair(draws, y));
}

TEST_CASE("CRPS: the fair one is unbiased with few draws, the plain one is not", "[unit]") {
  constexpr int n = 20'000;
  double const truth = 1 / std::sqrt(std::numbers::pi);
  auto const actuals = draw_normal({}, "fair outcome", 0, n);
  std::vector<double> fair, plain, claims;
  for (std::size_t i = 0; i < n; ++i) {
    auto const draws = sorted_normal({}, "fair draws", i, 4);
    fair.push_back(*crps_fair(draws, actuals[i]));
    plain.push_back(*crps_plain(draws, actuals[i]));
    claims.push_back(*claimed_crps(draws, Estimator::fair));
  }
  CHECK(mean_agrees(fair, truth));
  CHECK(mean_agrees(claims, truth));
  CHECK_FALSE(mean_agrees(plain, truth));
  // E|X − X'| / 2m, with E|X − X'| = 2/√π
  CHECK(mean_agrees(plain, truth + truth / 4));
}

TEST_CASE("CRPS: nothing beats the truth", "[unit]") {
  constexpr int n = 4'000;
  auto const actuals = draw_normal({}, "propriety", 0, n);
  for (Normal const lie : {Normal{0.3, 1}, Normal{-0.3, 1}, Normal{0, 0.7}, Normal{0, 1.5}}) {
    std::vector<double> loss;
    for (std::size_t i = 0; i < n; ++i) {
      loss.push_back(*crps_fair(sorted_normal(lie, "propriety draws", i, 30), actuals[i]) -
                     *crps_fair(sorted_normal({}, "propriety draws", i, 30), actuals[i]));
    }
    INFO(lie.mean << " " << lie.sd);
    CHECK(is_above_zero(loss));
  }
}

TEST_CASE("CRPS: spread, over and under add up and are never negative", "[unit]") {
  std::vector<double> const draws{1, 2, 3, 7, 9};
  for (Estimator const estimator : {Estimator::plain, Estimator::fair}) {
    for (double const y : {-5.0, 1.0, 2.5, 3.0, 8.0, 30.0}) {
      CrpsParts const parts = *crps_parts(draws, y, estimator);
      CHECK(parts.total() == Approx(*crps(draws, y, estimator)));
      CHECK(parts.spread >= 0);
      CHECK((y < 3 ? parts.over > 0 : parts.over == 0));
      CHECK((y > 3 ? parts.under > 0 : parts.under == 0));
    }
  }
}

TEST_CASE("CRPS: the two tails add up to the whole", "[unit]") {
  std::vector<double> const draws = sorted_normal({10, 3}, "tails", 0, 50);
  for (double const y : {4.0, 10.0, 17.0}) {
    double const above = *threshold_weighted_crps(draws, y, {12, Side::above}, Estimator::fair);
    double const below = *threshold_weighted_crps(draws, y, {12, Side::below}, Estimator::fair);
    CHECK(above + below == Approx(*crps_fair(draws, y)));
  }
  CHECK(*threshold_weighted_crps(draws, 4, {100, Side::above}, Estimator::fair) == 0);
}

TEST_CASE("Dawid-Sebastiani score: by hand, absent without spread", "[unit]") {
  std::vector<double> const draws{1, 3}, one{1}, equal{2, 2};
  CHECK(*dawid_sebastiani(draws, 5) == Approx(9.0 / 2 + std::log(2.0)));
  CHECK_FALSE(dawid_sebastiani(one, 5));
  CHECK_FALSE(dawid_sebastiani(equal, 5));
  CHECK_FALSE(dawid_sebastiani({}, 5));
}

TEST_CASE("CRPS: skill has no value without a reference that errs", "[unit]") {
  CHECK(*skill(1, 4) == 0.75);
  CHECK(*skill(6, 4) == -0.5);
  CHECK_FALSE(skill(1, 0));
}
