// tests/unit/models/beta_binomial_test.cpp – pooled rates against published and exact values.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/table/beta_binomial.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <cmath>

#include "models/posterior/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace quarterdeck;
using namespace quarterdeck::models;
using win::CellCount;
using win::Hyper;
using win::HyperPosterior;

namespace {

/// Tumours among rats in 71 experiments, Tarone (1982), as in Bayesian Data Analysis, table 5.1.
std::vector<CellCount> rat_tumours() {
  std::vector<CellCount> cells;
  auto const add = [&](int times, double tumours, double rats) {
    for (int i = 0; i < times; ++i) cells.push_back({rats, tumours});
  };
  add(7, 0, 20), add(4, 0, 19), add(2, 0, 18), add(1, 0, 17), add(4, 1, 20), add(2, 1, 19);
  add(2, 1, 18), add(1, 2, 25), add(1, 2, 24), add(1, 2, 23), add(6, 2, 20), add(1, 1, 10);
  add(1, 5, 49), add(1, 2, 19), add(1, 5, 46), add(1, 3, 27), add(1, 2, 17), add(1, 7, 49);
  add(1, 7, 47), add(2, 3, 20), add(1, 2, 13), add(1, 9, 48), add(1, 10, 50), add(7, 4, 20);
  add(1, 10, 48), add(3, 4, 19), add(1, 5, 22), add(1, 11, 46), add(1, 12, 49), add(2, 5, 20);
  add(1, 6, 23), add(1, 5, 19), add(1, 6, 22), add(3, 6, 20), add(1, 16, 52), add(1, 15, 47);
  add(1, 15, 46), add(1, 9, 24), add(1, 4, 14);
  return cells;
}

/// Rank of a true rate among posterior draws, as a number in (0, 1): uniform if the posterior is
/// right. Truth is drawn from the prior itself. @source Talts et al. (2018), arXiv 1804.06788
double rank_of_truth(std::uint64_t replicate, double wins_seen) {
  random::Stream stream({.seed = 5, .entity = 99, .index = replicate});
  double const m = beta_variate(stream, 0.4, 1.6);
  double const k = 10 * (1 / stream.uniform() - 1);
  std::vector<CellCount> cells;
  double first_rate = 0;
  for (double const n : {12.0, 5.0, 30.0, 80.0}) {
    double const p = beta_variate(stream, m * k, (1 - m) * k);
    if (cells.empty()) first_rate = p;
    double wins = 0;
    for (int i = 0; i < n; ++i) wins += stream.uniform() < p ? 1 : 0;
    cells.push_back({n, std::floor(wins * wins_seen)});
  }
  std::vector<Hyper> const rows = HyperPosterior(cells).draws(replicate, "group", 99);
  double below = 0;
  double const tie_share = stream.uniform();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    random::Stream draw = row_stream(replicate, 3, row);
    Hyper const& h = rows[row];
    double const p = beta_variate(draw, h.mean * h.size + cells[0].wins,
                                  (1 - h.mean) * h.size + cells[0].n - cells[0].wins);
    // Rates of zero to rounding are equal; the lot decides their order.
    below += p < first_rate || (p == first_rate && stream.uniform() < tie_share) ? 1 : 0;
  }
  return (below + stream.uniform()) / 100;
}

double p_value_of_ranks(double wins_seen) {
  std::vector<double> ranks;
  for (std::uint64_t i = 0; i < 500; ++i) ranks.push_back(rank_of_truth(i, wins_seen));
  return test::uniform_p_value(ranks);
}

}  // namespace

TEST_CASE("beta-binomial: the rat tumour example gives the published posterior means", "[unit]") {
  std::vector<CellCount> const cells = rat_tumours();
  REQUIRE(cells.size() == 71);
  HyperPosterior const posterior(cells, {.prior = win::HyperPrior::bda});
  // Published to two and three digits: E(alpha) = 2.4, E(beta) = 14.3.
  CHECK(posterior.expect([](Hyper const& h) { return h.mean * h.size; }) ==
        Approx(2.40).margin(0.02));
  CHECK(posterior.expect([](Hyper const& h) { return (1 - h.mean) * h.size; }) ==
        Approx(14.32).margin(0.1));
}

TEST_CASE("beta-binomial: without data the posterior is the prior", "[unit]") {
  HyperPosterior const prior(std::vector<CellCount>{});
  CHECK(prior.expect([](Hyper const& h) { return h.mean; }) == Approx(0.2).margin(0.003));
  CHECK(prior.expect([](Hyper const& h) { return 1 / (1 + h.size / 10); }) ==
        Approx(0.5).margin(0.005));
  CHECK(prior.log_evidence() == Approx(0).margin(0.01));
  // Two certain questions: one deal is won with the prior's mean, whatever the size.
  CHECK(HyperPosterior(std::vector<CellCount>{{1, 1}}).log_evidence() ==
        Approx(std::log(0.2)).margin(0.01));
}

TEST_CASE("beta-binomial: a rate is the closed-form Beta posterior averaged over the grid",
          "[unit]") {
  std::vector<CellCount> const cells{{20, 3}, {8, 4}, {0.5, 0.25}};
  HyperPosterior const posterior(cells);
  // The same by brute force: every point of a wide fine grid, marginal likelihood by Boost.
  double total = 0, mean = 0, square = 0;
  for (double logit = -14; logit < 6; logit += 0.05) {
    for (double log_k = -5; log_k < 10; log_k += 0.05) {
      double const m = 1 / (1 + std::exp(-logit));
      double const k = std::exp(log_k);
      double weight = k / std::pow(1 + k / 10, 2) * std::pow(m, 0.4) * std::pow(1 - m, 1.6);
      for (CellCount const& c : cells) {
        weight *= boost::math::beta(c.wins + m * k, c.n - c.wins + (1 - m) * k) /
                  boost::math::beta(m * k, (1 - m) * k);
      }
      double const a = m * k + cells[1].wins;
      double const n = k + cells[1].n;
      if (!std::isfinite(weight)) continue;
      total += weight;
      mean += weight * a / n;
      square += weight * a * (a + 1) / (n * (n + 1));
    }
  }
  mean /= total;
  win::RateSummary const rate = win::summarise(posterior, cells[1]);
  CHECK(rate.mean == Approx(mean).epsilon(0.003));
  CHECK(rate.sd == Approx(std::sqrt(square / total - mean * mean)).epsilon(0.01));
  CHECK(rate.q10 < mean);
  CHECK(rate.q90 > mean);
}

TEST_CASE("beta-binomial: ranks of true rates among posterior draws are uniform", "[unit]") {
  CHECK(p_value_of_ranks(1.0) > 1e-4);
  CHECK(p_value_of_ranks(0.7) < 1e-6);  // planted bias: three wins in ten unseen
}

TEST_CASE("beta-binomial: draws do not depend on how many rows there are of other groups",
          "[unit]") {
  HyperPosterior const posterior(std::vector<CellCount>{{20, 3}, {8, 4}});
  auto const a = posterior.draws(1, "group/a", 64);
  CHECK(a[7].mean == posterior.draws(1, "group/a", 64)[7].mean);
  CHECK(a[7].mean != posterior.draws(1, "group/b", 64)[7].mean);
}
