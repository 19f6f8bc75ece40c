// tests/unit/service/history_test.cpp – recorded distributions held against outcomes.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/record/history.hpp"

#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numbers>

#include "tests/support/catch.hpp"
#include "tools/service/forecast/summary.hpp"

namespace quarterdeck::service {
namespace {

struct Recorded {
  std::vector<double> grid;
  std::vector<double> quantiles;
};

Recorded normal(double mean, double sd) {
  boost::math::normal const law(mean, sd);
  Recorded made;
  for (int k = 0; k < io::ledger_grid_points; ++k) {
    made.grid.push_back(boost::math::quantile(law, (k + 0.5) / io::ledger_grid_points));
  }
  for (double const level : quantile_levels) {
    made.quantiles.push_back(boost::math::quantile(law, level));
  }
  return made;
}

}  // namespace

TEST_CASE("CRPS, PIT and band of a recorded normal distribution are those of the closed form") {
  auto const made = normal(1000, 100);
  boost::math::normal const standard;
  for (double const z : {-3.0, -1.2, 0.0, 0.7, 2.5}) {
    auto const score = score_record(made.grid, made.quantiles, 1000 + 100 * z);
    // Gneiting & Raftery (2007), equation 5.
    double const crps =
        100 * (z * (2 * cdf(standard, z) - 1) + 2 * pdf(standard, z) - std::numbers::inv_sqrtpi);
    CHECK(score.crps == Approx(crps).margin(0.1));
    CHECK(score.pit == Approx(cdf(standard, z)).margin(0.005));
    CHECK(score.inside_80 == (std::abs(z) < 1.2815515655446004));
    CHECK(score.actual == 1000 + 100 * z);
  }
}

}  // namespace quarterdeck::service
