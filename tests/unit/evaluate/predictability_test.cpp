// tests/unit/evaluate/predictability_test.cpp – the score by hand, its rules, and its edges.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/predictability.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "models/evaluate/quantile_score.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/evaluate/simulated.hpp"

using namespace quarterdeck::test;
using namespace quarterdeck::models::evaluate;

namespace {

using Forecasts = std::vector<ScoredForecast>;

std::string quarter(std::size_t q) {
  return std::to_string(2020 + q / 4) + "-Q" + std::to_string(q % 4 + 1);
}

/// n alike periods at the given weeks left: actual 50, scale 100.
Forecasts alike(std::size_t n, std::vector<int> const& leads = {9, 3}) {
  Forecasts forecasts;
  for (std::size_t q = 0; q < n; ++q) {
    for (int const weeks_left : leads) {
      forecasts.push_back({.period = quarter(q),
                           .weeks_left = weeks_left,
                           .actual = 50,
                           .scale = 100,
                           .crps = 5,
                           .claimed = 4,
                           .reference_crps = 10});
    }
  }
  return forecasts;
}

/// Periods that differ.
Forecasts varied(std::size_t n) {
  Forecasts forecasts = alike(n);
  auto const u = draw_uniform("varied", 0, 4 * forecasts.size());
  for (std::size_t i = 0; i < forecasts.size(); ++i) {
    forecasts[i].crps = 2 + 6 * u[4 * i];
    forecasts[i].claimed = 3 + 2 * u[4 * i + 1];
    forecasts[i].reference_crps = 4 + 10 * u[4 * i + 2];
    forecasts[i].scale = 80 + 40 * u[4 * (i / 2 * 2) + 3];
  }
  return forecasts;
}

}  // namespace

TEST_CASE("predictability: by hand", "[unit]") {
  auto const result = predictability(alike(8));
  REQUIRE(result.record);
  TrackRecord const& record = *result.record;
  CHECK(result.reason.empty());
  CHECK(record.n_periods == 8);
  CHECK(record.n_missing == 0);
  // Acc 1 − 5/50 = 0.9, Skill 1 − 5/10 = 0.5; claimed 0.92 and 0.6.
  CHECK(record.score == Approx(70));
  CHECK(record.unclipped == Approx(70));
  CHECK(record.headline == Approx(70));
  CHECK_FALSE(record.headline_is_lower_point);
  CHECK(record.honesty_gap.value == Approx(6));
  CHECK(record.honesty_gap.error == Approx(0).margin(1e-9));
  CHECK(record.honesty_ratio->value == Approx(1.25));
  CHECK(record.interval.low == Approx(70));
  REQUIRE(record.leads.size() == 2);
  CHECK(record.leads[0].weeks_left == 9);
  CHECK(record.leads[0].weight == 0.5);
  CHECK(record.leads[1].accuracy == Approx(0.9));
  CHECK(record.leads[1].skill == Approx(0.5));
  CHECK(record.leads[1].honesty_ratio->value == Approx(1.25));
}

TEST_CASE("predictability: sums come before ratios, each period over its scale", "[unit]") {
  Forecasts forecasts = alike(4, {6});
  forecasts[0].crps = 20;
  forecasts[0].scale = 200;
  forecasts[0].reference_crps = 60;
  forecasts[0].actual = 300;
  auto const record = *predictability(forecasts).record;
  // CRPS/s .1 + 3 × .05, |y|/s 1.5 + 3 × .5, reference .3 + 3 × .1
  CHECK(record.leads[0].accuracy == Approx(1 - 0.25 / 3));
  CHECK(record.leads[0].skill == Approx(1 - 0.25 / 0.6));
}

TEST_CASE("predictability: weights of the weeks left", "[unit]") {
  Forecasts forecasts = alike(8);
  for (ScoredForecast& row : forecasts) {
    if (row.weeks_left == 3) row.crps = 1;
  }
  // 70 at nine weeks left; Acc .98 and Skill .9, so 94, at three.
  CHECK(predictability(forecasts).record->score == Approx(82));
  CHECK(predictability(forecasts, {.weights = {{9, 1}, {3, 3}}}).record->score == Approx(88));
  CHECK(predictability(forecasts, {.weights = {{9, 5}}}).record->score == Approx(70));
}

TEST_CASE("predictability: the same bits in any order, and in any currency", "[unit]") {
  Forecasts forecasts = varied(8);
  auto const first = *predictability(forecasts).record;
  std::reverse(forecasts.begin(), forecasts.end());
  std::swap(forecasts[2], forecasts[9]);
  auto const turned = *predictability(forecasts).record;
  CHECK(turned.score == first.score);
  CHECK(turned.interval.low == first.interval.low);
  CHECK(turned.honesty_gap.error == first.honesty_gap.error);
  for (ScoredForecast& row : forecasts) {
    row.actual *= 1024;
    row.scale *= 1024;
    row.crps = *row.crps * 1024;
    row.claimed = *row.claimed * 1024;
    row.reference_crps *= 1024;
  }
  CHECK(predictability(forecasts).record->score == first.score);
}

TEST_CASE("predictability: the interval holds the score and moves with the seed only", "[unit]") {
  auto const record = *predictability(varied(8)).record;
  CHECK(record.interval.low < record.score);
  CHECK(record.score < record.interval.high);
  CHECK(record.honesty_ratio->interval.low < record.honesty_ratio->value);
  CHECK(record.honesty_ratio->value < record.honesty_ratio->interval.high);
  auto const other = *predictability(varied(8), {.bootstrap = {.seed = 2}}).record;
  CHECK(other.score == record.score);
  CHECK(other.interval.low != record.interval.low);
  CHECK(other.interval.low == Approx(record.interval.low).margin(2));
}

TEST_CASE("predictability: with fewer than eight periods the headline is the lower point",
          "[unit]") {
  auto const record = *predictability(varied(6)).record;
  CHECK(record.headline_is_lower_point);
  CHECK(record.headline < record.score);
  CHECK(record.headline > record.interval.low);
}

TEST_CASE("predictability: interval and lower point are percentiles of the resampled score",
          "[unit]") {
  Forecasts forecasts = alike(4, {6});
  std::vector<double> const crps{2, 5, 9, 4};
  for (std::size_t q = 0; q < 4; ++q) forecasts[q].crps = crps[q];
  std::vector<double> drawn;
  for (int b = 0; b < 2'000; ++b) {
    auto const times = resample(4, "predictability", 1, b);
    double sum = 0;
    for (std::size_t q = 0; q < 4; ++q) sum += times[q] * crps[q] / 100;
    drawn.push_back(50 * (1 - sum / 1.5) + 50 * (1 - sum / 0.3));
  }
  std::sort(drawn.begin(), drawn.end());
  auto const record = *predictability(forecasts).record;
  Interval const interval = central_interval(drawn, expanded_level(0.8, 4));
  CHECK(record.interval.low == Approx(interval.low));
  CHECK(record.interval.high == Approx(interval.high));
  CHECK(record.headline == Approx(central_interval(drawn, expanded_level(0.6, 4)).low));
  CHECK(record.headline < central_interval(drawn, 0.6).low);
  CHECK(record.honesty_gap.error > 0);
}

TEST_CASE("predictability: only the newest periods count", "[unit]") {
  Forecasts forecasts = alike(11);
  for (ScoredForecast& row : forecasts) {
    if (row.period < quarter(3)) row.crps = 40;
  }
  auto const result = predictability(forecasts);
  CHECK(result.n_periods == 8);
  CHECK(result.record->score == Approx(70));
  CHECK(predictability(forecasts, {.max_periods = 9}).record->score < 70);
}

TEST_CASE("predictability: no record, and why", "[unit]") {
  CHECK(predictability({}).reason == "0 past periods were scored and a track record needs 4");
  auto const few = predictability(alike(3));
  CHECK_FALSE(few.record);
  CHECK(few.n_periods == 3);
  CHECK(few.reason == "3 past periods were scored and a track record needs 4");
  Forecasts gap = alike(5);
  gap.pop_back();
  CHECK(predictability(gap).reason == "2021-Q1 has no row at 3 weeks left");
  CHECK(predictability(alike(5), {.weights = {{12, 1}}}).reason ==
        "2020-Q1 has no row at 12 weeks left");
  Forecasts zero = alike(5), exact = alike(5), failed = alike(5);
  for (ScoredForecast& row : zero) row.actual = 0;
  for (ScoredForecast& row : exact) row.reference_crps = 0;
  for (ScoredForecast& row : failed) row.crps.reset();
  CHECK(predictability(zero).reason == "nothing was won in any of the periods");
  CHECK(predictability(exact).reason == "the reference made no error that one could compare with");
  CHECK(predictability(failed).reason == "every forecast of the past is missing");
}

TEST_CASE("predictability: periods without a scale are not scored", "[unit]") {
  Forecasts forecasts = alike(6);
  forecasts[0].scale = 0;
  forecasts[1].scale = 0;
  CHECK(predictability(forecasts).n_periods == 5);
  CHECK(predictability(forecasts).record->score == Approx(70));
}

TEST_CASE("predictability: a missing forecast counts as the worse of its own and the reference's",
          "[unit]") {
  Forecasts forecasts = alike(4, {6});
  forecasts[1].missing = true;  // its own 5 is better than the reference's 10
  auto record = *predictability(forecasts).record;
  CHECK(record.n_missing == 1);
  CHECK(record.leads[0].skill == Approx(1 - 25.0 / 40));
  // The others' claim and earning stay as they were.
  CHECK(record.honesty_ratio->value == Approx(1.25));
  // 3 × (.05 − .04) less, over Σ|y|/s = 2 and over the reference's .4.
  CHECK(record.honesty_gap.value == Approx(50 * (0.03 / 2 + 0.03 / 0.4)));
  forecasts[1].crps = 30;  // worse than the reference: nothing is gained by leaving it out
  CHECK(predictability(forecasts).record->leads[0].skill == Approx(1 - 45.0 / 40));
  forecasts[1].missing = false;
  CHECK(predictability(forecasts).record->leads[0].skill == Approx(1 - 45.0 / 40));
}

TEST_CASE("predictability: a failed one counts as the worst of the others or the reference's",
          "[unit]") {
  Forecasts forecasts = alike(4, {6});
  forecasts[0].crps = 18;
  forecasts[1].crps.reset();
  forecasts[1].claimed.reset();
  CHECK(predictability(forecasts).record->leads[0].skill == Approx(1 - 46.0 / 40));
  forecasts[1].reference_crps = 30;
  CHECK(predictability(forecasts).record->leads[0].skill == Approx(1 - 58.0 / 60));
}

TEST_CASE("predictability: clipped for display, told unclipped", "[unit]") {
  Forecasts forecasts = alike(8);
  for (ScoredForecast& row : forecasts) row.crps = 200;
  auto const record = *predictability(forecasts).record;
  CHECK(record.score == 0);
  CHECK(record.unclipped == Approx(50 * (1 - 4.0) + 50 * (1 - 20.0)));
  CHECK(record.interval.high == 0);
}

TEST_CASE("predictability: forecasts that claim to be exact have no honesty ratio", "[unit]") {
  Forecasts forecasts = alike(8);
  for (ScoredForecast& row : forecasts) row.claimed = 0;
  auto const record = *predictability(forecasts).record;
  CHECK_FALSE(record.honesty_ratio);
  CHECK_FALSE(record.leads[0].honesty_ratio);
  CHECK(record.honesty_gap.value == Approx(30));
}

TEST_CASE("expected accuracy: claimed, and backed by the past", "[unit]") {
  Claim const claim{.half_mean_difference = 8, .median = 100};
  auto const claimed = *expected_accuracy(claim, std::nullopt);
  CHECK(claimed.claimed == Approx(0.92));
  CHECK_FALSE(claimed.expected);
  auto const backed = *expected_accuracy(claim, Ranged{1.25, {0.9, 1.5}});
  CHECK(backed.expected->value == Approx(0.90));
  CHECK(backed.expected->interval.low == Approx(0.88));
  CHECK(backed.expected->interval.high == Approx(0.928));
  CHECK_FALSE(expected_accuracy({.half_mean_difference = 8, .median = 0}, std::nullopt));
}

TEST_CASE("expected accuracy: the nearest weeks left, the larger of two", "[unit]") {
  auto const record = *predictability(alike(8, {12, 9, 6, 3})).record;
  CHECK(nearest_lead(record, 13)->weeks_left == 12);
  CHECK(nearest_lead(record, 5)->weeks_left == 6);
  CHECK(nearest_lead(record, 0)->weeks_left == 3);
  auto const even = *predictability(alike(8, {4, 2})).record;
  CHECK(nearest_lead(even, 3)->weeks_left == 4);
  CHECK(nearest_lead({}, 3) == nullptr);
}
