// tests/unit/core/period_name_test.cpp – names of periods are read back, wrong ones explained.
// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "engine/core/calendar.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/core/calendars.hpp"

using namespace quarterdeck::core;

namespace {

Diagnostic fault_of(FiscalCalendar const& calendar, std::string const& id) {
  auto const period = calendar.parse(id);
  INFO(id);
  REQUIRE_FALSE(period.has_value());
  REQUIRE(period.error().size() == 1);
  Diagnostic const& fault = period.error().front();
  CHECK(fault.problem.find(id) != std::string::npos);
  CHECK_FALSE(fault.reason.empty());
  CHECK(fault.suggestion.starts_with("Write "));
  return fault;
}

/// The first example in a suggestion, `Write X, …` or `Write X for …`.
std::string example_in(Diagnostic const& fault) {
  std::string rest = fault.suggestion.substr(6);
  for (std::string const lead : {"a name such as ", "two days such as "}) {
    if (rest.starts_with(lead)) rest = rest.substr(lead.size());
  }
  std::string word = rest.substr(0, rest.find_first_of(", "));
  if (word.ends_with('.')) word.pop_back();
  return word;
}

}  // namespace

TEST_CASE("period name: every period is read back from its name", "[unit]") {
  for (FiscalCalendar const& calendar : quarterdeck::test::every_calendar()) {
    for (auto const unit : {PeriodUnit::month, PeriodUnit::quarter, PeriodUnit::year}) {
      Period period = calendar.containing(make_date(1990, 1, 1), unit);
      for (; period.start < make_date(2060, 1, 1); period = calendar.next(period)) {
        auto const read = calendar.parse(period.id);
        if (!read || *read != period) FAIL(period.id << " from " << to_iso(period.start));
      }
    }
  }
}

TEST_CASE("period name: ranges are two days", "[unit]") {
  FiscalCalendar const calendar;
  Period const range = calendar.parse("2026-10-15..2026-12-31").value();
  CHECK(range == Period{"2026-10-15..2026-12-31", make_date(2026, 10, 15), make_date(2026, 12, 31),
                        PeriodUnit::range});
  CHECK(calendar.parse(range.id).value() == range);
  CHECK(calendar.parse("2026-10-15..2026-10-15").value().n_days() == 1);
}

TEST_CASE("period name: nonsense is refused with an example that works", "[unit]") {
  for (FiscalCalendar const& calendar : quarterdeck::test::every_calendar()) {
    for (char const* id :
         {"",           "Q4",      "2026Q4",       "2026-Q5",    "2026-Q0",   "2026-q4",
          "2026-Q",     "2026-13", "2026-00",      "2026-1",     "26",        "20260",
          "FY",         "FY26",    "FY2026-",      "FY2026-M13", "FY2026-11", "2026-M11",
          "2026-10-15", "0000",    "next quarter", "-Q1"}) {
      Diagnostic const fault = fault_of(calendar, id);
      CHECK(fault.code == "QD-001");
      CHECK(calendar.parse(example_in(fault)).has_value());
    }
  }
}

TEST_CASE("period name: a range needs two real days in order", "[unit]") {
  FiscalCalendar const calendar;
  for (char const* id : {"..", "2026-10-15..", "..2026-10-15", "2026-10-32..2026-11-01",
                         "2026-Q3..2026-Q4", "2026-10-15...2026-10-16"}) {
    Diagnostic const fault = fault_of(calendar, id);
    CHECK(fault.code == "QD-002");
    CHECK(calendar.parse(example_in(fault)).has_value());
  }
  Diagnostic const backwards = fault_of(calendar, "2026-12-31..2026-10-15");
  CHECK(backwards.code == "QD-003");
  CHECK(example_in(backwards) == "2026-10-15..2026-12-31");
}

TEST_CASE("period name: a calendar name in a fiscal calendar names its nearest", "[unit]") {
  FiscalCalendar const february({.start_month = 2});
  Diagnostic const quarter = fault_of(february, "2026-Q4");
  CHECK(quarter.code == "QD-004");
  CHECK(example_in(quarter) == "FY2027-Q4");
  CHECK(quarter.suggestion == "Write FY2027-Q4 for the one that holds 2026-11-15.");
  CHECK(example_in(fault_of(february, "2026")) == "FY2027");
  CHECK(february.parse("2026-11").has_value());
  FiscalCalendar const weeks({.pattern = YearPattern::weeks_445, .start_month = 2});
  CHECK(example_in(fault_of(weeks, "2026-11")) == "FY2027-M10");
}

TEST_CASE("period name: a fiscal name in a calendar year shows how names look", "[unit]") {
  FiscalCalendar const calendar;
  for (char const* id : {"FY2026", "FY2026-Q4", "FY2026-M11"}) {
    Diagnostic const fault = fault_of(calendar, id);
    CHECK(fault.code == "QD-004");
    CHECK(example_in(fault) == "2026-Q4");
  }
  FiscalCalendar const february({.start_month = 2});
  CHECK(fault_of(february, "FY2027-M03").code == "QD-004");
}
