// tests/unit/core/calendars.hpp – one calendar of every kind that companies keep.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "engine/core/calendar.hpp"

namespace quarterdeck::test {

/// Month patterns with several first days, and every week pattern from several days and week days,
/// each named by its end and by its start.
inline std::vector<core::FiscalCalendar> every_calendar() {
  using core::YearName;
  using core::YearPattern;
  std::vector<core::FiscalCalendar> calendars;
  for (unsigned const month : {1U, 2U, 7U, 12U}) {
    for (unsigned const day : {1U, 6U, 28U}) {
      for (auto const name : {YearName::end, YearName::start}) {
        calendars.emplace_back(
            core::CalendarSpec{.start_month = month, .start_day = day, .year_named_by = name});
      }
    }
  }
  for (auto const pattern :
       {YearPattern::weeks_445, YearPattern::weeks_454, YearPattern::weeks_544}) {
    for (unsigned const month : {1U, 2U, 10U}) {
      for (auto const first : {std::chrono::Monday, std::chrono::Sunday, std::chrono::Saturday}) {
        for (auto const name : {YearName::end, YearName::start}) {
          calendars.emplace_back(core::CalendarSpec{.pattern = pattern,
                                                    .start_month = month,
                                                    .week_start = first,
                                                    .year_named_by = name});
        }
      }
    }
  }
  return calendars;
}

}  // namespace quarterdeck::test
