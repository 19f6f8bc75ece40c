// tests/unit/evaluate/stability_test.cpp – how forecasts move, by hand and against known revisions.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/stability.hpp"

#include <cmath>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/evaluate/simulated.hpp"

using namespace quarterdeck::test;
using namespace quarterdeck::models::evaluate;

namespace {

/// Forecasts over 13 weeks whose revisions repeat `memory` of the one before.
std::vector<WeeklyForecasts> periods_with(double memory, std::size_t n_periods) {
  std::vector<WeeklyForecasts> periods;
  for (std::size_t q = 0; q < n_periods; ++q) {
    WeeklyForecasts weeks{1.0};
    double revision = 0;
    for (double const news : draw_normal({0, 0.05}, "revisions", q, 12)) {
      revision = memory * revision + news;
      weeks.push_back(weeks.back() + revision);
    }
    periods.push_back(weeks);
  }
  return periods;
}

}  // namespace

TEST_CASE("stability: flip-flop and churn by hand", "[unit]") {
  std::vector<double> const weeks{10, 12, 11, 15};
  CHECK(*flip_flop(weeks) == Approx((7.0 - 5.0) / 2));
  CHECK(*churn_ratio(weeks) == Approx(7.0 / 5));
  std::vector<double> const steady{1, 2, 2, 9}, back{3, 4, 3}, two{1, 2}, one{1}, equal{5, 5, 5};
  CHECK(*flip_flop(steady) == 0);
  CHECK(*churn_ratio(steady) == 1);
  CHECK(*flip_flop(back) == 1);
  CHECK_FALSE(churn_ratio(back));
  CHECK_FALSE(flip_flop(two));
  CHECK_FALSE(churn_ratio(one));
  CHECK(*flip_flop(equal) == 0);
  CHECK_FALSE(churn_ratio(equal));
}

TEST_CASE("stability: revisions by hand", "[unit]") {
  std::vector<WeeklyForecasts> const periods{{1, 3, 2}, {4, 4, 5}, {7}};
  auto const moved = revisions(periods);
  CHECK(moved->n == 4);
  CHECK(moved->mean == Approx(0.5));
  CHECK(moved->mean_absolute == Approx(1));
  // products −2 and 0, squares 4 and 0
  CHECK(moved->nordhaus_slope->value == Approx(-0.5));
  CHECK(moved->nordhaus_slope->error == Approx(0).margin(1e-15));
}

TEST_CASE("stability: absent without revisions", "[unit]") {
  CHECK_FALSE(revisions({}));
  std::vector<WeeklyForecasts> const single{{1}, {2}}, frozen{{1, 1, 1}, {2, 2, 2}};
  CHECK_FALSE(revisions(single));
  CHECK(revisions(frozen)->mean_absolute == 0);
  CHECK_FALSE(revisions(frozen)->nordhaus_slope);
}

TEST_CASE("stability: the Nordhaus slope finds how much of a revision comes back", "[unit]") {
  for (double const memory : {0.0, 0.3, -0.3}) {
    auto const slope = *revisions(periods_with(memory, 400))->nordhaus_slope;
    INFO(memory << " " << slope.value << " " << slope.error);
    CHECK(std::abs(slope.value - memory) < z_limit() * slope.error);
    CHECK_FALSE(std::abs(slope.value - memory - 0.15) < z_limit() * slope.error);
    // About 1/sqrt(n) with 400 × 11 pairs.
    CHECK(slope.error == Approx(1 / std::sqrt(4400.0)).epsilon(0.25));
  }
}
