// tests/reference/scores_test.cpp – scores against values computed in R.
// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "models/evaluate/comparison.hpp"
#include "models/evaluate/coverage.hpp"
#include "models/evaluate/crps.hpp"
#include "models/evaluate/deal_scores.hpp"
#include "models/evaluate/pit.hpp"
#include "models/evaluate/quantile_score.hpp"
#include "tests/reference/rows.hpp"
#include "tests/support/catch.hpp"

using namespace quarterdeck::models::evaluate;
using quarterdeck::test::read_rows;
using quarterdeck::test::read_values;
using quarterdeck::test::Row;

namespace {

/// Both sides are sums of a few hundred doubles; the line's fit stops at 1e-10.
constexpr double tolerance = 1e-9;

Approx near(double value) { return Approx(value).epsilon(tolerance).margin(tolerance); }

std::vector<double> read_column(std::string const& name) {
  std::vector<double> column;
  for (Row const& row : read_rows(name)) column.push_back(std::stod(row.at(0)));
  return column;
}

std::vector<DealForecast> read_deals(bool by_amount) {
  std::vector<DealForecast> deals;
  for (Row const& row : read_rows("scores_deals.csv")) {
    deals.push_back({std::stod(row.at(0)), row.at(1) == "1", by_amount ? std::stod(row.at(2)) : 1});
  }
  return deals;
}

}  // namespace

TEST_CASE("reference: CRPS, interval and quantile scores", "[reference]") {
  auto const expected = read_values("scores_expected.csv");
  std::vector<double> const draws = read_column("scores_draws.csv");
  CHECK(*claimed_crps(draws, Estimator::plain) == near(expected.at("claimed plain")));
  CHECK(*claimed_crps(draws, Estimator::fair) == near(expected.at("claimed fair")));
  std::vector<double> const levels{0.9, 0.8, 0.5};
  for (auto const& [name, y] : {std::pair("inside", 61.3),
                                {"below", 5.0},
                                {"above", 400.0},
                                {"tie", expected.at("actual tie")}}) {
    auto const value = [&, word = std::string(name)](std::string const& score) {
      return near(expected.at(score + " " + word));
    };
    INFO(name);
    CHECK(*crps_plain(draws, y) == value("crps plain"));
    CHECK(*crps_fair(draws, y) == value("crps fair"));
    CHECK(*threshold_weighted_crps(draws, y, {50, Side::above}, Estimator::plain) ==
          value("crps above 50"));
    CHECK(interval_score(central_interval(draws, 0.8), y, 0.8) == value("interval 80"));
    CHECK(*weighted_interval_score(draws, y, levels) == value("wis"));
  }
}

TEST_CASE("reference: Wilson's interval", "[reference]") {
  auto const expected = read_values("scores_expected.csv");
  for (auto const& [hits, n] : {std::pair(4, 8), {0, 12}, {12, 12}, {19, 24}}) {
    std::string const name = std::to_string(hits) + " " + std::to_string(n);
    Ranged const share = *wilson(hits, n);
    CHECK(share.interval.low == near(expected.at("wilson low " + name)));
    CHECK(share.interval.high == near(expected.at("wilson high " + name)));
  }
}

TEST_CASE("reference: Kolmogorov-Smirnov test", "[reference]") {
  auto const expected = read_values("scores_expected.csv");
  auto const summary = summarise_pits(read_column("scores_pits.csv"));
  REQUIRE(summary->uniformity);
  CHECK(summary->uniformity->statistic == near(expected.at("ks statistic")));
  CHECK(summary->uniformity->p_value == near(expected.at("ks p")));
  CHECK(kolmogorov_p_value(0.15, 20) == near(expected.at("ks p 20 0.15")));
  CHECK(kolmogorov_p_value(0.42, 20) == near(expected.at("ks p 20 0.42")));
  CHECK(kolmogorov_p_value(0.09, 99) == near(expected.at("ks p 99 0.09")));
}

TEST_CASE("reference: scores of deals, by number and by amount", "[reference]") {
  auto const expected = read_values("scores_expected.csv");
  for (bool const by_amount : {false, true}) {
    auto const deals = read_deals(by_amount);
    auto const value = [&](std::string const& score) {
      return near(expected.at(by_amount ? score + " by amount" : score));
    };
    CHECK(*brier(deals) == value("brier"));
    CHECK(log_loss(deals)->value == value("log loss"));
    CHECK(log_loss(deals)->clipped_share == 0);
    CHECK(*auc(deals) == value("auc"));
    auto const line = calibration_line(deals);
    REQUIRE(line);
    CHECK(line->intercept.value == value("intercept"));
    CHECK(line->intercept.error == value("intercept error"));
    CHECK(line->slope.value == value("slope"));
    CHECK(line->slope.error == value("slope error"));
    CHECK(line->in_the_large.value == value("in the large"));
    CHECK(line->in_the_large.error == value("in the large error"));
  }
}

TEST_CASE("reference: decompositions of the Brier score", "[reference]") {
  auto const expected = read_values("scores_expected.csv");
  auto const deals = read_deals(false);
  auto const isotonic = corp(deals);
  CHECK(isotonic->miscalibration == near(expected.at("miscalibration")));
  CHECK(isotonic->discrimination == near(expected.at("discrimination")));
  CHECK(isotonic->uncertainty == near(expected.at("uncertainty")));
  // So many bins that every chance has its own.
  auto const parts = murphy(deals, 10'000);
  CHECK(parts->reliability == near(expected.at("reliability")));
  CHECK(parts->resolution == near(expected.at("resolution")));
  CHECK(parts->within_bins == near(0));
  REQUIRE(parts->corrected);
  CHECK(parts->corrected->reliability == near(expected.at("reliability corrected")));
  CHECK(parts->corrected->resolution == near(expected.at("resolution corrected")));
  CHECK(parts->corrected->uncertainty == near(expected.at("uncertainty corrected")));
}

TEST_CASE("reference: Diebold-Mariano test", "[reference]") {
  auto const expected = read_values("scores_expected.csv");
  std::vector<double> const differences = read_column("scores_differences.csv");
  for (std::size_t const horizon : {std::size_t{1}, std::size_t{3}}) {
    auto const test = diebold_mariano(differences, horizon);
    REQUIRE(test);
    CHECK(test->statistic == near(expected.at("dm statistic " + std::to_string(horizon))));
    CHECK(test->p_value == near(expected.at("dm p " + std::to_string(horizon))));
  }
}
