// tests/unit/evaluate/deal_scores_test.cpp – scores of chances, and what chance does to them.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/deal_scores.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/core/error.hpp"
#include "models/evaluate/deal_groups.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/evaluate/simulated.hpp"

using namespace quarterdeck::test;
using namespace quarterdeck::models::evaluate;

namespace {

using Deals = std::vector<DealForecast>;

/// Deals with chances 0.1, 0.3 and 0.6 that win with the chance `truth(p)`.
template <class Truth>
Deals simulated(std::uint64_t number, std::size_t n, Truth const& truth) {
  auto const u = draw_uniform("deals", number, 2 * n);
  Deals deals;
  for (std::size_t i = 0; i < n; ++i) {
    double const p = std::vector{0.1, 0.3, 0.6}[i % 3];
    deals.push_back({p, u[2 * i] < truth(p), 1 + 4 * u[2 * i + 1]});
  }
  return deals;
}

double same(double p) { return p; }

Deals unweighted(Deals deals) {
  for (DealForecast& deal : deals) deal.weight = 1;
  return deals;
}

}  // namespace

TEST_CASE("deal scores: by hand", "[unit]") {
  Deals const deals{{0.8, true}, {0.4, false}, {0.4, true}, {0.1, false}};
  CHECK(*brier(deals) == Approx((0.04 + 0.16 + 0.36 + 0.01) / 4));
  CHECK(log_loss(deals)->value ==
        Approx(-(std::log(0.8) + std::log(0.6) + std::log(0.4) + std::log(0.9)) / 4));
  // pairs won–lost: .8>.4, .8>.1, .4=.4, .4>.1
  CHECK(*auc(deals) == Approx(3.5 / 4));
}

TEST_CASE("deal scores: absent without deals or without weight", "[unit]") {
  Deals const none, weightless{{0.5, true, 0}};
  for (Deals const& deals : {none, weightless}) {
    CHECK_FALSE(brier(deals));
    CHECK_FALSE(log_loss(deals));
    CHECK_FALSE(auc(deals));
    CHECK_FALSE(murphy(deals));
    CHECK_FALSE(corp(deals));
    CHECK_FALSE(calibration_line(deals));
    CHECK(reliability_bins(deals).empty());
  }
  CHECK_FALSE(calibration_error({}));
  CHECK_THROWS_AS(brier(Deals{{1.1, true}}), quarterdeck::core::ContractViolation);
}

TEST_CASE("deal scores: a single deal, and all alike", "[unit]") {
  Deals const one{{0.7, true}};
  CHECK(*brier(one) == Approx(0.09));
  CHECK_FALSE(auc(one));
  CHECK_FALSE(murphy(one)->corrected);
  CHECK_FALSE(calibration_error(reliability_bins(one))->squared_l2);
  CHECK_FALSE(calibration_line(one));
  Deals const alike(20, {0.5, false});
  CHECK(*brier(alike) == 0.25);
  CHECK(corp(alike)->miscalibration == Approx(0.25));
  CHECK(corp(alike)->uncertainty == 0);
  CHECK_FALSE(auc(alike));
  CHECK_FALSE(calibration_line(alike));
  CHECK(reliability_bins(alike).size() == 1);
}

TEST_CASE("deal scores: log loss clips certainties and says how many", "[unit]") {
  Deals const deals{{0, true}, {1, true}, {0.5, true}, {0.5, false}};
  auto const loss = log_loss(deals);
  CHECK(loss->clipped_share == 0.5);
  CHECK(loss->value == Approx((-std::log(1e-6) - std::log(1 - 1e-6) + 2 * std::log(2)) / 4));
}

TEST_CASE("deal scores: a deal of weight 2 counts like two deals", "[unit]") {
  Deals const weighted{{0.2, false, 2}, {0.6, true, 2}, {0.6, false, 2}, {0.3, true, 2}};
  Deals twice;
  for (DealForecast deal : weighted) {
    deal.weight = 1;
    twice.insert(twice.end(), 2, deal);
  }
  CHECK(*brier(weighted) == Approx(*brier(twice)));
  CHECK(log_loss(weighted)->value == Approx(log_loss(twice)->value));
  CHECK(*auc(weighted) == Approx(*auc(twice)));
  CHECK(murphy(weighted)->reliability == Approx(murphy(twice)->reliability));
  CHECK(corp(weighted)->miscalibration == Approx(corp(twice)->miscalibration));
}

TEST_CASE("deal scores: the same bits in any order", "[unit]") {
  Deals const deals = simulated(0, 300, same);
  Deals turned = deals;
  std::reverse(turned.begin(), turned.end());
  std::rotate(turned.begin(), turned.begin() + 117, turned.end());
  CHECK(*brier(turned) == *brier(deals));
  CHECK(log_loss(turned)->value == log_loss(deals)->value);
  CHECK(*auc(turned) == *auc(deals));
  CHECK(murphy(turned, 7)->reliability == murphy(deals, 7)->reliability);
  CHECK(corp(turned)->miscalibration == corp(deals)->miscalibration);
  CHECK(calibration_line(turned)->slope.value == calibration_line(deals)->slope.value);
}

TEST_CASE("deal scores: money does not care for its unit", "[unit]") {
  Deals const deals = simulated(0, 300, same);
  Deals cents = deals;
  for (DealForecast& deal : cents) deal.weight *= 100;
  CHECK(*brier(cents) == Approx(*brier(deals)));
  CHECK(reliability_bins(cents, 3)[1].n_effective ==
        Approx(reliability_bins(deals, 3)[1].n_effective));
  CHECK(calibration_line(cents)->slope.error == Approx(calibration_line(deals)->slope.error));
}

TEST_CASE("deal scores: nothing beats the true chances", "[unit]") {
  Deals const deals = unweighted(simulated(1, 30'000, same));
  for (double const power : {0.8, 1.25}) {
    std::vector<double> of_brier, of_log;
    for (DealForecast const& truth : deals) {
      Deals const right{truth}, wrong{{std::pow(truth.p_win, power), truth.won}};
      of_brier.push_back(*brier(wrong) - *brier(right));
      of_log.push_back(log_loss(wrong)->value - log_loss(right)->value);
    }
    CHECK(is_above_zero(of_brier));
    CHECK(is_above_zero(of_log));
  }
}

TEST_CASE("reliability: bins of nearly equal weight that never split a chance", "[unit]") {
  Deals deals;
  for (int i = 0; i < 100; ++i) deals.push_back({(i + 0.5) / 100, i % 2 == 0});
  auto const bins = reliability_bins(deals, 10);
  REQUIRE(bins.size() == 10);
  for (ReliabilityBin const& bin : bins) {
    CHECK(bin.n_deals == 10);
    CHECK(bin.n_effective == Approx(10));
    CHECK(bin.won.value == 0.5);
    CHECK(bin.won.interval.low == Approx(0.2366).margin(1e-4));
  }
  CHECK(bins[3].p_low == Approx(0.305));
  CHECK(bins[3].p_high == Approx(0.395));
  CHECK(bins[3].p_mean == Approx(0.35));
  deals.assign(80, {0.2, false});
  deals.insert(deals.end(), 20, {0.9, true});
  CHECK(reliability_bins(deals, 10).size() == 2);
}

TEST_CASE("Murphy: the parts give back the Brier score", "[unit]") {
  Deals const deals = simulated(2, 200, [](double p) { return 0.8 * p; });
  for (std::size_t const n_bins : {1U, 2U, 3U, 10U}) {
    auto const parts = *murphy(deals, n_bins);
    CHECK(parts.reliability - parts.resolution + parts.uncertainty + parts.within_bins ==
          Approx(*brier(deals)));
  }
  // What is left inside the bins, by its definition: variance of p less twice its covariance.
  Deals const four{{0.1, false}, {0.3, true}, {0.6, false}, {0.8, true}};
  CHECK(murphy(four, 2)->within_bins == Approx(0.01 - 2 * 0.05));
}

TEST_CASE("Murphy: bias of the plain parts with few deals, none of the corrected", "[unit]") {
  std::vector<double> plain, corrected, resolution, uncertainty;
  for (std::uint64_t i = 0; i < 4'000; ++i) {
    auto const parts = murphy(unweighted(simulated(i, 60, same)), 3);
    REQUIRE(parts->corrected);
    plain.push_back(parts->reliability);
    corrected.push_back(parts->corrected->reliability);
    resolution.push_back(parts->corrected->resolution);
    uncertainty.push_back(parts->corrected->uncertainty);
  }
  // Variance of a bin's share won, averaged: (.09 + .21 + .24)/3/20 = .009.
  CHECK(mean_agrees(plain, 0.009));
  CHECK_FALSE(mean_agrees(plain, 0));
  CHECK(mean_agrees(corrected, 0));
  double const base = 1.0 / 3;
  double const spread =
      ((0.1 - base) * (0.1 - base) + (0.3 - base) * (0.3 - base) + (0.6 - base) * (0.6 - base)) / 3;
  // The deals of each chance are fixed in number, so the base rate varies less than the correction
  // for independent deals assumes: by the variance of the chances over n.
  CHECK(mean_agrees(resolution, spread * (1 + 1.0 / 59)));
  CHECK(mean_agrees(uncertainty, base * (1 - base) + spread / 59));
}

TEST_CASE("CORP: parts add up, steps rise, and the right chances have little to gain", "[unit]") {
  Deals const deals = simulated(3, 300, same);
  auto const parts = *corp(deals);
  CHECK(parts.miscalibration - parts.discrimination + parts.uncertainty == Approx(*brier(deals)));
  CHECK(parts.miscalibration < 0.01);
  REQUIRE(parts.steps.size() == 3);
  for (std::size_t i = 1; i < parts.steps.size(); ++i) {
    CHECK(parts.steps[i].won > parts.steps[i - 1].won);
    CHECK(parts.steps[i].p_low > parts.steps[i - 1].p_high);
  }
}

TEST_CASE("CORP: pools what violates the order, by hand", "[unit]") {
  Deals const deals{{0.1, true}, {0.2, false}, {0.3, false}, {0.9, true}};
  auto const parts = *corp(deals);
  REQUIRE(parts.steps.size() == 2);
  CHECK(parts.steps[0].won == Approx(1.0 / 3));
  CHECK(parts.steps[0].p_low == 0.1);
  CHECK(parts.steps[0].p_high == 0.3);
  CHECK(parts.steps[1].won == 1);
  CHECK(parts.uncertainty == Approx(0.25));
  CHECK(parts.discrimination == Approx(0.25 - 2.0 / 3 / 4));
}

TEST_CASE("calibration error: ECE is too large by chance, the square is not", "[unit]") {
  std::vector<double> ece, squared;
  for (std::uint64_t i = 0; i < 4'000; ++i) {
    auto const bins = reliability_bins(unweighted(simulated(i, 60, same)), 3);
    auto const error = *calibration_error(bins);
    ece.push_back(error.ece);
    squared.push_back(*error.squared_l2);
  }
  CHECK_FALSE(mean_agrees(ece, 0));
  CHECK(mean_agrees(squared, 0));
  std::vector<ReliabilityBin> bins(2);
  bins[0] = {10, 10, 10, 0.2, 0.2, 0.2, {0.5, {}}};
  bins[1] = {30, 30, 30, 0.6, 0.6, 0.6, {0.5, {}}};
  CHECK(calibration_error(bins)->ece == Approx(0.25 * 0.3 + 0.75 * 0.1));
  CHECK(*calibration_error(bins)->squared_l2 ==
        Approx(0.25 * (0.09 - 0.25 / 9) + 0.75 * (0.01 - 0.25 / 29)));
}

TEST_CASE("calibration line: finds a planted line within its errors", "[unit]") {
  auto const planted = [](double p) {
    double const eta = 0.4 + 0.6 * std::log(p / (1 - p));
    return 1 / (1 + std::exp(-eta));
  };
  for (Deals const& deals :
       {unweighted(simulated(5, 6'000, planted)), simulated(5, 6'000, planted)}) {
    auto const line = *calibration_line(deals);
    CHECK(std::abs(line.intercept.value - 0.4) < z_limit() * line.intercept.error);
    CHECK(std::abs(line.slope.value - 0.6) < z_limit() * line.slope.error);
    CHECK_FALSE(std::abs(line.slope.value - 1) < z_limit() * line.slope.error);
    CHECK(line.gap > 0.05);
  }
}

TEST_CASE("calibration line: absent when a threshold parts the outcomes", "[unit]") {
  CHECK_FALSE(calibration_line(Deals{{0.2, false}, {0.3, false}, {0.6, true}, {0.7, true}}));
  CHECK_FALSE(calibration_line(Deals{{0.2, true}, {0.3, true}, {0.6, false}, {0.7, false}}));
  CHECK_FALSE(calibration_line(Deals{{0.2, false}, {0.4, true}, {0.4, false}, {0.7, true}}));
  CHECK_FALSE(calibration_line(Deals{{0.4, true}, {0.4, false}}));
  CHECK(calibration_line(Deals{{0.2, false}, {0.5, true}, {0.6, false}, {0.7, true}}));
}
