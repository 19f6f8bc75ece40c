// tests/unit/models/period_variance_test.cpp – spread of the quarter's total where tau is known.
// SPDX-License-Identifier: Apache-2.0
#include <boost/random/poisson_distribution.hpp>
#include <cmath>

#include "engine/simulate/simulate.hpp"
#include "models/dependence/period_factor.hpp"
#include "models/posterior/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace quarterdeck;
using namespace quarterdeck::models;

namespace {

constexpr int n_deals = 300;
constexpr double arrivals = 40;
constexpr double arrival_loading = 0.5;
std::array<double, 3> const chances{0.15, 0.35, 0.6};

double expit(double x) { return 1 / (1 + std::exp(-x)); }

/// Intercept at which the mean of expit(a + tau z) over z is p.
double intercept_of(double p, double tau) {
  double low = -10, high = 10;
  for (int i = 0; i < 60; ++i) {
    double const middle = (low + high) / 2;
    double mean = 0;
    for (int k = 0; k < 400; ++k) {
      mean += expit(middle + tau * normal_quantile((k + 0.5) / 400)) / 400;
    }
    (mean < p ? low : high) = middle;
  }
  return (low + high) / 2;
}

/// A company of n_deals deals of one unit with equal numbers of each chance, and new business that
/// follows the same luck with half the strength: the truth as the sample company has it, a shift of
/// the logit.
struct Truth {
  double mean = 0;
  double variance = 0;
};

Truth truth_of(double tau) {
  double first = 0, second = 0, within = 0;
  int const n = 4000;
  std::array<double, 3> intercept{};
  for (std::size_t c = 0; c < 3; ++c) intercept[c] = intercept_of(chances[c], tau);
  for (int k = 0; k < n; ++k) {
    double const z = normal_quantile((k + 0.5) / n);
    double const s = arrival_loading * tau;
    double const new_wins = arrivals * std::exp(s * z - s * s / 2);
    double mean = new_wins, variance = new_wins;
    for (double const a : intercept) {
      double const p = expit(a + tau * z);
      mean += n_deals / 3.0 * p;
      variance += n_deals / 3.0 * p * (1 - p);
    }
    first += mean / n;
    second += mean * mean / n;
    within += variance / n;
  }
  return {first, within + second - first * first};
}

/// The plan of such a company with draws of tau, as `compile` writes them.
plan::Plan plan_of(std::vector<double> const& tau) {
  plan::Plan plan;
  plan.as_of = core::make_date(2026, 10, 1);
  plan.period_start = plan.as_of;
  plan.period_end = core::make_date(2026, 12, 31);
  plan.week_end = {plan.period_end};
  plan.currency = "USD";
  plan.cells.assign(3, {0});
  plan.curves = {{1.0}};
  plan.ratio.emplace_back(plan::n_amount_entries, 1.0);
  for (std::uint64_t i = 0; i < n_deals; ++i) {
    plan.deals.entity.push_back(i + 1);
    plan.deals.amount.push_back(100);
    plan.deals.cell.push_back(static_cast<std::uint32_t>(i % 3));
    plan.deals.curve.push_back(0);
    plan.deals.amount_table.push_back(0);
  }
  plan::ArrivalCell cell;
  cell.name = "new";
  cell.entity = 99991;
  cell.size = std::numeric_limits<double>::infinity();
  cell.cumulative_week = {1.0};
  cell.entries = {{100, {}}};
  plan.arrivals = {cell};
  auto const n = static_cast<Eigen::Index>(tau.size());
  plan.draws.company_correlation.resize(n);
  plan.draws.segment_correlation = Eigen::VectorXd::Zero(n);
  plan.draws.arrival_log_sd.resize(n);
  plan.draws.level.resize(n, 3);
  plan.draws.amount_scale = plan::Draws::Table::Ones(n, 1);
  plan.draws.arrival_log_mean = plan::Draws::Table::Constant(n, 1, std::log(arrivals));
  plan.draws.arrival_scale = plan::Draws::Table::Ones(n, 1);
  for (Eigen::Index row = 0; row < n; ++row) {
    double const t = tau[static_cast<std::size_t>(row)];
    plan.draws.company_correlation[row] = dependence::correlation_of(t);
    plan.draws.arrival_log_sd[row] = arrival_loading * t;
    for (std::size_t c = 0; c < 3; ++c) {
      plan.draws.level(row, static_cast<Eigen::Index>(c)) = normal_quantile(chances[c]);
    }
  }
  plan::validate(plan);
  return plan;
}

/// Squared distances of the simulated totals, in units, from a mean.
std::vector<double> squares_of(plan::Plan const& plan, double mean) {
  auto const run = simulate::simulate(plan, {.seed = 5, .n_trials = 65536});
  std::vector<double> squares;
  for (core::Minor const total : run.total) {
    double const miss = core::to_units(total) - mean;
    squares.push_back(miss * miss);
  }
  return squares;
}

double mean_of(std::vector<double> const& values) {
  double sum = 0;
  for (double const value : values) sum += value / static_cast<double>(values.size());
  return sum;
}

}  // namespace

TEST_CASE("period variance: the simulated spread is that of companies with a known tau", "[unit]") {
  for (double const tau : {0.0, 0.15, 0.3, 0.5}) {
    INFO("tau " << tau);
    Truth const truth = truth_of(tau);
    auto const squares = squares_of(plan_of(std::vector<double>(64, tau)), truth.mean);
    // The truth shifts the logit, the plan the probit: equal to 4 % of the variance up to 0.5.
    double const ratio = mean_of(squares) / truth.variance;
    CHECK(ratio == Approx(1).margin(0.04));
    if (tau == 0) CHECK(test::mean_agrees(squares, truth.variance));
    if (tau < 0.15) continue;
    auto const ignored = squares_of(plan_of(std::vector<double>(64, 0.0)), truth.mean);
    CHECK_FALSE(mean_of(ignored) / truth.variance == Approx(1).margin(0.04));  // planted
    CHECK(mean_of(ignored) < 0.75 * truth.variance);
  }
}

TEST_CASE("period variance: learned from ten quarters, misses are as large as was said", "[slow]") {
  auto const prior = dependence::fit_period_factor({}).company;
  std::vector<double> ratio, ignored;
  for (int i = 0; i < 150; ++i) {
    random::Stream stream({.seed = 41, .entity = 7, .index = static_cast<std::uint64_t>(i)});
    double const tau = prior.quantile(stream.uniform());
    std::array<double, 3> intercept{};
    for (std::size_t c = 0; c < 3; ++c) intercept[c] = intercept_of(chances[c], tau);
    auto const live = [&](double& wins_in_all) {
      dependence::PeriodOutcomes period;
      double const z = normal_variate(stream);
      for (std::size_t c = 0; c < 3; ++c) {
        double wins = 0;
        for (int deal = 0; deal < n_deals / 3; ++deal) {
          wins += stream.uniform() < expit(intercept[c] + tau * z) ? 1 : 0;
        }
        period.cells.push_back({chances[c], n_deals / 3.0, wins, "all"});
        wins_in_all += wins;
      }
      double const s = arrival_loading * tau;
      boost::random::poisson_distribution<int, double> late(arrivals * std::exp(s * z - s * s / 2));
      wins_in_all += late(stream);
      return period;
    };
    std::vector<dependence::PeriodOutcomes> past;
    double total = 0;
    for (int q = 0; q < 10; ++q) past.push_back(live(total));
    double next = 0;
    live(next);
    auto const draws = dependence::tau_draws(dependence::fit_period_factor(past).company,
                                             static_cast<std::uint64_t>(i), "tau", 64);
    auto const variance_of = [&](std::vector<double> const& taus) {
      double said = 0;
      for (double const t : taus) said += truth_of(t).variance / static_cast<double>(taus.size());
      return said;
    };
    double const mean = n_deals / 3.0 * (chances[0] + chances[1] + chances[2]) + arrivals;
    std::vector<double> few;
    for (std::size_t row = 4; row < draws.size(); row += 8) few.push_back(draws[row]);
    double const miss = (next - mean) * (next - mean);
    ratio.push_back(miss / variance_of(few));
    ignored.push_back(miss / truth_of(0).variance);
  }
  INFO("mean squared miss over what was said: " << mean_of(ratio) << ", without tau "
                                                << mean_of(ignored));
  CHECK(test::mean_agrees(ratio, 1, 1e-4));
  CHECK_FALSE(test::mean_agrees(ignored, 1, 1e-4));  // planted: luck of the period left out
}
