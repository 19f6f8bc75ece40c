// tests/unit/models/person_period_test.cpp – weeks at risk, as known at the time.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/hazard/person_period.hpp"

#include <algorithm>
#include <iterator>

#include "engine/data/cut.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/data/random_book.hpp"
#include "tests/unit/models/past.hpp"

using namespace quarterdeck;
using namespace quarterdeck::models::win;
using test::day;

namespace {

/// One deal that moves on, is pushed and is won on 2024-03-13, and an early closing that opens the
/// record of closings.
test::Past small_past() {
  test::Past past;
  past.add({.id = "a",
            .created = day(2024, 2, 20),
            .closed = day(2024, 3, 13),
            .outcome = data::Outcome::won,
            .amount = 50'000,
            .entered_close = day(2024, 3, 1),
            .segment = "East"});
  past.add({.id = "b", .created = day(2024, 1, 30), .entered_close = day(2024, 5, 1)});
  auto& events = past.records().events;
  events.insert(events.begin() + 1,
                {0, test::propose, day(2024, 3, 5), core::no_amount, day(2024, 3, 29)});
  past.records().facts.complete_from = day(2024, 1, 1);
  return past;
}

PersonPeriodSpec by_segment() {
  PersonPeriodSpec spec;
  spec.segments = {"segment"};
  spec.landmark_every_weeks = 0;
  return spec;
}

std::vector<PersonWeek> weeks_of(PersonPeriods const& periods, std::uint32_t row) {
  std::vector<PersonWeek> weeks;
  std::copy_if(periods.rows.begin(), periods.rows.end(), std::back_inserter(weeks),
               [&](PersonWeek const& week) { return week.history_row == row; });
  return weeks;
}

/// Rows with their states, sorted, as text that a failing test can show.
std::vector<std::string> weeks_by(data::Records const& records, core::Date as_of, core::Date until,
                                  PersonPeriodSpec const& spec) {
  data::History const history = data::cut(records, as_of).history;
  PersonPeriods const past = past_weeks(history, spec);
  std::vector<std::string> rows;
  for (PersonWeek const& week : past.rows) {
    if (week.until > until) continue;
    KnownState const& state = past.states[week.state];
    std::string row = history.deals[week.history_row].id;
    for (core::Date const date : {week.after, week.until, state.on})
      row += " " + core::to_iso(date);
    for (auto const number :
         {static_cast<std::int64_t>(week.weeks_before_end), static_cast<std::int64_t>(week.outcome),
          static_cast<std::int64_t>(state.stage), static_cast<std::int64_t>(state.age_days),
          static_cast<std::int64_t>(state.stage_days),
          static_cast<std::int64_t>(state.days_to_close),
          static_cast<std::int64_t>(state.idle_days), static_cast<std::int64_t>(state.n_pushes),
          static_cast<std::int64_t>(state.amount)}) {
      row += " " + std::to_string(number);
    }
    rows.push_back(row + " " + state.segment);
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

using Texts = std::vector<std::string>;

/// Rows that only one of two sorted lists has.
Texts differing(Texts const& a, Texts const& b) {
  Texts rows;
  std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rows));
  return rows;
}

}  // namespace

TEST_CASE("person-period: weeks end in steps of seven days before the end of a period", "[unit]") {
  // The third quarter has 92 days: thirteen weeks and a day.
  std::vector<core::Date> const ends = week_grid(day(2024, 6, 23), day(2024, 7, 8), {});
  REQUIRE(ends.size() == 3);
  CHECK(ends[0] == day(2024, 6, 30));
  CHECK(ends[1] == day(2024, 7, 1));
  CHECK(ends[2] == day(2024, 7, 8));
}

TEST_CASE("person-period: a deal has a row a week with what was known when it began", "[unit]") {
  data::History const history = small_past().history(day(2024, 3, 20));
  PersonPeriods const past = past_weeks(history, by_segment());
  // Weeks end on Sundays. The deal was created in the week that ended on 25 February.
  std::vector<PersonWeek> const weeks = weeks_of(past, 0);
  REQUIRE(weeks.size() == 3);
  CHECK(weeks[0].after == day(2024, 2, 25));
  CHECK(weeks[0].until == day(2024, 3, 3));
  CHECK(weeks[0].weeks_before_end == 4);
  CHECK(weeks[0].outcome == data::Outcome::open);
  CHECK(weeks[2].outcome == data::Outcome::won);
  CHECK(weeks[2].until == day(2024, 3, 17));
  KnownState const& first = past.states[weeks[0].state];
  CHECK(first.stage == test::qualify);
  CHECK(first.age_days == 5);
  CHECK(first.stage_days == 5);
  CHECK(first.days_to_close == 5);
  CHECK(first.idle_days == 5);
  CHECK(first.n_pushes == 0);
  CHECK(first.amount == 50'000);
  CHECK(first.segment == "East");
  // The move and the push of 5 March are known at the end of 10 March, not before.
  KnownState const& second = past.states[weeks[1].state];
  CHECK(second.stage == test::qualify);
  CHECK(second.days_to_close == -2);
  KnownState const& third = past.states[weeks[2].state];
  CHECK(third.stage == test::propose);
  CHECK(third.stage_days == 5);
  CHECK(third.idle_days == 5);
  CHECK(third.n_pushes == 1);
  // The open deal's last week is cut off at the as-of day.
  std::vector<PersonWeek> const open = weeks_of(past, 1);
  CHECK(open.size() == 7);
  CHECK(open.back().until == day(2024, 3, 20));
  CHECK(open.back().n_days() == 3);
  CHECK(open.back().outcome == data::Outcome::open);
}

TEST_CASE("person-period: landmarks are followed in the state of their day", "[unit]") {
  data::History const history = small_past().history(day(2024, 3, 31));
  PersonPeriodSpec spec = by_segment();
  spec.landmarks = {day(2024, 2, 28), day(2024, 3, 6), day(2023, 12, 1), day(2024, 4, 30)};
  spec.horizon_weeks = 3;
  PersonPeriods const past = past_weeks(history, spec);
  std::vector<PersonWeek> const weeks = weeks_of(past, 0);
  REQUIRE(weeks.size() == 5);
  CHECK(weeks[0].after == day(2024, 2, 28));
  CHECK(weeks[0].until == day(2024, 3, 3));
  CHECK(weeks[1].after == day(2024, 3, 3));
  CHECK(past.states[weeks[2].state].stage == test::qualify);  // as on 28 February
  CHECK(weeks[2].outcome == data::Outcome::won);
  CHECK(past.states[weeks[4].state].stage == test::propose);
  CHECK(weeks[4].outcome == data::Outcome::won);
  // Both landmarks see the weeks that end on 10 and 17 March.
  CHECK(weeks[0].weight == 1);
  // Without days of their own, landmarks lie whole weeks before the as-of day, on record.
  spec.landmarks.clear();
  spec.landmark_every_weeks = 4;
  for (KnownState const& state : past_weeks(history, spec).states) {
    int const n_days = core::days_between(state.on, history.as_of);
    CHECK(n_days > 0);
    CHECK(n_days % 28 == 0);
  }
  for (std::size_t i = 1; i < weeks.size(); ++i) CHECK(weeks[i].weight == 0.5);
}

TEST_CASE("person-period: the weeks ahead of an open deal end where they are asked to", "[unit]") {
  data::History const history = small_past().history(day(2024, 3, 6));
  auto const pipeline = data::pipeline_at(history, history.as_of);
  REQUIRE(pipeline.deals.size() == 2);
  std::vector<core::Date> const ends =
      core::week_ends(history.as_of, test::quarter_of(history.as_of));
  PersonPeriods const ahead =
      weeks_ahead({history, pipeline.deals, history.as_of, ends}, by_segment());
  REQUIRE(ahead.rows.size() == 2 * ends.size());
  CHECK(ahead.states.size() == 2);
  CHECK(ahead.rows[0].after == history.as_of);
  CHECK(ahead.rows[0].n_days() == 4);
  CHECK(ahead.rows[1].n_days() == 7);
  CHECK(ahead.rows[ends.size() - 1].weeks_before_end == 0);
  CHECK(ahead.rows[ends.size()].state == 1);
}

TEST_CASE("person-period: what happens later changes no row of before", "[unit]") {
  core::Date const on = day(2026, 6, 28), later = day(2026, 12, 31);
  PersonPeriodSpec months = by_segment();
  months.unit = core::PeriodUnit::month;
  months.landmarks = {day(2026, 3, 10), day(2026, 4, 20), day(2026, 6, 1)};
  months.horizon_weeks = 8;
  for (std::uint64_t const seed : {1U, 2U, 3U}) {
    // Deals that are opened again after their closing may also be first seen after it, see `cut`.
    data::Records records = test::random_book(seed, 150, test::Reopening::none);
    records.facts.complete_from = day(2026, 1, 1);
    data::Records const other = test::with_other_future(records, on, seed + 50);
    for (PersonPeriodSpec const& spec : {by_segment(), months}) {
      auto const then = weeks_by(records, on, on, spec);
      CHECK(then.size() > 100);
      CHECK(weeks_by(other, on, on, spec) == then);
      // Seen from half a year later the complete weeks of before are the same, and so they are in
      // the other future, which is another one.
      core::Date const complete = on - core::Days(6);
      auto const known = weeks_by(records, on, complete, spec);
      CHECK(differing(known, weeks_by(records, later, complete, spec)) == Texts{});
      CHECK(differing(known, weeks_by(other, later, complete, spec)) == Texts{});
      CHECK(weeks_by(records, later, later, spec) != weeks_by(other, later, later, spec));
    }
  }
}

TEST_CASE("person-period: a deal that closed and was opened again leaves and comes back",
          "[unit]") {
  test::Past past;
  past.add({.id = "a",
            .created = day(2024, 2, 20),
            .closed = day(2024, 4, 20),
            .outcome = data::Outcome::won});
  auto& events = past.records().events;
  events.insert(events.begin() + 1,
                {{0, test::lost_stage, day(2024, 3, 13)}, {0, test::propose, day(2024, 4, 3)}});
  past.records().facts.complete_from = day(2024, 1, 1);
  data::History const history = past.history(day(2024, 4, 30));
  PersonPeriodSpec spec;
  spec.landmark_every_weeks = 0;
  std::vector<PersonWeek> const weeks = past_weeks(history, spec).rows;
  REQUIRE(weeks.size() == 5);
  CHECK(weeks[2].until == day(2024, 3, 17));
  CHECK(weeks[2].outcome == data::Outcome::lost);
  CHECK(weeks[3].after == day(2024, 4, 7));
  CHECK(weeks[4].until == day(2024, 4, 21));
  CHECK(weeks[4].outcome == data::Outcome::won);
}
