// tests/unit/models/period_factor_test.cpp – shared luck: quadrature, recovery, the prior.
// SPDX-License-Identifier: Apache-2.0
#include "models/dependence/period_factor.hpp"

#include <cmath>
#include <numbers>

#include "models/posterior/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace quarterdeck;
using namespace quarterdeck::models;
using namespace quarterdeck::models::dependence;

namespace {

double p_given(double p, double rho, double z) {
  return normal_cdf((normal_quantile(p) + std::sqrt(rho) * z) / std::sqrt(1 - rho));
}

double wins_of(random::Stream& stream, double n, double p) {
  double wins = 0;
  for (int i = 0; i < n; ++i) wins += stream.uniform() < p ? 1 : 0;
  return wins;
}

/// Periods of three segments with 100 deals each, from a known company and segment factor.
std::vector<PeriodOutcomes> simulate_periods(int n, double rho, double rho_segment) {
  random::Stream stream({.seed = 21, .entity = 1});
  std::vector<PeriodOutcomes> periods(static_cast<std::size_t>(n));
  for (PeriodOutcomes& period : periods) {
    double const z = normal_variate(stream);
    for (char const* const segment : {"a", "b", "c"}) {
      double const both = std::sqrt(rho) * z + std::sqrt(rho_segment) * normal_variate(stream);
      double const scale = std::sqrt(1 - rho - rho_segment);
      for (double const p : {0.2, 0.45}) {
        double const given = normal_cdf((normal_quantile(p) + both) / scale);
        period.cells.push_back({p, 100, wins_of(stream, 100, given), segment});
      }
    }
  }
  return periods;
}

}  // namespace

TEST_CASE("period factor: the probability keeps its mean over the factor", "[unit]") {
  for (double const p : {0.02, 0.3, 0.8}) {
    double mean = 0;
    for (int i = 0; i < 4000; ++i)
      mean += p_given(p, 0.1, normal_quantile((i + 0.5) / 4000)) / 4000;
    CHECK(mean == Approx(p).epsilon(1e-4));
  }
}

TEST_CASE("period factor: the likelihood agrees with fine quadrature", "[unit]") {
  PeriodOutcomes const period{1, {{0.2, 40, 11, "a"}, {0.6, 25, 18, "a"}}};
  for (double const rho : {0.001, 0.03, 0.2}) {
    double sum = 0;
    int const n = 20000;
    for (int i = 0; i < n; ++i) {
      double const z = -8 + 16 * (i + 0.5) / n;
      double log_likelihood = -z * z / 2 - std::log(2 * std::numbers::pi) / 2;
      for (CellOutcome const& cell : period.cells) {
        double const p = p_given(cell.p, rho, z);
        log_likelihood += cell.wins * std::log(p) + (cell.n - cell.wins) * std::log(1 - p);
      }
      sum += std::exp(log_likelihood) * 16 / n;
    }
    CHECK(log_period_likelihood(period, rho) == Approx(std::log(sum)).margin(2e-3));
  }
  double const independent =
      11 * std::log(0.2) + 29 * std::log(0.8) + 18 * std::log(0.6) + 7 * std::log(0.4);
  CHECK(log_period_likelihood(period, 0) == Approx(independent).epsilon(1e-12));
}

TEST_CASE("period factor: without past periods tau follows its half-normal prior", "[unit]") {
  PeriodFactor const factor = fit_period_factor({});
  CHECK(factor.company.mean() == Approx(0.3 * std::sqrt(2 / std::numbers::pi)).epsilon(0.01));
  std::vector<double> const draws = tau_draws(factor.company, 1, "tau", 4096);
  CHECK(test::mean_agrees(draws, factor.company.mean()));
  CHECK(factor.segments.empty());
  CHECK(tau_draws(factor.segment, 1, "none", 3) == std::vector<double>(3, 0.0));
}

TEST_CASE("period factor: a known tau is found again, and its absence too", "[unit]") {
  double const rho = correlation_of(0.35);
  CHECK(1.65 * std::sqrt(rho / (1 - rho)) == Approx(0.35).epsilon(1e-12));
  double const found = fit_period_factor(simulate_periods(60, rho, 0)).company.mean();
  CHECK(found == Approx(0.35).margin(4 * 0.35 / std::sqrt(2 * 60.0)));
  double const none = fit_period_factor(simulate_periods(60, 0, 0)).company.mean();
  CHECK(none < 0.12);
  CHECK_FALSE(found == Approx(0).margin(0.12));
}

TEST_CASE("period factor: segments get a factor of their own only where they show one", "[unit]") {
  double const rho = correlation_of(0.2);
  PeriodFactor const with = fit_period_factor(simulate_periods(24, rho, correlation_of(0.3)));
  CHECK(with.segments == std::vector<std::string>{"a", "b", "c"});
  PeriodFactor const without = fit_period_factor(simulate_periods(24, rho, 0));
  CHECK(with.segment.mean() > 0.2);
  CHECK(without.segment.mean() < 0.12);
  CHECK(fit_period_factor(simulate_periods(11, rho, rho)).segments.empty());
}

TEST_CASE("period factor: quantiles of tau rise through its grid", "[unit]") {
  TauPosterior const tau{0.1, {0.5, 0.25, 0.25}};
  CHECK(tau.quantile(0.25) == Approx(0.05));
  CHECK(tau.quantile(0.5) == Approx(0.1));
  CHECK(tau.quantile(0.625) == Approx(0.15));
  CHECK(tau.quantile(1 - 1e-15) == Approx(0.3));
}
