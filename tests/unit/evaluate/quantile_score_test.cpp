// tests/unit/evaluate/quantile_score_test.cpp – scores of quantiles and intervals.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/quantile_score.hpp"

#include <vector>

#include "engine/core/error.hpp"
#include "models/evaluate/crps.hpp"
#include "models/posterior/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/evaluate/simulated.hpp"

using namespace quarterdeck::test;
using namespace quarterdeck::models::evaluate;

TEST_CASE("quantile score: quantiles are draws, the one of rank ceil(p m)", "[unit]") {
  std::vector<double> const draws{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  CHECK(quantile_of_sorted(draws, 0.1) == 1);
  CHECK(quantile_of_sorted(draws, 0.3) == 3);  // 0.3 × 10 is a little above 3 in binary
  CHECK(quantile_of_sorted(draws, 0.31) == 4);
  CHECK(quantile_of_sorted(draws, 0.5) == 5);
  CHECK(quantile_of_sorted(draws, 0.999) == 10);
  CHECK(quantile_of_sorted(draws, 0.001) == 1);
  std::vector<double> const one{7};
  CHECK(central_interval(one, 0.9).low == 7);
  CHECK(central_interval(draws, 0.8).low == 1);
  CHECK(central_interval(draws, 0.8).high == 9);
  CHECK_THROWS_AS(quantile_of_sorted({}, 0.5), quarterdeck::core::ContractViolation);
}

TEST_CASE("quantile score: pinball by hand", "[unit]") {
  CHECK(pinball(10, 7, 0.9) == Approx(2 * 0.1 * 3));
  CHECK(pinball(10, 13, 0.9) == Approx(2 * 0.9 * 3));
  CHECK(pinball(10, 10, 0.9) == 0);
}

TEST_CASE("quantile score: its mean over all quantiles is the CRPS", "[unit]") {
  std::vector<double> const draws = sorted_normal({5, 2}, "pinball", 0, 20);
  for (double const y : {0.0, 4.0, 9.0}) {
    double sum = 0;
    constexpr int n = 20'000;
    for (int i = 0; i < n; ++i) {
      double const p = (i + 0.5) / n;
      sum += pinball(quantile_of_sorted(draws, p), y, p) / n;
    }
    CHECK(sum == Approx(*crps_plain(draws, y)).epsilon(1e-6));
  }
}

TEST_CASE("quantile score: the interval score is that of its two quantiles", "[unit]") {
  for (double const y : {0.0, 3.0, 20.0}) {
    // (2/α)(QS_l + QS_u) without the factor 2 that pinball has
    CHECK(interval_score({2, 8}, y, 0.8) ==
          Approx((pinball(2, y, 0.1) + pinball(8, y, 0.9)) / 0.2));
  }
  CHECK(interval_score({2, 8}, 5, 0.8) == 6);
  CHECK(interval_score({2, 8}, 9, 0.8) == Approx(6 + 10));
}

TEST_CASE("quantile score: true quantiles beat shifted ones", "[unit]") {
  double const q90 = quarterdeck::models::normal_quantile(0.9);
  auto const actuals = draw_normal({}, "quantile propriety", 0, 20'000);
  for (double const shift : {-0.3, 0.3}) {
    std::vector<double> of_quantile, of_interval;
    for (double const y : actuals) {
      of_quantile.push_back(pinball(q90 + shift, y, 0.9) - pinball(q90, y, 0.9));
      of_interval.push_back(interval_score({-q90 - shift, q90 + shift}, y, 0.8) -
                            interval_score({-q90, q90}, y, 0.8));
    }
    CHECK(is_above_zero(of_quantile));
    CHECK(is_above_zero(of_interval));
  }
}

TEST_CASE("quantile score: weighted interval score of nothing and of a point", "[unit]") {
  std::vector<double> const levels{0.5, 0.8}, one{4};
  CHECK_FALSE(weighted_interval_score({}, 1, levels));
  CHECK(*weighted_interval_score(one, 9, levels) == Approx(5));
}
