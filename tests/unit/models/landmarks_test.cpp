// tests/unit/models/landmarks_test.cpp – which past days are looked at, and what is seen there.
// SPDX-License-Identifier: Apache-2.0
#include "models/past/landmarks.hpp"

#include "tests/support/catch.hpp"
#include "tests/unit/models/past.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using models::CloseFlag;
using models::Landmark;

namespace {

data::History steady(int n_quarters, core::Date as_of) {
  return steady_past({.n_quarters = n_quarters}).history(as_of);
}

}  // namespace

TEST_CASE("landmarks: past periods are seen with the same days left", "[unit]") {
  core::Date const as_of = day(2025, 2, 14);
  models::Landmarks const marks = landmarks_of(steady(9, as_of), quarter_of(as_of));
  CHECK(marks.days_left == 45);
  CHECK(marks.window.after == as_of);
  CHECK(marks.window.until == day(2025, 3, 31));
  REQUIRE(marks.past.size() == 8);
  CHECK(marks.n_periods == 8);
  CHECK(marks.past[0].period.id == "2024-Q4");
  CHECK(marks.past[0].date == day(2024, 11, 16));
  CHECK(marks.past[7].period.id == "2023-Q1");
  CHECK(marks.past[0].weight() == 1);
  CHECK(marks.past[6].weight() == Approx(0.5).epsilon(1e-12));  // half-life of six periods
}

TEST_CASE("landmarks: none lies before the first day with closings or ends after today", "[unit]") {
  Past past = steady_past({.n_quarters = 9});
  past.records().facts.complete_from = day(2024, 2, 15);
  core::Date const as_of = day(2025, 2, 14);
  models::Landmarks const marks = landmarks_of(past.history(as_of), quarter_of(as_of));
  REQUIRE(marks.n_periods == 4);  // 2024-Q1 stood there just on that day
  CHECK(marks.past[3].date == day(2024, 2, 15));
  for (Landmark const& landmark : marks.past) CHECK(landmark.period.end <= as_of);
}

TEST_CASE("landmarks: open deals that were won and late wins make up all wins of the window",
          "[unit]") {
  core::Date const as_of = day(2025, 2, 14);
  data::History const history = steady(9, as_of);
  for (Landmark const& landmark : landmarks_of(history, quarter_of(as_of)).past) {
    std::size_t open_won = 0;
    for (auto const& deal : landmark.deals) open_won += deal.won ? 1 : 0;
    auto const all = data::won_between(history, landmark.date, landmark.period.end);
    CHECK(open_won > 0);
    CHECK(open_won + landmark.late_wins.size() == all.size());
  }
}

TEST_CASE("landmarks: a period that has not begun counts only wins inside it", "[unit]") {
  core::Date const as_of = day(2025, 2, 14);
  core::Period const next = quarter_of(day(2025, 5, 1));
  models::Landmarks const marks = landmarks_of(steady(9, as_of), next);
  CHECK(marks.window.after == day(2025, 3, 31));
  CHECK(marks.days_left == 45 + 91);
  REQUIRE_FALSE(marks.past.empty());
  Landmark const& last = marks.past.front();
  CHECK(last.period.id == "2024-Q4");  // 2025-Q1 has not ended
  CHECK(last.age_periods == 2);
  CHECK(last.date == day(2024, 12, 31) - core::Days(136));
  CHECK(last.window.after == day(2024, 9, 30));
}

TEST_CASE("landmarks: with a short past, windows shifted by months join with shared weight",
          "[unit]") {
  Past past = steady_past({.n_quarters = 9});
  past.records().facts.complete_from = day(2024, 7, 1);
  core::Date const as_of = day(2025, 2, 14);
  data::Findings findings;
  models::Landmarks const marks = models::gather_landmarks(
      past.history(as_of), {.calendar = {}, .period = quarter_of(as_of), .segments = {}}, findings);
  CHECK(has_finding(findings, "history.short"));
  CHECK(marks.n_periods == 2);
  REQUIRE(marks.past.size() == 6);  // ends of August 2024 to January 2025
  CHECK(marks.past[0].period.end == day(2025, 1, 31));
  CHECK(marks.past[1].period.id == "2024-Q4");
  CHECK(marks.past[0].overlap == 0.5);  // 45 days overlap those of the month before only
  CHECK(marks.past[1].overlap == Approx(1.0 / 3));
  CHECK_FALSE(marks.past[0].is_period);
}

TEST_CASE("landmarks: the entered close date is read as it was known that day", "[unit]") {
  Past past;
  core::Date const created = day(2024, 10, 2);
  past.add({.id = "A", .created = created, .entered_close = day(2024, 12, 1)});
  past.add({.id = "B", .created = created, .entered_close = day(2024, 11, 1)});
  past.add({.id = "C", .created = created, .entered_close = day(2025, 1, 1)});
  past.add({.id = "D", .created = created});
  data::History const history = past.history(day(2024, 11, 16));
  models::StateReader const read(history, {"segment"});
  models::Window const window{history.as_of, day(2024, 12, 31)};
  std::vector<CloseFlag> flags;
  for (auto const& deal : data::pipeline_at(history, history.as_of).deals) {
    flags.push_back(read(deal, history.as_of, window).flag);
  }
  CHECK(flags ==
        std::vector{CloseFlag::in_period, CloseFlag::overdue, CloseFlag::later, CloseFlag::none});
  CHECK(read.segment(0, history.as_of) == "(blank)");
}

TEST_CASE("landmarks: a period that has ended has none", "[unit]") {
  core::Date const as_of = day(2025, 2, 14);
  models::Landmarks const marks = landmarks_of(steady(9, as_of), quarter_of(day(2024, 11, 1)));
  CHECK(marks.days_left < 0);
  CHECK(marks.past.empty());
}
