// engine/core/calendar.hpp – fiscal months, quarters, years and free ranges.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/diagnostic.hpp"

namespace quarterdeck::core {

enum class PeriodUnit { month, quarter, year, range };

/// An inclusive span of days with the name that users write.
struct Period {
  std::string
      id;  ///< `2026-Q4`, `FY2027-Q1`, `2026-11`, `2026`, `FY2027`, `2026-10-15..2026-12-31`
  Date start{};
  Date end{};
  PeriodUnit unit = PeriodUnit::quarter;

  [[nodiscard]] constexpr bool contains(Date date) const { return start <= date && date <= end; }
  [[nodiscard]] constexpr int n_days() const { return days_between(start, end) + 1; }
  friend bool operator==(Period const&, Period const&) = default;
};

enum class YearPattern { months, weeks_445, weeks_454, weeks_544 };

/// Which of the two calendar years that a fiscal year touches gives it its name.
enum class YearName { end, start };

/// How a company counts its year. A year that starts on 1 January with months is the calendar year
/// and its periods are named `2026-Q4`; any other is named by the year in which it ends,
/// `FY2027-Q1`, or, as in Japan, in which it starts. Week patterns go by the nominal end, the day
/// before start_month/start_day, and the nominal start, because the true ones move by days. Months
/// of month patterns are named by the calendar month in which they start, `2026-11`; those of week
/// patterns are numbered, `FY2027-M03`.
struct CalendarSpec {
  YearPattern pattern = YearPattern::months;
  unsigned start_month = 1;                              ///< 1..12
  unsigned start_day = 1;                                ///< 1..28
  std::chrono::weekday week_start{std::chrono::Monday};  ///< first day of a week in week patterns
  YearName year_named_by = YearName::end;
};

/// Turns dates into periods and names into periods. In week patterns the year starts on the
/// `week_start` nearest to start_month/start_day, has 52 or 53 weeks, and a 53rd week belongs to
/// the last month. cost: O(1) for every call.
/// @verified tests/unit/core/calendar_test.cpp, tests/unit/core/period_name_test.cpp
class FiscalCalendar {
 public:
  /// @pre the numbers of `spec` lie in their ranges
  explicit FiscalCalendar(CalendarSpec spec = {});

  /// The month, quarter or year of a day. @pre unit is not range and the date is known
  [[nodiscard]] Period containing(Date date, PeriodUnit unit) const;
  /// The period before: for ranges the span of the same length that ends the day before.
  [[nodiscard]] Period previous(Period const& period) const;
  [[nodiscard]] Period next(Period const& period) const;
  /// Reads any name of a period that `containing` can make, and ranges `A..B` of ISO dates.
  /// @return the period, or one diagnostic: QD-001 no such form, QD-002 an end is no day, QD-003
  /// the range ends before it starts, QD-004 a calendar name in a fiscal calendar or the reverse
  [[nodiscard]] Checked<Period> parse(std::string_view id) const;
  [[nodiscard]] CalendarSpec const& spec() const { return spec_; }

 private:
  CalendarSpec spec_;
};

/// Ends of the weekly steps from the day after `as_of` to the period's end, counted back from the
/// end in steps of seven days so that "one week left" means the same days in every period; the
/// first step may be shorter. Empty when the period has ended by `as_of`. Steps that would end
/// before the period starts are left out, so that step 0 of a future period begins at
/// `period.start`.
/// @verified tests/unit/core/calendar_test.cpp
[[nodiscard]] std::vector<Date> week_ends(Date as_of, Period const& period);

}  // namespace quarterdeck::core
