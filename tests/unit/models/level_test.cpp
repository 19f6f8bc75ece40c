// tests/unit/models/level_test.cpp – the drifting level of counts against known and simulated
// truth. SPDX-License-Identifier: Apache-2.0
#include "models/creation/level.hpp"

#include <boost/random/negative_binomial_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <cmath>

#include "models/posterior/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace quarterdeck;
using namespace quarterdeck::models;
using creation::CountObservation;
using creation::LevelPosterior;

namespace {

std::vector<CountObservation> constant_counts(double count, int n) {
  std::vector<CountObservation> observations;
  for (int i = 1; i <= n; ++i) observations.push_back({count, static_cast<double>(i), 1, 0});
  return observations;
}

/// A company whose log level walks by 0.08 a period; whether the 80 % interval of the next count
/// holds the next count.
bool covered(std::uint64_t replicate, double widen) {
  random::Stream stream({.seed = 11, .entity = 4, .index = replicate});
  double level = std::log(80.0);
  std::vector<CountObservation> observations;
  int const n_periods = 10;
  for (int t = 0; t < n_periods; ++t) {
    boost::random::poisson_distribution<int, double> poisson(std::exp(level));
    observations.push_back(
        {static_cast<double>(poisson(stream)), static_cast<double>(n_periods - t), 1, 0});
    level += 0.08 * normal_variate(stream);
  }
  boost::random::poisson_distribution<int, double> poisson(std::exp(level));
  double const next = poisson(stream);
  std::vector<double> predicted;
  auto const rows = LevelPosterior(observations).draws(replicate, "level", 400);
  for (auto const& row : rows) {
    double const luck = std::log1p(row.dispersion);
    double const mean =
        std::exp(row.log_mean + std::sqrt(luck) * normal_variate(stream) - luck / 2);
    boost::random::poisson_distribution<int, double> count(std::max(mean, 1e-9));
    predicted.push_back(count(stream) + stream.uniform() - 0.5);
  }
  std::sort(predicted.begin(), predicted.end());
  double const middle = predicted[200];
  double const low = middle + widen * (predicted[40] - middle);
  double const high = middle + widen * (predicted[359] - middle);
  return low <= next && next <= high;
}

}  // namespace

TEST_CASE("level: steady counts are expected to go on, more surely the more there are", "[unit]") {
  LevelPosterior const many(constant_counts(100, 16));
  LevelPosterior const few(constant_counts(100, 4));
  CHECK(many.mean() == Approx(100).epsilon(0.03));
  CHECK(few.mean() == Approx(100).epsilon(0.06));
  auto const spread = [](LevelPosterior const& posterior) {
    double sum = 0, squares = 0;
    for (auto const& row : posterior.draws(1, "level", 2048)) {
      sum += row.log_mean / 2048;
      squares += row.log_mean * row.log_mean / 2048;
    }
    return std::sqrt(squares - sum * sum);
  };
  CHECK(spread(many) < spread(few));
  CHECK(spread(many) > 0.5 / std::sqrt(1600.0));
  CHECK(many.mean_drift() < few.mean_drift());
}

TEST_CASE("level: draws have the mean of the posterior", "[unit]") {
  LevelPosterior const posterior(constant_counts(7, 6));
  std::vector<double> means;
  for (auto const& row : posterior.draws(1, "level", 4096)) means.push_back(std::exp(row.log_mean));
  CHECK(test::mean_agrees(means, posterior.mean()));
  CHECK_FALSE(test::mean_agrees(means, 1.1 * posterior.mean()));
}

TEST_CASE("level: a trend shows as drift, a season taken off does not", "[unit]") {
  std::vector<CountObservation> rising;
  for (int age = 1; age <= 12; ++age)
    rising.push_back({400 * std::exp(-0.2 * age), 1.0 * age, 1, 0});
  CHECK(LevelPosterior(rising).mean_drift() > 0.12);
  CHECK(LevelPosterior(rising).mean() > 290);
  std::vector<CountObservation> seasonal = constant_counts(100, 12);
  for (std::size_t i = 0; i < seasonal.size(); i += 4) {
    seasonal[i].count = 150;
    seasonal[i].log_season = std::log(1.5);
  }
  CHECK(LevelPosterior(seasonal).mean_drift() < 0.08);
}

TEST_CASE("level: counts of zero leave a small positive mean", "[unit]") {
  LevelPosterior const posterior(constant_counts(0, 8));
  CHECK(posterior.mean() > 0);
  CHECK(posterior.mean() < 0.5);
  LevelPosterior const one(std::vector<CountObservation>{{3, 1, 0.25, 0}});
  CHECK(one.mean() > 1);
  CHECK(std::isfinite(one.mean()));
}

TEST_CASE("level: eight in ten next counts fall into the 80 % interval", "[unit]") {
  int inside = 0, inside_narrow = 0;
  int const n = 150;
  for (int i = 0; i < n; ++i) {
    inside += covered(static_cast<std::uint64_t>(i), 1) ? 1 : 0;
    inside_narrow += covered(static_cast<std::uint64_t>(i), 0.6) ? 1 : 0;
  }
  // The prior spans more than this one truth, so a little too wide is allowed, too narrow is not.
  CHECK(inside >= 0.8 * n - 3 * std::sqrt(0.16 * n));
  CHECK(inside <= 0.93 * n);
  CHECK_FALSE(inside_narrow >= 0.8 * n - 3 * std::sqrt(0.16 * n));  // planted: 40 % too narrow
}
