// tests/unit/results/mixture_test.cpp – mixtures of runs against closed forms.
// SPDX-License-Identifier: Apache-2.0
#include "engine/results/mixture.hpp"

#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <vector>

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/results/pairs.hpp"

using namespace quarterdeck;
using results::Weighted;

namespace {

/// A run that is the same in every trial.
results::Results certain(core::Minor total) {
  results::Results run;
  run.n_trials = 64;
  run.trials_per_outer_draw = 4;
  run.total.assign(64, total);
  run.target_hits_by_outer.emplace_back(16, total > 50 ? 4 : 0);
  return run;
}

/// Median of 0.3 N(1e6, s) + 0.7 N(1e6 + effect, s'), by bisection.
double true_median(double effect, double noise) {
  boost::math::normal const first(1e6, 1e5 * std::sqrt(2.0));
  boost::math::normal const second(1e6 + effect, std::sqrt(2e10 + noise * noise));
  double low = 0, high = 2e6;
  for (int i = 0; i < 60; ++i) {
    double const x = (low + high) / 2;
    (0.3 * cdf(first, x) + 0.7 * cdf(second, x) < 0.5 ? low : high) = x;
  }
  return low;
}

}  // namespace

TEST_CASE("mixture: two certain runs are a coin", "[unit][results]") {
  auto const low = certain(0), high = certain(100);
  std::vector<Weighted> const coin{{0.3, &low}, {0.7, &high}};
  auto const quantiles = results::mixture_quantiles(coin, {0.1, 0.3, 0.31, 0.9});
  CHECK(quantiles[0].value == 0);
  CHECK(quantiles[1].value == 0);
  CHECK(quantiles[2].value == 100);
  CHECK(quantiles[3].value == 100);
  CHECK(results::mixture_p_hit(coin, 0).value == Approx(0.7));
  auto const variance = results::mixture_variance(coin);
  CHECK(variance.within == 0);
  CHECK(variance.between == Approx(0.3 * 0.7 * 1e4));
  CHECK(results::mixture_claim(coin) == Approx(0.3 * 0.7 * 100));
}

TEST_CASE("mixture: a run mixed with itself, or with weight 0, is itself", "[unit][results]") {
  auto const pair = test::paired_runs(1, 20000, 50000);
  std::vector<Weighted> const halves{{0.5, &pair.run}, {0.5, &pair.run}};
  std::vector<Weighted> const alone{{1, &pair.run}, {0, &pair.reference}};
  auto const own = results::quantiles_of_total(pair.run, {0.1, 0.5, 0.9});
  for (auto const& mixture : {halves, alone}) {
    auto const quantiles = results::mixture_quantiles(mixture, {0.1, 0.5, 0.9});
    for (std::size_t i = 0; i < own.size(); ++i) CHECK(quantiles[i].value == own[i].value);
    CHECK(results::mixture_variance(mixture).between == Approx(0).margin(1e-3));
    CHECK(results::mixture_p_hit(mixture, 0).value ==
          Approx(results::mixture_p_hit(alone, 0).value));
  }
}

TEST_CASE("mixture: errors hold the true median as often as they should", "[unit][results]") {
  double const truth = true_median(200000, 50000);
  int inside = 0, planted = 0;
  int const n = 400;
  for (int i = 0; i < n; ++i) {
    auto const pair = test::paired_runs(900 + static_cast<std::uint64_t>(i), 200000, 50000);
    std::vector<Weighted> const mixture{{0.3, &pair.reference}, {0.7, &pair.run}};
    auto const median = results::mixture_quantiles(mixture, {0.5})[0];
    inside += std::abs(median.value - truth) < 1.96 * median.error ? 1 : 0;
    planted += std::abs(median.value + 30000 - truth) < 1.96 * median.error ? 1 : 0;
  }
  CHECK(inside > 0.90 * n);  // the density is estimated, so its error is only near
  CHECK(inside < 0.99 * n);
  CHECK(planted < 0.5 * n);
}

TEST_CASE("mixture: the claim of a normal is sd / sqrt(pi)", "[unit][results]") {
  auto const pair = test::paired_runs(3, 0, 0, 20000);
  std::vector<Weighted> const alone{{1, &pair.reference}};
  double const sd = 1e5 * std::sqrt(2.0);
  CHECK(results::mixture_claim(alone) == Approx(sd / std::sqrt(3.14159265)).epsilon(0.02));
  CHECK(results::claim_of_sorted(results::sorted_totals(pair.reference)) ==
        Approx(results::mixture_claim(alone)).epsilon(1e-9));
}

TEST_CASE("mixture: weights that do not sum to 1 are refused", "[unit][results]") {
  auto const low = certain(0);
  std::vector<Weighted> const half{{0.5, &low}};
  std::vector<Weighted> const negative{{1.5, &low}, {-0.5, &low}};
  CHECK_THROWS_AS(results::mixture_quantiles(half, {0.5}), core::ContractViolation);
  CHECK_THROWS_AS(results::mixture_p_hit(negative, 0), core::ContractViolation);
  CHECK_THROWS_AS(results::mixture_claim({}), core::ContractViolation);
}
