// tests/unit/core/calendar_test.cpp – every day has one month, quarter and year, without gaps.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/calendar.hpp"

#include <set>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/unit/core/calendars.hpp"

using namespace quarterdeck::core;
using quarterdeck::test::every_calendar;

namespace {

constexpr PeriodUnit units[] = {PeriodUnit::month, PeriodUnit::quarter, PeriodUnit::year};

Period period(FiscalCalendar const& calendar, Date day, PeriodUnit unit) {
  return calendar.containing(day, unit);
}

}  // namespace

TEST_CASE("calendar: periods tile forty years without gap or overlap", "[unit]") {
  for (FiscalCalendar const& calendar : every_calendar()) {
    for (PeriodUnit const unit : units) {
      std::set<std::string> names;
      Period now = period(calendar, make_date(2000, 1, 1), unit);
      while (now.start < make_date(2040, 1, 1)) {
        Period const next = calendar.next(now);
        bool const tiles = now.start <= now.end && next.start == now.end + Days(1);
        if (!tiles || calendar.previous(next) != now) FAIL(now.id << " and " << next.id);
        if (!names.insert(now.id).second) FAIL("two periods are named " << now.id);
        now = next;
      }
    }
  }
}

TEST_CASE("calendar: every day lies in the one period that names it", "[unit]") {
  for (FiscalCalendar const& calendar : every_calendar()) {
    for (Date day = make_date(2010, 1, 1); day < make_date(2038, 1, 1); day += Days(3)) {
      Period const month = period(calendar, day, PeriodUnit::month);
      Period const quarter = period(calendar, day, PeriodUnit::quarter);
      Period const year = period(calendar, day, PeriodUnit::year);
      bool const nested = month.contains(day) && quarter.contains(month.start) &&
                          quarter.contains(month.end) && year.contains(quarter.start) &&
                          year.contains(quarter.end);
      if (!nested) FAIL(to_iso(day) << ' ' << month.id << ' ' << quarter.id << ' ' << year.id);
    }
  }
}

TEST_CASE("calendar: a calendar year has the quarters that everybody knows", "[unit]") {
  FiscalCalendar const calendar;
  CHECK(period(calendar, make_date(2026, 11, 23), PeriodUnit::quarter) ==
        Period{"2026-Q4", make_date(2026, 10, 1), make_date(2026, 12, 31), PeriodUnit::quarter});
  CHECK(period(calendar, make_date(2028, 2, 29), PeriodUnit::month) ==
        Period{"2028-02", make_date(2028, 2, 1), make_date(2028, 2, 29), PeriodUnit::month});
  CHECK(period(calendar, make_date(2026, 1, 1), PeriodUnit::year) ==
        Period{"2026", make_date(2026, 1, 1), make_date(2026, 12, 31), PeriodUnit::year});
}

TEST_CASE("calendar: a fiscal year is named by the year in which it ends", "[unit]") {
  FiscalCalendar const february({.start_month = 2});
  CHECK(period(february, make_date(2026, 2, 1), PeriodUnit::quarter) ==
        Period{"FY2027-Q1", make_date(2026, 2, 1), make_date(2026, 4, 30), PeriodUnit::quarter});
  CHECK(period(february, make_date(2026, 1, 31), PeriodUnit::quarter).id == "FY2026-Q4");
  CHECK(period(february, make_date(2027, 1, 31), PeriodUnit::year).id == "FY2027");
  CHECK(period(february, make_date(2026, 11, 23), PeriodUnit::month).id == "2026-11");
  FiscalCalendar const april({.start_month = 4, .start_day = 6});
  CHECK(period(april, make_date(2026, 4, 5), PeriodUnit::year).id == "FY2026");
  CHECK(period(april, make_date(2026, 4, 6), PeriodUnit::year) ==
        Period{"FY2027", make_date(2026, 4, 6), make_date(2027, 4, 5), PeriodUnit::year});
  CHECK(period(april, make_date(2027, 1, 2), PeriodUnit::month) ==
        Period{"2026-12", make_date(2026, 12, 6), make_date(2027, 1, 5), PeriodUnit::month});
}

TEST_CASE("calendar: a fiscal year is named by its start where the company does so", "[unit]") {
  FiscalCalendar const japan({.start_month = 4, .year_named_by = YearName::start});
  CHECK(period(japan, make_date(2026, 11, 15), PeriodUnit::quarter) ==
        Period{"FY2026-Q3", make_date(2026, 10, 1), make_date(2026, 12, 31), PeriodUnit::quarter});
  CHECK(period(japan, make_date(2027, 3, 31), PeriodUnit::year) ==
        Period{"FY2026", make_date(2026, 4, 1), make_date(2027, 3, 31), PeriodUnit::year});
  CHECK(japan.parse("FY2026-Q3")->start == make_date(2026, 10, 1));
  FiscalCalendar const retail({.pattern = YearPattern::weeks_454,
                               .start_month = 2,
                               .week_start = std::chrono::Sunday,
                               .year_named_by = YearName::start});
  CHECK(period(retail, make_date(2024, 2, 2), PeriodUnit::quarter).id == "FY2023-Q4");
  CHECK(period(retail, make_date(2024, 2, 4), PeriodUnit::month).id == "FY2024-M01");
}

TEST_CASE("calendar: weeks come in the pattern asked for", "[unit]") {
  struct Case {
    YearPattern pattern;
    std::vector<int> weeks;
  };
  for (auto const& [pattern, weeks] :
       {Case{YearPattern::weeks_445, {4, 4, 5}}, Case{YearPattern::weeks_454, {4, 5, 4}},
        Case{YearPattern::weeks_544, {5, 4, 4}}}) {
    FiscalCalendar const calendar({.pattern = pattern, .start_month = 2});
    Period month = period(calendar, make_date(2026, 2, 2), PeriodUnit::month);
    CHECK(month.id == "FY2027-M01");
    for (std::size_t i = 0; i < 12; ++i) {
      CHECK(month.n_days() == 7 * weeks[i % 3]);
      month = calendar.next(month);
    }
    CHECK(month.id == "FY2028-M01");
  }
}

TEST_CASE("calendar: a week year starts on the week day nearest to its day", "[unit]") {
  for (FiscalCalendar const& calendar : every_calendar()) {
    CalendarSpec const& spec = calendar.spec();
    if (spec.pattern == YearPattern::months) continue;
    int n_long = 0;
    Period year = period(calendar, make_date(2000, 6, 1), PeriodUnit::year);
    for (int i = 0; i < 400; ++i, year = calendar.next(year)) {
      auto const civil = std::chrono::year_month_day(year.start + Days(3)).year();
      int nearest = 1000;
      for (int const shift : {-1, 0, 1}) {
        Date const anchor =
            make_date(static_cast<int>(civil) + shift, spec.start_month, spec.start_day);
        nearest = std::min(nearest, std::abs(days_between(anchor, year.start)));
      }
      bool const ok = std::chrono::weekday(year.start) == spec.week_start && nearest <= 3 &&
                      (year.n_days() == 52 * 7 || year.n_days() == 53 * 7);
      if (!ok) FAIL(year.id << " from " << to_iso(year.start) << " to " << to_iso(year.end));
      if (year.n_days() == 53 * 7) ++n_long;
      CHECK(calendar.containing(year.end, PeriodUnit::quarter).n_days() == year.n_days() - 39 * 7);
    }
    // 400 Gregorian years hold 20871 weeks, 71 more than 400 times 52.
    CHECK(n_long == 71);
  }
}

TEST_CASE("calendar: the week year of the ISO standard is one of ours", "[unit]") {
  // ISO 8601 years start on the Monday nearest to 1 January, the week of 4 January.
  FiscalCalendar const iso({.pattern = YearPattern::weeks_445});
  CHECK(period(iso, make_date(2020, 12, 31), PeriodUnit::year) ==
        Period{"FY2020", make_date(2019, 12, 30), make_date(2021, 1, 3), PeriodUnit::year});
  CHECK(period(iso, make_date(2021, 1, 4), PeriodUnit::year).id == "FY2021");
  CHECK(period(iso, make_date(2026, 12, 31), PeriodUnit::year).n_days() == 53 * 7);
}

TEST_CASE("calendar: ranges step by their own length", "[unit]") {
  FiscalCalendar const calendar;
  Period const range = calendar.parse("2026-10-15..2026-10-24").value();
  CHECK(calendar.previous(range).id == "2026-10-05..2026-10-14");
  CHECK(calendar.next(range).id == "2026-10-25..2026-11-03");
  CHECK(calendar.next(calendar.previous(range)) == range);
}

TEST_CASE("calendar: weeks are counted back from the end of the period", "[unit]") {
  FiscalCalendar const calendar;
  Period const quarter = calendar.parse("2026-Q4").value();
  auto const ends = week_ends(make_date(2026, 12, 12), quarter);
  CHECK(ends ==
        std::vector{make_date(2026, 12, 17), make_date(2026, 12, 24), make_date(2026, 12, 31)});
  CHECK(week_ends(make_date(2026, 12, 24), quarter) == std::vector{make_date(2026, 12, 31)});
  CHECK(week_ends(make_date(2026, 12, 23), quarter).size() == 2);
  CHECK(week_ends(make_date(2026, 12, 31), quarter).empty());
  CHECK(week_ends(make_date(2027, 2, 1), quarter).empty());
}

TEST_CASE("calendar: the steps of a future period begin inside it", "[unit]") {
  FiscalCalendar const calendar;
  Period const quarter = calendar.parse("2026-Q4").value();
  auto const from_eve = week_ends(make_date(2026, 9, 30), quarter);
  CHECK(from_eve.size() == 14);
  CHECK(from_eve.front() == make_date(2026, 10, 1));
  CHECK(week_ends(make_date(2026, 5, 1), quarter) == from_eve);
}
