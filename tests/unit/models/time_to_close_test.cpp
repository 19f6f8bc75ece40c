// tests/unit/models/time_to_close_test.cpp – rates from counts, and courses against closed forms.
// SPDX-License-Identifier: Apache-2.0
#include "models/timing/time_to_close.hpp"

#include <cmath>

#include "engine/core/ids.hpp"
#include "engine/random/stream.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/models/past.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using namespace quarterdeck::models::timing;

namespace {

/// Stages with rates that do not change with age or week.
TimeToClose constant_rates(std::vector<double> const& win, std::vector<double> const& loss,
                           std::vector<std::vector<double>> const& move) {
  TimeToClose timing;
  timing.basis = Basis::stages;
  timing.win_surge.fill(1);
  timing.loss_surge.fill(1);
  for (std::size_t s = 0; s < win.size(); ++s) {
    timing.win.emplace_back().fill(win[s]);
    timing.loss.emplace_back().fill(loss[s]);
    timing.move.emplace_back().fill(move[s]);
    timing.usual_age_bin.push_back(0);
  }
  return timing;
}

/// Deals that close at a constant weekly rate from their creation on.
Past exponential_past(double win_rate, double loss_rate, std::uint64_t seed) {
  Past past;
  past.records().facts.complete_from = day(2023, 1, 1);
  for (int i = 0; i < 4000; ++i) {
    std::string const id = std::to_string(10000 + i);
    random::Stream stream({.seed = seed, .entity = core::entity_of(id)});
    PastDeal deal;
    deal.id = id;
    deal.created = day(2023, 1, 1) + core::Days(static_cast<int>(stream.uniform() * 700));
    // At risk from the day after; closed on the first day that ends past the exponential time.
    double const weeks = -std::log(stream.uniform()) / (win_rate + loss_rate);
    deal.closed = deal.created + core::Days(1 + static_cast<int>(weeks * 7));
    bool const wins = stream.uniform() < win_rate / (win_rate + loss_rate);
    deal.outcome = wins ? data::Outcome::won : data::Outcome::lost;
    past.add(deal);
  }
  return past;
}

TimeToClose fit_on(data::History const& history) {
  data::Findings findings;
  return fit_time_to_close(history, landmarks_of(history, quarter_of(history.as_of)), {}, findings);
}

}  // namespace

TEST_CASE("time to close: one stage with constant rates follows the exponential law", "[unit]") {
  double const win = 0.05, loss = 0.1;
  TimeToClose const timing = constant_rates({win}, {loss}, {{0.0}});
  core::Period const quarter = quarter_of(day(2026, 11, 1));
  CourseTable courses(timing, day(2026, 11, 5), quarter);  // 56 days: eight weeks
  Course const& course = courses.at({0, 0});
  auto const won_by = [&](double weeks) {
    return win / (win + loss) * (1 - std::exp(-(win + loss) * weeks));
  };
  REQUIRE(course.won_by_week.size() == 8);
  CHECK(course.won_in_window == Approx(won_by(8)).epsilon(1e-12));
  for (std::size_t w = 0; w < 8; ++w) {
    CHECK(course.won_by_week[w] ==
          Approx(won_by(static_cast<double>(w + 1)) / won_by(8)).epsilon(1e-12));
  }
  CHECK(course.won_ever == Approx(win / (win + loss)).epsilon(1e-12));
  CHECK(course.won_before_window == 0);
}

TEST_CASE("time to close: moves lead on, as the product of the shares of their rates", "[unit]") {
  TimeToClose const timing = constant_rates({0.0, 0.06}, {0.1, 0.02}, {{0.0, 0.3}, {0.0, 0.0}});
  core::Period const quarter = quarter_of(day(2026, 11, 1));
  CourseTable courses(timing, day(2026, 9, 30), quarter);
  CHECK(courses.at({0, 0}).won_ever == Approx(0.75 * 0.75).epsilon(1e-9));
  CHECK(courses.at({1, 3}).won_ever == Approx(0.75).epsilon(1e-9));
  Course const& early = courses.at({0, 0});
  Course const& late = courses.at({1, 0});
  CHECK(early.won_in_window < late.won_in_window);
  CHECK(early.won_by_week[2] < late.won_by_week[2]);
}

TEST_CASE("time to close: before a future period begins, wins are counted apart", "[unit]") {
  TimeToClose const timing = constant_rates({0.05}, {0.1}, {{0.0}});
  CourseTable courses(timing, day(2026, 9, 16), quarter_of(day(2026, 11, 1)));
  Course const& course = courses.at({0, 0});
  double const two_weeks = 0.05 / 0.15 * (1 - std::exp(-0.15 * 2));
  CHECK(course.won_before_window == Approx(two_weeks).epsilon(1e-12));
  CHECK(course.won_before_window + course.won_in_window < course.won_ever);
  CHECK(course.won_by_week.size() == 14);
}

TEST_CASE("time to close: constant rates are found again, open deals taken as censored", "[unit]") {
  double const win = 0.04, loss = 0.08;
  data::History const history = exponential_past(win, loss, 3).history(day(2024, 12, 31));
  TimeToClose const timing = fit_on(history);
  REQUIRE(timing.basis == Basis::stages);
  double wins = 0, losses = 0, weeks = 0;
  for (std::size_t a = 0; a < n_age_bins; ++a) {
    for (std::size_t w = 0; w < n_week_bins; ++w) {
      wins += static_cast<double>(timing.counts[0].wins[a][w]);
      losses += static_cast<double>(timing.counts[0].losses[a][w]);
      weeks += static_cast<double>(timing.counts[0].days[a][w]) / 7;
    }
    // Each bin within five standard errors of its own.
    CHECK(timing.win[0][a] == Approx(win).margin(5 * win / std::sqrt(40)));
  }
  // A closing takes until the end of its day: events per day over days, 1 - exp(-rate / 7).
  double const daily = 1 - std::exp(-(win + loss) / 7);
  double const error = std::sqrt(wins) / weeks;
  CHECK(std::abs(wins / weeks - 7 * daily * win / (win + loss)) < 5 * error);
  CHECK(std::abs(losses / weeks - 7 * daily * loss / (win + loss)) < 5 * std::sqrt(2.0) * error);
  CHECK_FALSE(std::abs(wins / weeks - 1.3 * win) < 5 * error);  // planted bias
}

TEST_CASE("time to close: a surge in the last week of the quarter is found", "[unit]") {
  Past past;
  past.records().facts.complete_from = day(2023, 1, 1);
  core::Period quarter = quarter_of(day(2023, 1, 1));
  for (int q = 0; q < 8; ++q) {
    for (int i = 0; i < 60; ++i) {
      bool const at_end = i < 30;
      core::Date const closed =
          at_end ? quarter.end - core::Days(i % 7) : quarter.start + core::Days(20 + i);
      past.add({.id = std::to_string(100 * q + i),
                .created = quarter.start,
                .closed = closed,
                .outcome = data::Outcome::won});
    }
    quarter = core::FiscalCalendar().next(quarter);
  }
  TimeToClose const timing = fit_on(past.history(day(2024, 12, 31)));
  CHECK(timing.win_surge[0] > 1.5);
  CHECK(timing.win_surge[0] > 2 * timing.win_surge[3]);
}

TEST_CASE("time to close: without stage history one state is kept, without closings a guess",
          "[unit]") {
  Past past = exponential_past(0.04, 0.08, 3);
  past.records().facts.has_stage_history = false;
  TimeToClose const pooled = fit_on(past.history(day(2024, 12, 31)));
  CHECK(pooled.basis == Basis::deals);
  CHECK(pooled.win.size() == 1);

  Past fresh;
  fresh.add({.id = "A", .created = day(2024, 12, 1)});
  data::History const history = fresh.history(day(2024, 12, 31));
  data::Findings findings;
  core::Period const quarter = quarter_of(day(2025, 1, 1));
  TimeToClose const assumed =
      fit_time_to_close(history, landmarks_of(history, quarter), {}, findings);
  CHECK(assumed.basis == Basis::assumed);
  CHECK(has_finding(findings, "timing.assumed"));
  CourseTable courses(assumed, history.as_of, quarter);
  CHECK(courses.at({0, 0}).won_in_window == Approx(1 - std::exp2(-90 / 60.0)).epsilon(1e-12));
}
