// tests/unit/simulate/arrivals_test.cpp – counts, weeks and amounts of business to come.
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/arrivals.hpp"

#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/simulate/simulate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/simulate/plans.hpp"

using namespace quarterdeck;
using simulate::CountTable;

namespace {

constexpr double poisson = std::numeric_limits<double>::infinity();

double exact_cdf(double mean, double size, double k) {
  if (k < 0) return 0;
  if (std::isinf(size)) return boost::math::cdf(boost::math::poisson(mean), k);
  return boost::math::cdf(boost::math::negative_binomial(size, size / (size + mean)), k);
}

/// A book with one arrival cell and nothing else: mean 7, size 3, entries of two amounts.
plan::Plan arrivals_only() {
  auto plan = test::made_up_book({.n_deals = 0, .n_rows = 1, .n_arrivals = 1});
  plan.arrivals[0].size = 3;
  plan.arrivals[0].entries.resize(4);
  for (auto& entry : plan.arrivals[0].entries) entry.amount = 100;
  plan.arrivals[0].entries[3].amount = 500;
  plan.draws.arrival_log_mean.setConstant(std::log(7.0));
  plan.draws.arrival_log_sd.setZero();
  plan.draws.arrival_scale.setOnes();
  return plan;
}

}  // namespace

TEST_CASE("count table: inverts the negative binomial and the Poisson distribution", "[unit]") {
  struct Case {
    double mean;
    double size;
  };
  CountTable table;
  for (auto const [mean, size] :
       {Case{0.01, 0.5}, Case{3, 0.2}, Case{6, 5}, Case{60, 5}, Case{900, 40}, Case{20000, 3},
        Case{0.3, poisson}, Case{50, poisson}, Case{5000, poisson}}) {
    table.fill(mean, size);
    for (double const u : {1e-6, 0.001, 0.1, 0.3, 0.5, 0.77, 0.95, 0.999, 0.999999}) {
      auto const k = static_cast<double>(table.count(static_cast<std::uint32_t>(u * 0x1p32)));
      // 1e-9 covers the tails that were cut and the step of the word.
      CHECK(exact_cdf(mean, size, k) >= u - 1e-9);
      CHECK(exact_cdf(mean, size, k - 1) <= u + 1e-9);
    }
  }
}

TEST_CASE("count table: a larger mean never gives a smaller count of the same word", "[unit]") {
  CountTable low;
  CountTable high;
  for (double const size : {0.7, 4.0, poisson}) {
    low.fill(8, size);
    high.fill(8.4, size);
    for (std::uint32_t i = 0; i < 5000; ++i) {
      std::uint32_t const word = i * 858993U;
      CHECK(low.count(word) <= high.count(word));
    }
  }
}

TEST_CASE("count table: a mean that cannot be simulated is an error", "[unit]") {
  CountTable table;
  CHECK_THROWS_AS(table.fill(2e6, 5), core::NumericError);
  CHECK_THROWS_AS(table.fill(std::nan(""), 5), core::NumericError);
}

TEST_CASE("arrivals: count, amount and weeks have the plan's distribution", "[unit]") {
  auto const plan = arrivals_only();
  auto const results = simulate::simulate(plan, {.n_trials = 64000});
  std::vector<std::int64_t> below(25);
  // The count is not kept a trial, so its distribution is read off the series.
  for (std::size_t k = 0; k < below.size(); ++k) {
    double const share = 1 - results.won_count.histogram.share_at_least(
                                 plan.booked_count + static_cast<std::int64_t>(k) + 1);
    below[k] = std::llround(share * 64000);
    double const exact = exact_cdf(7, 3, static_cast<double>(k));
    CHECK(test::count_agrees(below[k], 64000, exact));
  }
  // Planted fault: a Poisson count instead.
  CHECK_FALSE(test::count_agrees(below[3], 64000, exact_cdf(7, poisson, 3)));

  std::vector<double> news;
  for (auto const total : results.total) news.push_back(static_cast<double>(total - plan.booked));
  CHECK(test::mean_agrees(news, 7 * 200));
  CHECK_FALSE(test::mean_agrees(news, 7 * 206));
  double const all = results.created_later.moments.mean();
  for (std::size_t w = 0; w < plan.week_end.size(); ++w) {
    double const share =
        (results.cumulative_week[w].moments.mean() - static_cast<double>(plan.booked)) / all;
    // Wins fall into weeks independently; their amounts inflate the binomial variance by E a² / (E
    // a)².
    double const p = plan.arrivals[0].cumulative_week[w];
    double const error = std::sqrt(p * (1 - p) * 1.75 / (64000 * 7.0));
    CHECK(std::abs(share - p) <= test::z_limit() * error + 1e-9);
  }
}

TEST_CASE("arrivals: the amount of each win is rounded after scaling", "[unit]") {
  auto plan = arrivals_only();
  for (auto& entry : plan.arrivals[0].entries) entry.amount = 3;
  plan.draws.arrival_scale.setConstant(0.5);
  auto const results =
      simulate::simulate(plan, {.n_trials = 64, .keep_draws = simulate::KeepDraws::yes});
  CHECK(results.won_count.moments.mean() > static_cast<double>(plan.booked_count));
  double const per_trial =
      results.won_count.moments.mean() - static_cast<double>(plan.booked_count);
  CHECK(results.created_later.moments.mean() == Approx(2 * per_trial).epsilon(1e-14));
  for (std::size_t i = 0; i < 64; ++i) {
    CHECK(results.new_business[i] == results.total[i] - plan.booked);
  }
}
