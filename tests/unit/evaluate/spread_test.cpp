// tests/unit/evaluate/spread_test.cpp – the spread correction finds planted widths and does no
// harm. SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/spread.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "models/evaluate/bootstrap.hpp"
#include "models/evaluate/crps.hpp"
#include "models/evaluate/pit.hpp"
#include "models/posterior/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/evaluate/simulated.hpp"

using namespace quarterdeck::test;
using namespace quarterdeck::models::evaluate;

namespace {

/// PITs of standard normal forecasts of outcomes that are `width` times as spread.
std::vector<PastPit> pits_of(double width, std::uint64_t number, std::size_t n) {
  std::vector<PastPit> past;
  for (double const y : draw_normal({0, width}, "spread outcome", number, n)) {
    past.push_back({std::to_string(past.size()), quarterdeck::models::normal_cdf(y)});
  }
  return past;
}

/// Forecasts of one company, of `width` too narrow, and their draws.
struct Company {
  std::vector<std::vector<double>> draws;
  std::vector<SpreadTrial> trials;
};

Company company_of(double width, std::uint64_t number, std::size_t n_periods) {
  Company company;
  auto const actuals = draw_normal({100, 10 * width}, "spread company", number, n_periods);
  for (std::size_t q = 0; q < n_periods; ++q) {
    company.draws.push_back(sorted_normal({100, 10}, "spread draws", 1000 * number + q, 200));
  }
  for (std::size_t q = 0; q < n_periods; ++q) {
    std::string const name = std::to_string(number) + "/" + std::to_string(q);
    auto const range = pit_range(company.draws[q], actuals[q]);
    company.trials.push_back({.period = std::to_string(q),
                              .sorted = company.draws[q],
                              .actual = actuals[q],
                              .scale = 100,
                              .pit = randomised_pit(range, name, 1)});
  }
  return company;
}

/// Relative gain in CRPS of the correction over many companies, and coverage before and after.
struct Effect {
  std::vector<double> gain;
  double gain_of_means = 0;
  double coverage_before = 0;
  double coverage_after = 0;
};

Effect effect_of(double width, std::size_t n_periods, std::uint64_t n_companies) {
  Effect effect;
  double before = 0, after = 0;
  for (std::uint64_t i = 0; i < n_companies; ++i) {
    auto const judged = *judge_spread(company_of(width, i, n_periods).trials);
    effect.gain.push_back(judged.before.relative_crps - judged.after.relative_crps);
    before += judged.before.relative_crps;
    after += judged.after.relative_crps;
    effect.coverage_before +=
        judged.before.coverage[1].share.value / static_cast<double>(n_companies);
    effect.coverage_after +=
        judged.after.coverage[1].share.value / static_cast<double>(n_companies);
  }
  effect.gain_of_means = 1 - after / before;
  return effect;
}

}  // namespace

TEST_CASE("spread: finds the planted width", "[unit]") {
  for (double const width : {0.6, 1.0, 1.8}) {
    auto const learned = learn_spread(pits_of(width, 0, 4'000));
    // sd of |z| over its mean: sqrt(π/2 − 1)
    double const error = width * std::sqrt(1.5708 - 1) / std::sqrt(4'000.0);
    CHECK(std::abs(learned.raw - width) < z_limit() * error);
    CHECK_FALSE(std::abs(learned.raw - 1.15 * width) < z_limit() * error);
  }
}

TEST_CASE("spread: shrunk to 1 with few periods, and a period counts once", "[unit]") {
  std::vector<PastPit> past{{"q1", 0.05}, {"q2", 0.95}, {"q3", 0.02}, {"q4", 0.99}};
  auto const four = learn_spread(past);
  CHECK(four.n_periods == 4);
  CHECK(four.raw > 1.5);
  CHECK(four.stretch == Approx(std::sqrt(four.raw)));
  for (int week = 0; week < 5; ++week) past.push_back({"q1", 0.05});
  CHECK(learn_spread(past).n_periods == 4);
  CHECK(learn_spread(past).raw == Approx(four.raw));
  CHECK(learn_spread({}).stretch == 1);
  std::vector<PastPit> const middle{{"q1", 0.5}, {"q2", 0.5}}, ends{{"q1", 1e-9}, {"q2", 1 - 1e-9}};
  CHECK(learn_spread(middle).raw == Approx(1.0 / 3));
  CHECK(learn_spread(ends).raw == 3);
}

TEST_CASE("spread: draws move away from the median but not below what is booked", "[unit]") {
  std::vector<double> const draws{2, 4, 5, 6, 9};
  CHECK(apply_spread(draws, 2, 0) == std::vector<double>{0, 3, 5, 7, 13});
  CHECK(apply_spread(draws, 0.5, 0) == std::vector<double>{3.5, 4.5, 5, 5.5, 7});
  CHECK(apply_spread(draws, 1, 0) == draws);
  CHECK(apply_spread(draws, 3, 2) == std::vector<double>{2, 2, 5, 8, 17});
  // Already below the floor: not moved down.
  CHECK(apply_spread(draws, 2, 3) == std::vector<double>{2, 3, 5, 7, 13});
  CHECK(apply_spread({}, 2, 0).empty());
  std::vector<double> const equal(3, 5.0);
  CHECK(apply_spread(equal, 2, 0) == equal);
}

TEST_CASE("spread: forecasts half as wide as they should be gain, right ones lose little",
          "[unit]") {
  Effect const narrow = effect_of(2, 8, 150);
  CHECK(is_above_zero(narrow.gain));
  CHECK(narrow.coverage_before < 0.55);
  CHECK(narrow.coverage_after > narrow.coverage_before + 0.12);
  Effect const right = effect_of(1, 8, 150);
  CHECK_FALSE(is_above_zero(right.gain));
  CHECK(right.gain_of_means > -0.02);
  CHECK(right.coverage_after == Approx(0.8).margin(0.05));
}

TEST_CASE("spread: a period does not teach its own correction", "[unit]") {
  Company company = company_of(1, 0, 6);
  company.trials[2].actual = 130;  // three standard deviations out
  company.trials[2].pit = 0.999;
  double expected = 0, with_itself = 0;
  std::vector<PastPit> all;
  for (SpreadTrial const& trial : company.trials) all.push_back({trial.period, trial.pit});
  for (std::size_t q = 0; q < 6; ++q) {
    std::vector<PastPit> others = all;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(q));
    SpreadTrial const& trial = company.trials[q];
    auto const crps_with = [&](std::vector<PastPit> const& past) {
      return *crps_fair(apply_spread(trial.sorted, learn_spread(past).stretch, 0), trial.actual);
    };
    expected += crps_with(others) / trial.scale / 6;
    with_itself += crps_with(all) / trial.scale / 6;
  }
  auto const judged = *judge_spread(company.trials);
  CHECK(judged.after.relative_crps == Approx(expected));
  CHECK_FALSE(with_itself == Approx(expected));
  CHECK(judged.correction.stretch == learn_spread(all).stretch);
  CHECK_FALSE(judge_spread(std::vector<SpreadTrial>{company.trials[0]}));
  CHECK_FALSE(judge_spread({}));
}

TEST_CASE("spread: order of the forecasts does not matter", "[unit]") {
  Company company = company_of(1.5, 3, 8);
  auto const first = *judge_spread(company.trials);
  std::reverse(company.trials.begin(), company.trials.end());
  auto const turned = *judge_spread(company.trials);
  CHECK(turned.after.relative_crps == first.after.relative_crps);
  CHECK(turned.correction.stretch == first.correction.stretch);
  CHECK(*turned.after.pit_spread == *first.after.pit_spread);
}

TEST_CASE("spread: the table of docs/methods/scores.md", "[slow]") {
  struct Row {
    double width;
    std::size_t n_periods;
    double gain_percent, before, after;
  };
  for (Row const& row :
       {Row{0.6, 4, 5.3, 97, 90}, Row{0.6, 8, 6.7, 97, 86}, Row{0.6, 30, 7.2, 97, 82},
        Row{1.0, 4, -0.8, 80, 78}, Row{1.0, 8, -0.9, 81, 79}, Row{1.0, 30, -0.4, 80, 79},
        Row{1.5, 4, 0.8, 63, 67}, Row{1.5, 8, 1.3, 64, 72}, Row{1.5, 30, 2.7, 62, 76},
        Row{2.0, 4, 2.9, 51, 60}, Row{2.0, 8, 4.4, 51, 65}, Row{2.0, 30, 6.6, 49, 72}}) {
    Effect const effect = effect_of(row.width, row.n_periods, 200);
    INFO(row.width << " with " << row.n_periods);
    CHECK(100 * effect.gain_of_means == Approx(row.gain_percent).margin(0.051));
    CHECK(100 * effect.coverage_before == Approx(row.before).margin(0.51));
    CHECK(100 * effect.coverage_after == Approx(row.after).margin(0.51));
  }
}
