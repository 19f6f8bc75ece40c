// tests/unit/evaluate/distorted_forecasts_test.cpp – the predictability score ranks the truth
// first. SPDX-License-Identifier: Apache-2.0
#include <map>
#include <vector>

#include "models/evaluate/bootstrap.hpp"
#include "models/evaluate/predictability.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/evaluate/simulated.hpp"
#include "tests/unit/evaluate/simulated_companies.hpp"

using namespace quarterdeck::test;
using namespace quarterdeck::models::evaluate;

namespace {

constexpr std::uint64_t n_companies = 200;

/// Per company.
struct Scores {
  std::vector<double> score;
  std::vector<double> gap;
  std::vector<double> honesty;
};

void add(Scores& scores, std::vector<ScoredForecast> const& forecasts) {
  // Intervals are not looked at here, so two replicates do.
  auto const record = *predictability(forecasts, {.bootstrap = {.n_replicates = 2}}).record;
  scores.score.push_back(record.unclipped);
  scores.gap.push_back(record.honesty_gap.value);
  if (record.honesty_ratio) scores.honesty.push_back(record.honesty_ratio->value);
}

Scores const& scores_with(Distortion distortion) {
  static std::map<Distortion, Scores> known;
  Scores& scores = known[distortion];
  for (std::uint64_t c = scores.score.size(); c < n_companies; ++c) {
    add(scores, replay_company(c, distortion));
  }
  return scores;
}

std::vector<double> difference(std::vector<double> const& a, std::vector<double> const& b) {
  std::vector<double> result;
  for (std::size_t i = 0; i < a.size(); ++i) result.push_back(a[i] - b[i]);
  return result;
}

/// The truth scores above the distorted forecast, company by company, by more than chance explains.
bool ranks_truth_above(Distortion distortion) {
  return is_above_zero(
      difference(scores_with(Distortion::none).score, scores_with(distortion).score));
}

}  // namespace

TEST_CASE("predictability: ranks the truth above overconfidence, which has a positive gap",
          "[unit]") {
  for (Distortion const overconfident : {Distortion::narrow, Distortion::point}) {
    CHECK(ranks_truth_above(overconfident));
    CHECK(is_above_zero(scores_with(overconfident).gap));
  }
  CHECK(mean_of(scores_with(Distortion::narrow).honesty) > 1.4);
}

TEST_CASE("predictability: ranks the truth above bias in either direction", "[unit]") {
  CHECK(ranks_truth_above(Distortion::low));
  CHECK(ranks_truth_above(Distortion::high));
}

TEST_CASE("predictability: ranks the truth above a forecast that flips from week to week",
          "[unit]") {
  CHECK(ranks_truth_above(Distortion::flips));
  CHECK(ranks_truth_above(Distortion::frozen));
}

TEST_CASE("predictability: ranks the truth above wide bands, which have a negative gap", "[unit]") {
  for (Distortion const cautious : {Distortion::wide, Distortion::very_wide}) {
    CHECK(ranks_truth_above(cautious));
    CHECK(is_above_zero(
        difference(std::vector<double>(n_companies, 0.0), scores_with(cautious).gap)));
  }
  CHECK(ranks_truth_above(Distortion::mixed));
  CHECK(mean_of(scores_with(Distortion::very_wide).honesty) < 0.8);
}

TEST_CASE("predictability: nothing separates the truth from itself", "[unit]") {
  // Other companies, so other outcomes and draws: the planted twin of the rankings above.
  Scores other;
  for (std::uint64_t c = n_companies; c < 2 * n_companies; ++c) {
    add(other, replay_company(c, Distortion::none));
  }
  auto const apart = difference(scores_with(Distortion::none).score, other.score);
  CHECK(mean_agrees(apart, 0));
}

TEST_CASE("predictability: the truth has a gap of 0 and a honesty ratio of 1", "[unit]") {
  Scores const& truth = scores_with(Distortion::none);
  CHECK(mean_agrees(truth.gap, 0));
  CHECK(mean_agrees(truth.honesty, 1));
  CHECK_FALSE(mean_agrees(truth.honesty, 1.1));
}

TEST_CASE("predictability: leaving out the two worst periods gains nothing once they count missing",
          "[unit]") {
  Scores erased, missing;
  for (std::uint64_t c = 0; c < n_companies; ++c) {
    auto const forecasts = replay_company(c, Distortion::none);
    add(erased, without_two_worst(forecasts, Worst::erased));
    add(missing, without_two_worst(forecasts, Worst::marked_missing));
  }
  std::vector<double> const& honest = scores_with(Distortion::none).score;
  CHECK(is_above_zero(difference(erased.score, honest)));
  for (std::size_t c = 0; c < n_companies; ++c) CHECK(missing.score[c] <= honest[c]);
  CHECK(mean_of(erased.score) == Approx(65.2).margin(0.051));
  CHECK(mean_of(missing.score) == Approx(55.6).margin(0.051));
}

TEST_CASE("predictability: shading by a little does not pay, with four periods or with eight",
          "[unit]") {
  for (std::size_t const n_periods : {4U, 8U}) {
    for (Distortion const shading : {Distortion::shaded, Distortion::sandbagged}) {
      std::vector<double> gained;
      PredictabilityOptions const options{.max_periods = n_periods,
                                          .bootstrap = {.n_replicates = 2}};
      for (std::uint64_t c = 0; c < n_companies; ++c) {
        gained.push_back(
            predictability(replay_company(c, shading), options).record->unclipped -
            predictability(replay_company(c, Distortion::none), options).record->unclipped);
      }
      INFO(n_periods << " periods: " << mean_of(gained));
      CHECK_FALSE(is_above_zero(gained));
      // The outcomes in the denominators leave room for a quarter of a point at most.
      CHECK(mean_of(gained) < 0.25);
    }
  }
}

TEST_CASE("predictability: the table of docs/methods/scores.md", "[unit]") {
  struct Row {
    Distortion distortion;
    double score, gap;
  };
  for (Row const& row :
       {Row{Distortion::none, 61.1, -2.3}, Row{Distortion::wide, 58.6, -20.4},
        Row{Distortion::very_wide, 47.3, -50.4}, Row{Distortion::narrow, 58.3, 21.0},
        Row{Distortion::point, 45.0, 55.0}, Row{Distortion::low, 44.0, 14.8},
        Row{Distortion::high, 43.6, 15.2}, Row{Distortion::flips, 45.0, 13.8},
        Row{Distortion::frozen, 44.3, -2.0}, Row{Distortion::mixed, 57.6, -5.2}}) {
    INFO(static_cast<int>(row.distortion));
    CHECK(mean_of(scores_with(row.distortion).score) == Approx(row.score).margin(0.051));
    CHECK(mean_of(scores_with(row.distortion).gap) == Approx(row.gap).margin(0.051));
  }
  CHECK(*standard_deviation(scores_with(Distortion::none).score) == Approx(7.2).margin(0.051));
  CHECK(*standard_deviation(scores_with(Distortion::none).honesty) == Approx(0.19).margin(0.0051));
}

TEST_CASE("predictability: intervals hold the long-run values about as often as they say",
          "[slow]") {
  double const truth = mean_of(scores_with(Distortion::none).score);
  for (std::size_t const n_periods : {4U, 8U}) {
    int score_held = 0, honesty_held = 0;
    double width = 0;
    for (std::uint64_t c = 0; c < n_companies; ++c) {
      auto const forecasts = replay_company(c, Distortion::none);
      auto const record =
          *predictability(forecasts, {.max_periods = n_periods, .bootstrap = {.n_replicates = 400}})
               .record;
      Interval const honesty = record.honesty_ratio->interval;
      score_held += record.interval.low <= truth && truth <= record.interval.high ? 1 : 0;
      honesty_held += honesty.low <= 1 && 1 <= honesty.high ? 1 : 0;
      width += (record.interval.high - record.interval.low) / n_companies;
    }
    INFO(n_periods << ": score " << score_held << ", honesty " << honesty_held << ", width "
                   << width);
    // 200 companies: three standard errors are 8 %. The honesty ratio is skewed and holds less.
    CHECK(score_held > 0.72 * n_companies);
    CHECK(score_held < 0.88 * n_companies);
    CHECK(honesty_held > 0.66 * n_companies);
    CHECK(honesty_held < 0.88 * n_companies);
    CHECK(width == Approx(n_periods == 4 ? 31.3 : 20.7).margin(0.051));
  }
}
