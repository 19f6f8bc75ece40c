// tests/unit/service/deal_effects_test.cpp – what a deal means for the total, against closed forms.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/deal_effects.hpp"

#include <array>
#include <cmath>

#include "engine/simulate/simulate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/service/small_plan.hpp"

namespace quarterdeck {
namespace {

constexpr std::int64_t n_trials = 65536;

results::Results run_of(plan::Plan const& plan) {
  simulate::RunOptions options;
  options.n_trials = n_trials;
  return simulate::simulate(plan, options);
}

/// p (1 - p) a^2 of the deals of small_plan, and their sum.
struct Variances {
  double of[3] = {0.25 * 1e8, 0.1875 * 4e8, 0.09 * 16e8};
  double all = of[0] + of[1] + of[2];
};

TEST_CASE("deal_effects: shares of the variance are those of independent deals", "[unit]") {
  auto const plan = test::small_plan();
  auto const effects = service::deal_effects(plan, run_of(plan));
  Variances const truth;
  double sum = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    // Cov(c, S) / Var(S) of correlated indicators: standard error below 1/sqrt(n) times
    // sqrt(kurtosis).
    CHECK(effects[i].variance_share == Approx(truth.of[i] / truth.all).margin(0.03));
    sum += effects[i].variance_share;
  }
  CHECK(sum == Approx(1).epsilon(1e-4));
}

TEST_CASE("deal_effects: variance of the amount once won belongs to the share", "[unit]") {
  auto plan = test::small_plan();
  for (std::size_t j = 0; j < plan.ratio[0].size(); ++j) plan.ratio[0][j] = j < 128 ? 0.5 : 1.5;
  auto const effects = service::deal_effects(plan, run_of(plan));
  double sum = 0;
  for (auto const& effect : effects) sum += effect.variance_share;
  CHECK(sum == Approx(1).margin(0.02));
  // Left out, the sum would lack sum p a^2 / 4 over the variance: far more than the margin.
  double lacking = 0;
  double variance = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    double const p = std::array{0.5, 0.25, 0.1}[i];
    auto const a = static_cast<double>(plan.deals.amount[i]);
    lacking += p * a * a / 4;
    variance += p * (1 - p) * a * a + p * a * a / 4;
  }
  CHECK(lacking / variance > 0.1);
}

TEST_CASE("deal_effects: chances of the target given the deal are those worked out by hand",
          "[unit]") {
  auto const plan = test::small_plan();
  auto const run = run_of(plan);
  auto const effects = service::deal_effects(plan, run);
  // 50 booked and a target of 250: reached when the second (200) or the third (400) is won.
  double const p_either = 1 - 0.75 * 0.9;
  auto const agrees = [](double share, double of_trials, double truth) {
    auto const n = static_cast<std::int64_t>(std::llround(of_trials));
    return test::count_agrees(std::llround(share * of_trials), n, truth);
  };
  double const wins = static_cast<double>(run.deals[0].wins);
  CHECK(agrees(effects[0].p_win_in_period, n_trials, 0.5));
  CHECK(agrees(*effects[0].p_hit_if_won, wins, p_either));
  CHECK(agrees(*effects[0].p_hit_if_lost, n_trials - wins, p_either));
  CHECK_FALSE(agrees(*effects[0].p_hit_if_won, wins, p_either + 0.02));
  CHECK(*effects[1].p_hit_if_won == 1);
  CHECK(agrees(*effects[1].p_hit_if_lost, n_trials - static_cast<double>(run.deals[1].wins), 0.1));
}

TEST_CASE("deal_effects: a deal that is never won says nothing of the target if won", "[unit]") {
  auto plan = test::small_plan();
  plan.draws.level(0, 2) = -std::numeric_limits<double>::infinity();
  auto const effects = service::deal_effects(plan, run_of(plan));
  CHECK_FALSE(effects[2].p_hit_if_won.has_value());
  CHECK(effects[2].p_hit_if_lost.has_value());
  CHECK(effects[2].variance_share == 0);
}

}  // namespace
}  // namespace quarterdeck
