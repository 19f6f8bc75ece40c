// tests/unit/evaluate/coverage_test.cpp – coverage and its intervals.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/coverage.hpp"

#include <cmath>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/evaluate/simulated.hpp"

using namespace quarterdeck::test;
using namespace quarterdeck::models::evaluate;

TEST_CASE("coverage: Wilson's interval by hand and at the ends", "[unit]") {
  // Published: 15 of 148 at 95 % gives 0.0624 to 0.1605 (Newcombe 1998, table I, method 3, 0.0624
  // and 0.1605).
  Ranged const share = *wilson(15, 148);
  CHECK(share.interval.low == Approx(0.0624).margin(5e-5));
  CHECK(share.interval.high == Approx(0.1605).margin(5e-5));
  CHECK(wilson(0, 10)->interval.low == 0);
  CHECK(wilson(10, 10)->interval.high == 1);
  CHECK_FALSE(wilson(0, 0));
}

TEST_CASE("coverage: counts inside, below and above", "[unit]") {
  std::vector<double> const pits{0.01, 0.2, 0.25, 0.5, 0.75, 0.8, 0.97, 0.99};
  auto const all = coverage(pits);
  REQUIRE(all.size() == 3);
  CHECK(all[0].level == 0.5);
  CHECK(all[0].inside == 3);
  CHECK(all[0].below == 2);
  CHECK(all[0].above == 3);
  CHECK(all[1].inside == 5);
  CHECK(all[2].inside == 5);
  CHECK(all[1].share.value == Approx(5.0 / 8));
  CHECK(coverage({}).empty());
}

TEST_CASE("coverage: with eight periods an 80 % interval may cover 4 to 8 times", "[unit]") {
  // P(at most 3 of 8) = 0.010 and P(at most 4) = 0.056.
  std::vector<double> const pits(8, 0.5);
  Coverage const at = coverage(pits)[1];
  CHECK(at.usual_low == 4);
  CHECK(at.usual_high == 8);
}

TEST_CASE("coverage: nominal for uniform PITs", "[unit]") {
  auto const pits = draw_uniform("coverage", 0, 20'000);
  for (Coverage const& at : coverage(pits)) {
    CHECK(count_agrees(at.inside, at.n, at.level));
    CHECK_FALSE(count_agrees(at.inside, at.n, at.level - 0.03));
    double const n = 20'000, sd = std::sqrt(n * at.level * (1 - at.level));
    CHECK(static_cast<double>(at.usual_low) == Approx(n * at.level - 1.96 * sd).margin(2));
    CHECK(static_cast<double>(at.usual_high) == Approx(n * at.level + 1.96 * sd).margin(2));
  }
}

TEST_CASE("coverage: an interval's ends belong to it", "[unit]") {
  CHECK(position({1, 2}, 1) == 0);
  CHECK(position({1, 2}, 2) == 0);
  CHECK(position({1, 2}, 0.9) == -1);
  CHECK(position({1, 2}, 2.1) == 1);
}
