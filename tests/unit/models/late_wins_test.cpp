// tests/unit/models/late_wins_test.cpp – new business of pasts whose arrivals are known.
// SPDX-License-Identifier: Apache-2.0
#include "models/creation/late_wins.hpp"

#include <algorithm>
#include <boost/random/poisson_distribution.hpp>
#include <cmath>

#include "engine/core/ids.hpp"
#include "models/posterior/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/models/past.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using namespace quarterdeck::models;
using creation::LateWins;

namespace {

core::Date const as_of = day(2027, 2, 14);
core::Period const quarter = quarter_of(as_of);

/// Business that is created and won inside the last 45 days of each quarter since 2023.
struct Arrivals {
  double mean = 60;           ///< a quarter
  double fourth_quarter = 1;  ///< factor on it
  double east = 0.3;          ///< share
  double skips = 0;           ///< share of deals entered on the day they are won
  std::uint64_t seed = 1;
};

Past past_with(Arrivals const& law) {
  Past past;
  core::Period q = quarter_of(day(2023, 1, 1));
  for (int n = 0; n < 16; ++n, q = core::FiscalCalendar().next(q)) {
    random::Stream stream({.seed = law.seed, .entity = 17, .index = static_cast<std::uint64_t>(n)});
    boost::random::poisson_distribution<int, double> count(law.mean *
                                                           (n % 4 == 3 ? law.fourth_quarter : 1));
    int const n_wins = count(stream);
    for (int i = 0; i < n_wins; ++i) {
      PastDeal deal;
      deal.id = std::to_string(10'000 + 500 * n + i);
      deal.created = q.end - core::Days(43 - static_cast<int>(20 * stream.uniform()));
      deal.closed = q.end - core::Days(static_cast<int>(20 * stream.uniform()));
      if (stream.uniform() < law.skips) deal.created = deal.closed;
      deal.outcome = data::Outcome::won;
      deal.amount = static_cast<core::Minor>(1e6 * std::exp(0.8 * normal_variate(stream)));
      deal.segment = stream.uniform() < law.east ? "East" : "West";
      past.add(deal);
    }
  }
  past.records().facts.complete_from = day(2023, 1, 1);
  return past;
}

Landmarks marks_of(data::History const& history) {
  data::Findings findings;
  return gather_landmarks(history, {.calendar = {}, .period = quarter, .segments = {"segment"}},
                          findings);
}

LateWins fit_on(Past const& past, bool measure_counts = false) {
  data::History const history = past.history(as_of);
  data::Findings findings;
  return creation::fit_late_wins(history, marks_of(history), {{}, {"segment"}, measure_counts},
                                 findings);
}

double mean_amount(std::vector<creation::LateEntry> const& entries) {
  double sum = 0;
  for (auto const& entry : entries) {
    sum += static_cast<double>(entry.amount) / static_cast<double>(entries.size());
  }
  return sum;
}

}  // namespace

TEST_CASE("late wins: known arrivals are found again, and others are not", "[unit]") {
  std::vector<double> expected;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    expected.push_back(fit_on(past_with({.seed = seed})).expected);
  }
  // The newest periods weigh most, so single estimates vary by more than 60 wins in 16 quarters do.
  CHECK(mean_agrees(expected, 60, 1e-4));
  CHECK_FALSE(mean_agrees(expected, 75, 1e-4));  // planted
  for (double const one : expected) CHECK(std::abs(one - 60) < 20);
}

TEST_CASE("late wins: deals that skip the pipeline are counted with the others", "[unit]") {
  LateWins const entered = fit_on(past_with({.skips = 0}));
  LateWins const skipped = fit_on(past_with({.skips = 1}));
  CHECK(skipped.n_wins == entered.n_wins);
  CHECK(skipped.expected == Approx(entered.expected));
  CHECK(entered.n_wins > 800);
}

TEST_CASE("late wins: won at a landmark or late, every win of a window counts once", "[unit]") {
  data::History const history = steady_past({.n_quarters = 16}).history(as_of);
  for (Landmark const& mark : marks_of(history).past) {
    auto const open = std::count_if(mark.deals.begin(), mark.deals.end(),
                                    [](LandmarkDeal const& deal) { return deal.won; });
    auto const all = data::won_between(history, mark.window.after, mark.window.until).size();
    CHECK(static_cast<std::size_t>(open) + mark.late_wins.size() == all);
  }
}

TEST_CASE("late wins: a fourth quarter that is strong every year is a season", "[unit]") {
  std::vector<double> fourth, third;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Past const past = past_with({.mean = 200, .fourth_quarter = 1.6, .seed = seed});
    auto const season_of_quarter = [&](core::Date on) {
      data::History const history = past.history(on);
      data::Findings findings;
      auto const marks = gather_landmarks(
          history, {.calendar = {}, .period = quarter_of(on), .segments = {"segment"}}, findings);
      return creation::fit_late_wins(history, marks, {{}, {"segment"}, false}, findings)
          .season_factor.log_mean;
    };
    fourth.push_back(season_of_quarter(day(2026, 11, 14)));
    third.push_back(season_of_quarter(day(2026, 8, 14)));
  }
  // Against the mean log level of a year; three fourth quarters tell nearly all of it.
  double const truth = std::log(1.6) * 3 / 4;
  CHECK_FALSE(mean_agrees(fourth, 0, 1e-4));
  CHECK_FALSE(mean_agrees(fourth, truth * 3 / 5, 1e-4));  // planted: shrunk by two years of none
  CHECK(mean_agrees(fourth, 0.95 * truth, 1e-4));
  CHECK(mean_agrees(third, -0.95 * truth / 3, 1e-4));
}

TEST_CASE("late wins: segments share the number as they did, weeks follow the past", "[unit]") {
  LateWins const model = fit_on(past_with({.east = 0.3}));
  REQUIRE(model.cells.size() == 2);
  CHECK(model.cells[0].name == "East");
  double const n = model.cells[0].count + model.cells[1].count;
  double const error = std::sqrt(0.3 * 0.7 / n);
  CHECK(std::abs(model.cells[0].share - 0.3) < 4 * error);
  CHECK_FALSE(std::abs(model.cells[0].share - 0.3 - 0.15) < 4 * error);
  auto const weeks = creation::cumulative_weeks(model, 7);
  CHECK(weeks[3] < 0.1);  // all are won in the last 20 days
  CHECK(weeks[6] == 1);
}

TEST_CASE("late wins: the largest win is no bound, and the mean stays", "[unit]") {
  LateWins const model = fit_on(past_with({}));
  auto const draws = creation::draw_late_wins(model, 1, 4096);
  for (std::size_t c = 0; c < model.cells.size(); ++c) {
    auto const& cell = model.cells[c];
    auto const entries = creation::equal_entries(cell);
    auto const by_amount = [](auto const& a, auto const& b) { return a.amount < b.amount; };
    auto const seen = std::max_element(cell.entries.begin(), cell.entries.end(), by_amount);
    auto const may_come = std::max_element(entries.begin(), entries.end(), by_amount);
    CHECK(may_come->amount > seen->amount);
    CHECK(may_come->amount < 2 * seen->amount);
    double weight = 0, sum = 0;
    for (auto const& entry : cell.entries) {
      weight += entry.weight;
      sum += entry.weight * static_cast<double>(entry.amount);
    }
    std::vector<double> means;
    for (double const scale : draws.scale[c]) means.push_back(scale * mean_amount(entries));
    CHECK(mean_agrees(means, sum / weight));
    CHECK_FALSE(mean_agrees(means, 1.05 * sum / weight));
  }
  for (auto const& entry : creation::equal_entries(fit_on(past_with({}), true).cells[0])) {
    CHECK(entry.amount == core::minor_per_unit);  // counted deals stay whole
  }
}
