// tests/unit/simulate/truth_test.cpp – distributions of simulated totals against exact answers.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <vector>

#include "engine/plan/outer.hpp"
#include "engine/simulate/simulate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/simulate/plans.hpp"

using namespace quarterdeck;
using core::Minor;

namespace {

/// Exact distribution of the sum of independent deals, by convolution over whole units.
std::vector<double> convolve(std::vector<double> const& p, std::vector<Minor> const& amount) {
  std::vector<double> law{1.0};
  for (std::size_t d = 0; d < p.size(); ++d) {
    std::vector<double> next(law.size() + static_cast<std::size_t>(amount[d]));
    for (std::size_t i = 0; i < law.size(); ++i) {
      next[i] += law[i] * (1 - p[d]);
      next[i + static_cast<std::size_t>(amount[d])] += law[i] * p[d];
    }
    law = next;
  }
  return law;
}

/// Largest distance between the distribution function of a sample and an exact one.
double distance(std::vector<Minor> const& sample, std::vector<double> const& law) {
  std::vector<double> count(law.size());
  for (auto const x : sample) count[static_cast<std::size_t>(x)]++;
  double sampled = 0;
  double exact = 0;
  double largest = 0;
  for (std::size_t i = 0; i < law.size(); ++i) {
    sampled += count[i] / static_cast<double>(sample.size());
    exact += law[i];
    largest = std::max(largest, std::abs(sampled - exact));
  }
  return largest;
}

std::vector<double> const chances{0.02, 0.1, 0.15, 0.2, 0.25, 0.3,  0.35, 0.5,
                                  0.55, 0.6, 0.7,  0.8, 0.9,  0.97, 0,    1};
std::vector<Minor> const amounts{90, 7, 31, 12, 5, 44, 3, 18, 9, 27, 2, 14, 6, 33, 1000, 50};

}  // namespace

TEST_CASE("simulate: independent deals have the exact convolution's distribution", "[unit]") {
  auto const plan = test::independent_deals(chances, amounts);
  auto const law = convolve(chances, amounts);
  for (int const width : {1, 16, 64}) {
    auto const results =
        simulate::simulate(plan, {.n_trials = 200000, .trials_per_outer_draw = width});
    CHECK(distance(results.total, law) <= test::dkw_limit(results.n_trials));
  }
  // Planted bias: one deal's chance off by three points.
  auto biased = chances;
  biased[5] += 0.03;
  auto const results =
      simulate::simulate(test::independent_deals(biased, amounts), {.n_trials = 200000});
  CHECK(distance(results.total, law) > test::dkw_limit(results.n_trials));
}

TEST_CASE("simulate: a single deal wins as often as it should", "[unit]") {
  for (double const p : {0.001, 0.1, 0.5, 0.93}) {
    auto const results =
        simulate::simulate(test::independent_deals({p}, {700}), {.n_trials = 64000});
    CHECK(test::count_agrees(results.deals[0].wins, 64000, p));
    CHECK(results.deals[0].amount_when_won == 700.0 * static_cast<double>(results.deals[0].wins));
    CHECK_FALSE(test::count_agrees(results.deals[0].wins, 64000, p + 0.02));
  }
}

TEST_CASE("simulate: chances of 0 and 1 are certain", "[unit]") {
  auto const results =
      simulate::simulate(test::independent_deals({0, 1}, {500, 30}), {.n_trials = 6400});
  CHECK(results.deals[0].wins == 0);
  CHECK(results.deals[1].wins == 6400);
  CHECK(std::all_of(results.total.begin(), results.total.end(), [](Minor x) { return x == 30; }));
}

TEST_CASE("simulate: wins fall into weeks by the deal's curve", "[unit]") {
  auto plan = test::independent_deals({0.3}, {100});
  plan.week_end = {plan.as_of + core::Days(7), plan.as_of + core::Days(14),
                   plan.as_of + core::Days(21), plan.as_of + core::Days(28)};
  plan.curves = {{0.0, 0.2, 0.2, 1.0}};
  auto const results = simulate::simulate(plan, {.n_trials = 64000});
  auto const wins_by = [&](std::size_t week) {
    return std::llround(results.cumulative_week[week].moments.mean() / 100 * 64000);
  };
  CHECK(wins_by(0) == 0);
  CHECK(wins_by(1) == wins_by(2));
  CHECK(test::count_agrees(wins_by(1), results.deals[0].wins, 0.2));
  CHECK_FALSE(test::count_agrees(wins_by(1), results.deals[0].wins, 0.22));
  CHECK(wins_by(3) == results.deals[0].wins);
}

TEST_CASE("simulate: amounts are drawn evenly from the table", "[unit]") {
  auto plan = test::independent_deals({1}, {1000000});
  for (std::size_t e = 0; e < plan.ratio[0].size(); ++e) {
    plan.ratio[0][e] = std::exp(0.01 * static_cast<double>(e));
  }
  auto const results = simulate::simulate(plan, {.n_trials = 64000});
  for (std::size_t const entry : {15, 127, 200}) {
    auto const limit = std::llround(plan.ratio[0][entry] * 1e6);
    auto const below = std::count_if(results.total.begin(), results.total.end(),
                                     [&](Minor x) { return x <= limit; });
    CHECK(test::count_agrees(below, 64000, static_cast<double>(entry + 1) / 256));
    CHECK_FALSE(test::count_agrees(below, 64000, static_cast<double>(entry + 6) / 256));
  }
}

TEST_CASE("simulate: the mean given each outer draw is the plan's exact one", "[unit]") {
  auto const plan = test::made_up_book();
  auto const results = simulate::simulate(plan, {.n_trials = 64000});
  std::vector<double> away;
  std::size_t const width = simulate::default_trials_per_outer_draw;
  for (std::size_t i = 0; i < results.total.size(); ++i) {
    away.push_back(static_cast<double>(results.total[i]) - results.conditional_mean[i / width]);
  }
  CHECK(test::mean_agrees(away, 0));
  for (auto& x : away) x += 0.02 * results.open.moments.mean();
  CHECK_FALSE(test::mean_agrees(away, 0));
}

TEST_CASE("simulate: one factor shared by all deals gives the one-factor distribution", "[unit]") {
  // Many equal deals: given z the share won is nearly Phi((level + sqrt(rho) z) / sqrt(1 - rho)),
  // whose quantile of 1 - q is that of z at its own.
  constexpr std::size_t n = 4000;
  auto plan = test::independent_deals(std::vector<double>(n, 0.2), std::vector<Minor>(n, 100));
  plan.draws.company_correlation.setConstant(0.1);
  auto const results = simulate::simulate(plan, {.n_trials = 6400});
  boost::math::normal const normal;
  double const level = boost::math::quantile(normal, 0.2);
  for (double const q : {0.1, 0.5, 0.9}) {
    double const z = boost::math::quantile(normal, q);
    double const p = boost::math::cdf(normal, (level + std::sqrt(0.1) * z) / std::sqrt(1 - 0.1));
    auto const estimate = results::quantile_of_total(results, q);
    // Outcomes add a spread of their own to that of the factor, at most half of their sd.
    double const outcomes = std::sqrt(p * (1 - p) * n) * 100;
    CHECK(std::abs(estimate.value - p * n * 100) <=
          test::z_limit() * estimate.error + 0.5 * outcomes);
  }
}

TEST_CASE("simulate: reported errors match the spread between seeds, even factors included",
          "[unit]") {
  auto const plan = test::made_up_book({.n_deals = 50,
                                        .n_cells = 10,
                                        .n_rows = 4,
                                        .n_arrivals = 1,
                                        .n_owners = 2,
                                        .correlation = 0.2});
  constexpr int n_seeds = 100;
  std::vector<double> p;
  double reported = 0;
  double as_if_independent = 0;
  for (std::uint64_t seed = 1; seed <= n_seeds; ++seed) {
    auto const run = simulate::simulate(plan, {.seed = seed, .n_trials = 8192});
    auto const estimate = results::p_hit(run, 0);
    p.push_back(estimate.value);
    reported += estimate.error * estimate.error / n_seeds;
    double squares = 0;
    for (auto const hits : run.target_hits_by_outer[0]) {
      double const away = static_cast<double>(hits) / run.trials_per_outer_draw - estimate.value;
      squares += away * away;
    }
    auto const n = static_cast<double>(run.n_outer_draws());
    as_if_independent += squares / (n * (n - 1)) / n_seeds;
  }
  double mean = 0;
  double variance = 0;
  for (double const x : p) mean += x / n_seeds;
  for (double const x : p) variance += (x - mean) * (x - mean) / (n_seeds - 1);
  // A variance of n normals is known to sqrt(2 / n) of itself.
  double const limit = test::z_limit() * std::sqrt(2.0 / n_seeds);
  CAPTURE(mean, std::sqrt(variance), std::sqrt(reported), std::sqrt(as_if_independent));
  CHECK(variance < (1 + limit) * reported);
  CHECK(reported < 2 * variance);
  CHECK(as_if_independent > 2 * variance);  // planted: outer draws taken as independent
}
