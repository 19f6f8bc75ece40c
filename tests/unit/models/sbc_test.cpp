// tests/unit/models/sbc_test.cpp – simulation-based calibration of shared luck, new business,
// amounts and the size effect: truths from the models' own priors have uniform ranks.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/models/sbc.hpp"

#include <boost/random/negative_binomial_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <cmath>

#include "models/amount/amount_ratio.hpp"
#include "models/creation/late_wins.hpp"
#include "models/dependence/period_factor.hpp"
#include "models/posterior/draws.hpp"
#include "models/win/table/size_effect.hpp"
#include "tests/support/catch.hpp"

using namespace quarterdeck;
using namespace quarterdeck::models;
using test::rank_of;
using test::uniform_p_value;

namespace {

constexpr std::size_t n_draws = 199;
constexpr double p_least = 1e-4;

random::Stream stream_of(std::uint64_t what, int replicate) {
  return random::Stream(
      {.seed = 77, .entity = what, .index = static_cast<std::uint64_t>(replicate)});
}

double poisson_of(random::Stream& stream, double mean) {
  boost::random::poisson_distribution<int, double> law(std::max(mean, 1e-12));
  return law(stream);
}

/// NegBin(mean, size 1/phi) as a Poisson whose mean is Gamma.
double count_of(random::Stream& stream, double mean, double phi) {
  if (phi <= 0) return poisson_of(stream, mean);
  return poisson_of(stream, mean * phi * std::exp(log_gamma_variate(stream, 1 / phi)));
}

double wins_of(random::Stream& stream, double n, double p) {
  double wins = 0;
  for (int i = 0; i < n; ++i) wins += stream.uniform() < p ? 1 : 0;
  return wins;
}

/// Factors of a period and the past that follows from them: three segments, two cells each.
std::vector<dependence::PeriodOutcomes> periods_of(random::Stream& stream, int n, double rho,
                                                   double rho_segment) {
  std::vector<dependence::PeriodOutcomes> periods(static_cast<std::size_t>(n));
  double const scale = std::sqrt(1 - rho - rho_segment);
  for (auto& period : periods) {
    double const company = std::sqrt(rho) * normal_variate(stream);
    for (char const* const segment : {"a", "b", "c"}) {
      double const shift = company + std::sqrt(rho_segment) * normal_variate(stream);
      for (double const p : {0.25, 0.5}) {
        double const given = normal_cdf((normal_quantile(p) + shift) / scale);
        period.cells.push_back({p, 60, wins_of(stream, 60, given), segment});
      }
    }
  }
  return periods;
}

/// Log size at the middle of step 1, to 0.002: twice the smallest one that belongs to it.
double size_of_a_step(win::SizeEffect const& effect) {
  DealState state;
  for (double size = 0; size < 3; size += 0.001) {
    state.amount = static_cast<core::Minor>(100'000 * std::exp(size));
    if (win::size_step(effect, state) == 1) return 2 * size;
  }
  return 6;
}

}  // namespace

TEST_CASE("calibration: tau of the company from its prior is found at its rank", "[slow]") {
  auto const prior = dependence::fit_period_factor({}).company;
  std::vector<double> ranks, planted;
  for (int i = 0; i < 400; ++i) {
    random::Stream stream = stream_of(1, i);
    double const tau = prior.quantile(stream.uniform());
    auto const periods = periods_of(stream, 10, dependence::correlation_of(tau), 0);
    auto const factor = dependence::fit_period_factor(periods);
    auto const draws =
        dependence::tau_draws(factor.company, static_cast<std::uint64_t>(i), "tau", n_draws);
    double const u = stream.uniform();
    ranks.push_back(rank_of(tau, draws, u));
    planted.push_back(rank_of(1.4 * tau, draws, u));
  }
  CHECK(uniform_p_value(ranks) > p_least);
  CHECK_FALSE(uniform_p_value(planted) > p_least);
}

TEST_CASE("calibration: tau of the segments from its prior is found at its rank", "[slow]") {
  dependence::TauPosterior const prior = dependence::segment_prior();
  auto const company = dependence::fit_period_factor({}).company;
  std::vector<double> ranks, planted;
  for (int i = 0; i < 200; ++i) {
    random::Stream stream = stream_of(2, i);
    double const rho = dependence::correlation_of(company.quantile(stream.uniform()));
    double const tau = prior.quantile(stream.uniform());
    auto const periods = periods_of(stream, 14, rho, dependence::correlation_of(tau));
    auto const factor = dependence::fit_period_factor(periods);
    REQUIRE(factor.segments.size() == 3);
    auto const draws =
        dependence::tau_draws(factor.segment, static_cast<std::uint64_t>(i), "tau", n_draws);
    double const u = stream.uniform();
    ranks.push_back(rank_of(tau, draws, u));
    planted.push_back(rank_of(1.5 * tau, draws, u));
  }
  INFO("p " << uniform_p_value(ranks));
  CHECK(uniform_p_value(ranks) > p_least);
  CHECK_FALSE(uniform_p_value(planted) > p_least);
}

TEST_CASE("calibration: level, dispersion and next count of new business have uniform ranks",
          "[slow]") {
  auto const prior = creation::level_prior();
  std::vector<double> level_ranks, phi_ranks, next_ranks, planted_level, planted_phi, planted_next;
  for (int i = 0; i < 300; ++i) {
    random::Stream stream = stream_of(3, i);
    double left = stream.uniform();
    std::size_t cell = 0;
    while (cell + 1 < prior.size() && left >= prior[cell].mass) left -= prior[cell++].mass;
    double const drift = prior[cell].drift, phi = prior[cell].dispersion;
    // The first level has density proportional to exp(l / 2); here cut to 20 to 400 wins.
    double const low = std::sqrt(20.0), high = std::sqrt(400.0);
    double level = 2 * std::log(low + (high - low) * stream.uniform());
    std::vector<creation::CountObservation> seen;
    int const n_periods = 10;
    for (int t = 0; t < n_periods; ++t) {
      double const age = n_periods - t;
      seen.push_back({count_of(stream, std::exp(level), phi), age, 1, 0});
      level += drift * normal_variate(stream);
    }
    double const next = count_of(stream, std::exp(level), phi);
    std::vector<double> levels, phis, nexts;
    creation::LevelPosterior const posterior(seen);
    for (auto const& row : posterior.draws(static_cast<std::uint64_t>(i), "level", n_draws)) {
      levels.push_back(row.log_mean);
      phis.push_back(row.dispersion);
      nexts.push_back(count_of(stream, std::exp(row.log_mean), row.dispersion));
    }
    double const u = stream.uniform();
    level_ranks.push_back(rank_of(level, levels, u));
    phi_ranks.push_back(rank_of(phi, phis, u));
    next_ranks.push_back(rank_of(next, nexts, u));
    planted_level.push_back(rank_of(level + 0.1, levels, u));
    planted_phi.push_back(rank_of(2 * phi, phis, u));
    planted_next.push_back(rank_of(1.15 * next, nexts, u));
  }
  INFO("level " << uniform_p_value(level_ranks) << ", phi " << uniform_p_value(phi_ranks)
                << ", next " << uniform_p_value(next_ranks));
  CHECK(uniform_p_value(level_ranks) > p_least);
  CHECK(uniform_p_value(phi_ranks) > p_least);
  CHECK(uniform_p_value(next_ranks) > p_least);
  CHECK_FALSE(uniform_p_value(planted_level) > p_least);
  CHECK_FALSE(uniform_p_value(planted_phi) > p_least);
  CHECK_FALSE(uniform_p_value(planted_next) > p_least);
}

TEST_CASE("calibration: shares of segments in new business have uniform ranks", "[slow]") {
  std::vector<double> ranks, planted;
  for (int i = 0; i < 400; ++i) {
    random::Stream stream = stream_of(4, i);
    std::vector<double> share(3);
    double total = 0;
    for (double& s : share) total += s = std::exp(log_gamma_variate(stream, 0.5));
    creation::LateWins model;
    model.level.emplace(std::vector<creation::CountObservation>{{50, 1, 1, 0}});
    for (std::size_t c = 0; c < share.size(); ++c) {
      creation::LateCell cell;
      cell.name = std::string(1, static_cast<char>('a' + c));
      model.cells.push_back(cell);
    }
    for (int win = 0; win < 50; ++win) {
      double u = stream.uniform() * total;
      std::size_t c = 0;
      while (c + 1 < share.size() && u >= share[c]) u -= share[c++];
      model.cells[c].count += 1;
    }
    auto const late = creation::draw_late_wins(model, static_cast<std::uint64_t>(i), n_draws);
    double const u = stream.uniform();
    ranks.push_back(rank_of(std::log(share[0] / total), late.log_share[0], u));
    planted.push_back(rank_of(std::log(1.2 * share[0] / total), late.log_share[0], u));
  }
  CHECK(uniform_p_value(ranks) > p_least);
  CHECK_FALSE(uniform_p_value(planted) > p_least);
}

TEST_CASE("calibration: the mean of an amount ratio has a uniform rank among its draws", "[slow]") {
  std::vector<double> ranks, planted;
  for (int i = 0; i < 500; ++i) {
    random::Stream stream = stream_of(5, i);
    double const mean = std::exp(0.2 * normal_variate(stream));
    std::vector<amount::Weighted> ratios;
    for (int win = 0; win < 60; ++win) {
      bool const same = stream.uniform() < 0.6;
      double const moved = std::exp(0.3 * normal_variate(stream) - 0.045);
      ratios.push_back({mean * (same ? 1 : moved), 1});
    }
    amount::AmountTable const table = amount::table_of("ratio", ratios);
    std::vector<double> draws = amount::scale_draws(table, static_cast<std::uint64_t>(i), n_draws);
    for (double& draw : draws) draw *= table.mean;
    double const u = stream.uniform();
    ranks.push_back(rank_of(mean, draws, u));
    planted.push_back(rank_of(1.02 * mean, draws, u));
  }
  INFO("p " << uniform_p_value(ranks));
  CHECK(uniform_p_value(ranks) > p_least);
  CHECK_FALSE(uniform_p_value(planted) > p_least);
}

TEST_CASE("calibration: the size effect from its prior is found at its rank", "[slow]") {
  std::vector<double> intercepts, slopes, planted_intercepts, planted;
  for (int i = 0; i < 400; ++i) {
    random::Stream stream = stream_of(6, i);
    double const intercept = 0.2 * normal_variate(stream);
    double const slope = 0.25 * normal_variate(stream);
    std::vector<win::SizedOutcome> outcomes;
    for (int deal = 0; deal < 300; ++deal) {
      win::SizedOutcome o;
      o.log_size = std::clamp(normal_variate(stream), -3.0, 3.0);
      o.logit = -1 + 0.5 * normal_variate(stream);
      double const p = 1 / (1 + std::exp(-(o.logit + intercept + slope * o.log_size)));
      o.won = stream.uniform() < p ? 1 : 0;
      outcomes.push_back(o);
    }
    win::SizeEffect effect = win::fit_slope(outcomes);
    effect.known = true;
    effect.median_all = 100'000;
    double const size = size_of_a_step(effect);
    auto const at_median = win::odds_draws(effect, 0, static_cast<std::uint64_t>(i), n_draws);
    auto const at_large = win::odds_draws(effect, 1, static_cast<std::uint64_t>(i), n_draws);
    std::vector<double> b0, b1;
    for (std::size_t row = 0; row < n_draws; ++row) {
      b0.push_back(std::log(at_median[row]));
      b1.push_back(std::log(at_large[row] / at_median[row]) / size);
    }
    double const u = stream.uniform();
    intercepts.push_back(rank_of(intercept, b0, u));
    slopes.push_back(rank_of(slope, b1, u));
    planted_intercepts.push_back(rank_of(intercept + 0.1, b0, u));
    planted.push_back(rank_of(slope + 0.08, b1, u));
  }
  INFO("intercept " << uniform_p_value(intercepts) << ", slope " << uniform_p_value(slopes));
  CHECK(uniform_p_value(intercepts) > p_least);
  CHECK(uniform_p_value(slopes) > p_least);
  CHECK_FALSE(uniform_p_value(planted_intercepts) > p_least);
  CHECK_FALSE(uniform_p_value(planted) > p_least);
}
