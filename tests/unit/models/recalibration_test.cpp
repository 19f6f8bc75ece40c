// tests/unit/models/recalibration_test.cpp – mending chances that are off, leaving good ones alone.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/choice/recalibration.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/posterior/draws.hpp"
#include "tests/support/catch.hpp"

using namespace quarterdeck;
using namespace quarterdeck::models;
using namespace quarterdeck::models::win;

namespace {

double logit(double p) { return std::log(p / (1 - p)); }
double expit(double x) { return 1 / (1 + std::exp(-x)); }

/// Deals of five periods whose real chance has the logit shift + slope × logit of what was said.
std::vector<PastChance> said(double shift, double slope, int n) {
  std::vector<PastChance> past;
  for (int i = 0; i < n; ++i) {
    random::Stream stream = row_stream(7, 11, static_cast<std::uint64_t>(i));
    double const p = expit(-1 + 1.5 * normal_variate(stream));
    bool const won = stream.uniform() < expit(shift + slope * logit(p));
    past.push_back({static_cast<std::size_t>(i % 5), p, won});
  }
  return past;
}

}  // namespace

TEST_CASE("recalibration: chances that are right are left alone", "[unit]") {
  for (int const n : {1500, 6000}) {
    Recalibration const result = recalibrate(said(0, 1, n));
    CHECK(result.used.curve == Curve::identity);
    CHECK(result.tried.curve == (n == 1500 ? Curve::platt : Curve::beta));
    CHECK(result.used.chance(0.3) == 0.3);
    CHECK(result.used.logit(-2.5) == -2.5);
  }
}

TEST_CASE("recalibration: planted faults are found and mended", "[unit]") {
  for (int const n : {2000, 8000}) {
    Recalibration const result = recalibrate(said(0.5, 0.6, n));
    REQUIRE(result.used.curve != Curve::identity);
    CHECK(result.loss_after < result.loss_before);
    CHECK(result.gain > 2 * result.gain_error);
    for (double const p : {0.05, 0.1, 0.5}) {
      double const truth = expit(0.5 + 0.6 * logit(p));
      CHECK(std::abs(result.used.chance(p) - truth) < 0.05);
      CHECK(std::abs(p - truth) > 0.05);
      double const step = 1e-5;
      double const slope =
          (result.used.logit(logit(p) + step) - result.used.logit(logit(p) - step)) / (2 * step);
      CHECK(result.used.slope(logit(p)) == Approx(slope).epsilon(1e-6));
    }
  }
}

TEST_CASE("recalibration: few wins allow no curve", "[unit]") {
  Recalibration const result = recalibrate(said(0.5, 0.6, 200));
  CHECK(result.n_wins < wins_for_platt);
  CHECK(result.tried.curve == Curve::identity);
  CHECK(result.loss_after == result.loss_before);
  CHECK_FALSE(result.reason.empty());
  CHECK(recalibrate({}).used.curve == Curve::identity);
}

TEST_CASE("recalibration: bins hold every deal once, with Wilson's interval", "[unit]") {
  std::vector<PastChance> past;
  for (int i = 0; i < 10; ++i) past.push_back({0, 0.75, i < 8});
  auto const bins = reliability(past);
  REQUIRE(bins.size() == 1);  // equal chances share a bin
  CHECK(bins[0].observed == Approx(0.8));
  CHECK(bins[0].low == Approx(0.54078).epsilon(1e-4));
  CHECK(bins[0].high == Approx(0.93145).epsilon(1e-4));
  std::int64_t n = 0;
  double last = 0;
  for (ReliabilityBin const& bin : reliability(said(0, 1, 1003))) {
    n += bin.n;
    CHECK(bin.predicted > last);
    last = bin.predicted;
  }
  CHECK(n == 1003);
}

TEST_CASE("recalibration: the error of a mean counts periods, not deals", "[unit]") {
  std::vector<PastChance> const past{
      {0, 0.5, true}, {0, 0.5, true}, {1, 0.5, true}, {1, 0.5, true}};
  std::vector<double> const values{1, 1, 0, 0};
  ClusteredMean const mean = clustered_mean(values, past);
  CHECK(mean.mean == Approx(0.5));
  CHECK(mean.error == Approx(0.5));  // by hand: sqrt(2/1 (1 + 1)) / 4
}
