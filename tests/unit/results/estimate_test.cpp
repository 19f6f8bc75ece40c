// tests/unit/results/estimate_test.cpp – standard errors and variance shares against known truth.
// SPDX-License-Identifier: Apache-2.0
#include <boost/math/distributions/normal.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include "engine/random/stream.hpp"
#include "engine/results/results.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace quarterdeck;
using results::Results;

namespace {

constexpr double scale = 1e6;

/// Totals = 1e6 (row sd · r + shared sd · z + own sd · e), r and z standard normal an outer draw, e
/// a trial.
struct Made {
  Results results;
  std::vector<double> row_means;
};

Made make(std::uint64_t replicate, std::size_t n_outer, double own_sd) {
  random::Stream stream({.seed = 8, .entity = 2, .index = replicate});
  boost::random::normal_distribution<double> normal;
  Made made;
  made.results.trials_per_outer_draw = 16;
  made.results.n_trials = static_cast<std::int64_t>(n_outer) * 16;
  made.results.target_hits = {0};
  made.results.target_hits_by_outer.resize(1);
  for (std::size_t k = 0; k < n_outer; ++k) {
    double const row = 0.5 * normal(stream);
    double const mean = row + normal(stream);
    made.row_means.push_back(row * scale);
    made.results.conditional_mean.push_back(mean * scale);
    std::int64_t hits = 0;
    for (int i = 0; i < 16; ++i) {
      auto const total = std::llround((mean + own_sd * normal(stream)) * scale);
      made.results.total.push_back(total);
      hits += total >= 0 ? 1 : 0;
    }
    made.results.target_hits[0] += hits;
    made.results.target_hits_by_outer[0].push_back(hits);
  }
  return made;
}

/// Distances from the truth in standard errors, over replicates: sum of squares is chi-square.
double mean_square(std::vector<double> const& z) {
  return std::inner_product(z.begin(), z.end(), z.begin(), 0.0) / static_cast<double>(z.size());
}

}  // namespace

TEST_CASE("estimates: clustered errors match the spread between replicates", "[unit]") {
  constexpr std::size_t n_replicates = 400;
  double const sd = std::sqrt(0.25 + 1 + 0.49) * scale;
  double const q10 = boost::math::quantile(boost::math::normal(0, sd), 0.1);
  std::vector<double> mean_z;
  std::vector<double> quantile_z;
  std::vector<double> hit_z;
  std::vector<double> naive_z;
  for (std::size_t r = 0; r < n_replicates; ++r) {
    auto const made = make(r, 400, 0.7);
    auto const mean = results::mean_of_total(made.results);
    auto const quantile = results::quantile_of_total(made.results, 0.1);
    auto const hit = results::p_hit(made.results, 0);
    mean_z.push_back(mean.value / mean.error);
    quantile_z.push_back((quantile.value - q10) / quantile.error);
    hit_z.push_back((hit.value - 0.5) / hit.error);
    naive_z.push_back(mean.value / (sd / std::sqrt(400 * 16)));
  }
  // Standard error of the mean square of n standard normals is sqrt(2 / n); a quarter is left for
  // the density that the quantile's error has to guess.
  double const limit = test::z_limit() * std::sqrt(2.0 / n_replicates);
  CHECK(std::abs(mean_square(mean_z) - 1) < limit);
  CHECK(std::abs(mean_square(hit_z) - 1) < limit);
  CHECK(std::abs(mean_square(quantile_z) - 1) < limit + 0.25);
  // Planted fault: trials taken as independent.
  CHECK(mean_square(naive_z) > 1 + limit);
}

TEST_CASE("estimates: the quantile is the one of rank ceil(n p)", "[unit]") {
  Results results;
  results.trials_per_outer_draw = 1;
  for (core::Minor i = 100; i >= 1; --i) results.total.push_back(i * 10);
  results.n_trials = 100;
  CHECK(results::quantile_of_total(results, 0.1).value == 100);
  CHECK(results::quantile_of_total(results, 0.101).value == 110);
  CHECK(results::quantile_of_total(results, 0.5).value == 500);
  auto const both = results::quantiles_of_total(results, {0.25, 0.75});
  CHECK(both[0].value == 250);
  CHECK(both[1].value == 750);
}

TEST_CASE("estimates: one outer draw tells nothing about the error", "[unit]") {
  auto const made = make(0, 1, 1);
  CHECK(std::isinf(results::mean_of_total(made.results).error));
  CHECK(std::isinf(results::quantile_of_total(made.results, 0.5).error));
  CHECK(std::isinf(results::p_hit(made.results, 0).error));
}

TEST_CASE("variance shares: match the variances that were put in and sum to one", "[unit]") {
  auto const made = make(1, 20000, 0.7);
  auto const shares = results::variance_shares(made.results, made.row_means);
  double const all = 0.25 + 1 + 0.49;
  // A variance of n normals is known to sqrt(2 / n) of itself.
  double const limit = test::z_limit() * std::sqrt(2.0 / 20000);
  CHECK(shares.outcomes == Approx(0.49 / all).epsilon(limit));
  CHECK(shares.shared == Approx(1 / all).epsilon(2 * limit));
  CHECK(shares.parameters == Approx(0.25 / all).epsilon(limit));
  CHECK(shares.outcomes + shares.shared + shares.parameters == Approx(1).epsilon(1e-12));
}

TEST_CASE("variance shares: a certain total has none", "[unit]") {
  Results results;
  results.trials_per_outer_draw = 1;
  results.n_trials = 2;
  results.total = {500, 500};
  results.conditional_mean = {500.2, 500.2};
  auto const shares = results::variance_shares(results, {500.2, 500.2});
  CHECK(shares.outcomes == 0);
  CHECK(shares.shared == 0);
  CHECK(shares.parameters == 0);
}
