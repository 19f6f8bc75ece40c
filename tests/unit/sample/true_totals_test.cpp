// tests/unit/sample/true_totals_test.cpp – the proof that the truth is true.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/true_totals.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

namespace quarterdeck {
namespace {

sample::CompanySpec small(std::uint64_t seed) {
  sample::CompanySpec spec;
  spec.seed = seed;
  spec.deals_per_week = 8;
  spec.n_quarters = 3;
  return spec;
}

std::vector<double> units(std::vector<core::Minor> const& totals) {
  std::vector<double> result;
  for (core::Minor const total : totals) result.push_back(core::to_units(total));
  return result;
}

double mean(std::vector<double> const& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Place of the realised total among totals moved to mean + width * (total - mean) + shift * mean.
double place(double actual, std::vector<double> const& totals, double width, double shift) {
  double const centre = mean(totals);
  auto const below = std::count_if(totals.begin(), totals.end(), [&](double total) {
    return centre + width * (total - centre) + shift * centre < actual;
  });
  return (static_cast<double>(below) + 0.5) / (static_cast<double>(totals.size()) + 1);
}

/// Posterior mean of the period effect by plain summation over a fine grid, drift known to be zero.
double posterior_mean(sample::Evidence const& evidence, double sd) {
  double weight_sum = 0;
  double sum = 0;
  for (double u = -8 * sd; u <= 8 * sd; u += sd / 500) {
    double log_weight = -0.5 * u * u / (sd * sd) + static_cast<double>(evidence.n_wins) * u;
    for (double const r : evidence.win_odds) log_weight -= std::log(1 + r * std::exp(u));
    log_weight += static_cast<double>(evidence.n_arrivals) * u / 2 -
                  evidence.expected_arrivals * std::exp(u / 2);
    double const weight = std::exp(log_weight);
    weight_sum += weight;
    sum += weight * u;
  }
  return sum / weight_sum;
}

}  // namespace

TEST_CASE("sample: the luck of a quarter is learned by Bayes' rule", "[unit]") {
  auto spec = small(1);
  spec.period_effect_sd = 0.4;
  spec.arrival_drift_sd = 0;
  sample::Evidence evidence;
  evidence.win_odds.assign(60, 0.2);
  evidence.n_wins = 18;
  evidence.n_arrivals = 25;
  evidence.expected_arrivals = 20;
  sample::LuckLaw const law(spec, 0.5, evidence);
  CHECK(law.mean_effect() == Approx(posterior_mean(evidence, 0.4)).epsilon(1e-6));
  CHECK(law.mean_effect() > 0.2);
  CHECK(std::abs(sample::LuckLaw(spec, 0.5, {}).mean_effect()) < 1e-12);
}

TEST_CASE("sample: without evidence luck follows its prior", "[unit]") {
  auto spec = small(1);
  spec.period_effect_sd = 0.3;
  spec.arrival_drift_sd = 0.1;
  sample::LuckLaw const law(spec, 0.5, {});
  auto stream = sample::stream_of(5, "test", 0);
  std::vector<double> effect;
  std::vector<double> squared;
  std::vector<double> drift_squared;
  for (int i = 0; i < 20000; ++i) {
    auto const luck = law(stream);
    effect.push_back(luck.period_effect);
    squared.push_back(luck.period_effect * luck.period_effect);
    drift_squared.push_back(luck.drift * luck.drift);
  }
  CHECK(test::mean_agrees(effect, 0));
  CHECK(test::mean_agrees(squared, 0.09));
  CHECK(test::mean_agrees(drift_squared, 0.01));
  CHECK_FALSE(test::mean_agrees(squared, 0.10));
}

TEST_CASE("sample: true totals are the same bits at any thread count", "[unit]") {
  auto const company = sample::generate(small(2));
  auto const one = sample::true_totals(company, 40, 1);
  CHECK(one == sample::true_totals(company, 40, 3));
  auto const more = sample::true_totals(company, 60, 2);
  CHECK(std::equal(one.begin(), one.end(), more.begin()));
}

TEST_CASE("sample: true totals agree with independent futures of the same past", "[unit]") {
  auto spec = small(3);
  spec.days_into_quarter = 0;
  std::vector<double> futures;
  for (std::uint64_t k = 1; k <= 250; ++k) {
    spec.future_seed = 1000 + k;
    futures.push_back(core::to_units(sample::generate(spec).actual_total));
  }
  auto const truth = units(sample::true_totals(sample::generate(spec), 4000));
  CHECK(test::mean_agrees(futures, mean(truth)));
  CHECK_FALSE(test::mean_agrees(futures, 1.2 * mean(truth)));
  std::vector<double> places;
  for (double const future : futures) places.push_back(place(future, truth, 1, 0));
  CHECK(test::uniform_p_value(places) > test::default_p_fail);
}

TEST_CASE("sample: realised totals are uniform under the true distribution of many companies",
          "[slow]") {
  std::vector<double> narrow;
  std::vector<double> shifted;
  for (int const days : {0, 45, 78}) {
    std::vector<double> right;
    for (std::uint64_t seed = 1; seed <= 160; ++seed) {
      auto spec = small(seed + 10000);
      spec.days_into_quarter = days;
      auto const company = sample::generate(spec);
      auto const totals = units(sample::true_totals(company, 150));
      double const actual = core::to_units(company.actual_total);
      right.push_back(place(actual, totals, 1, 0));
      narrow.push_back(place(actual, totals, 0.5, 0));
      shifted.push_back(place(actual, totals, 1, 0.12));
    }
    INFO("days into the quarter " << days);
    CHECK(test::uniform_p_value(right) > 1e-5);
  }
  CHECK(test::uniform_p_value(narrow) < 1e-5);
  CHECK(test::uniform_p_value(shifted) < 1e-5);
}

}  // namespace quarterdeck
