// engine/core/calendar.cpp – see calendar.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/calendar.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "engine/core/error.hpp"

namespace quarterdeck::core {
namespace {

constexpr int n_months = 12;

bool starts_on_new_year(CalendarSpec const& spec) {
  return spec.start_month == 1 && spec.start_day == 1;
}

/// Whether periods bear calendar names, `2026-Q4`, rather than fiscal ones.
bool is_calendar_year(CalendarSpec const& spec) {
  return spec.pattern == YearPattern::months && starts_on_new_year(spec);
}

std::chrono::year_month nominal_month(CalendarSpec const& spec, int year_name) {
  bool const by_start = starts_on_new_year(spec) || spec.year_named_by == YearName::start;
  int const year = by_start ? year_name : year_name - 1;
  return std::chrono::year(year) / std::chrono::month(spec.start_month);
}

/// Weeks of a quarter before its first, second and third month.
std::array<int, 3> weeks_before(YearPattern pattern) {
  switch (pattern) {
    case YearPattern::weeks_445:
      return {0, 4, 8};
    case YearPattern::weeks_454:
      return {0, 4, 9};
    default:
      return {0, 5, 9};
  }
}

/// The week start nearest to a day; an odd week has no ties.
Date nearest_week_start(Date day, std::chrono::weekday week_start) {
  Days const since = std::chrono::weekday(day) - week_start;
  return since <= Days(3) ? day - since : day - since + Days(7);
}

/// First day of month `month` (0 to 12, where 12 is the next year's first) of a fiscal year.
Date month_start(CalendarSpec const& spec, int year_name, int month) {
  if (month == n_months) return month_start(spec, year_name + 1, 0);
  auto const day = std::chrono::day(spec.start_day);
  auto const first = nominal_month(spec, year_name);
  if (spec.pattern == YearPattern::months) return (first + std::chrono::months(month)) / day;
  int const weeks =
      month / 3 * 13 + weeks_before(spec.pattern)[static_cast<std::size_t>(month % 3)];
  return nearest_week_start(first / day, spec.week_start) + Days(7 * weeks);
}

int year_of(CalendarSpec const& spec, Date date) {
  int year_name = static_cast<int>(std::chrono::year_month_day(date).year()) + 2;
  while (month_start(spec, year_name, 0) > date) --year_name;
  return year_name;
}

int month_of(CalendarSpec const& spec, int year_name, Date date) {
  int month = n_months - 1;
  while (month_start(spec, year_name, month) > date) --month;
  return month;
}

std::string year_text(CalendarSpec const& spec, int year_name) {
  return fmt::format("{}{:04}", is_calendar_year(spec) ? "" : "FY", year_name);
}

/// The month, quarter or year of a fiscal year that holds month number `month`.
Period period_at(CalendarSpec const& spec, int year_name, int month, PeriodUnit unit) {
  int const n = unit == PeriodUnit::month ? 1 : unit == PeriodUnit::quarter ? 3 : n_months;
  int const first = month / n * n;
  Period period{year_text(spec, year_name), month_start(spec, year_name, first),
                month_start(spec, year_name, first + n) - Days(1), unit};
  if (unit == PeriodUnit::quarter) period.id += fmt::format("-Q{}", first / 3 + 1);
  if (unit == PeriodUnit::month) {
    period.id = spec.pattern == YearPattern::months
                    ? to_iso(period.start).substr(0, 7)
                    : fmt::format("{}-M{:02}", period.id, first + 1);
  }
  return period;
}

Period range_of(Date start, Date end) {
  return {to_iso(start) + ".." + to_iso(end), start, end, PeriodUnit::range};
}

}  // namespace

FiscalCalendar::FiscalCalendar(CalendarSpec spec) : spec_(spec) {
  QUARTERDECK_EXPECT(spec.start_month >= 1 && spec.start_month <= 12);
  QUARTERDECK_EXPECT(spec.start_day >= 1 && spec.start_day <= 28);
  QUARTERDECK_EXPECT(spec.week_start.ok());
}

Period FiscalCalendar::containing(Date date, PeriodUnit unit) const {
  QUARTERDECK_EXPECT(unit != PeriodUnit::range);
  QUARTERDECK_EXPECT(date != no_date);
  int const year_name = year_of(spec_, date);
  return period_at(spec_, year_name, month_of(spec_, year_name, date), unit);
}

Period FiscalCalendar::previous(Period const& period) const {
  Date const end = period.start - Days(1);
  if (period.unit != PeriodUnit::range) return containing(end, period.unit);
  return range_of(end - (period.end - period.start), end);
}

Period FiscalCalendar::next(Period const& period) const {
  Date const start = period.end + Days(1);
  if (period.unit != PeriodUnit::range) return containing(start, period.unit);
  return range_of(start, start + (period.end - period.start));
}

std::vector<Date> week_ends(Date as_of, Period const& period) {
  std::vector<Date> ends;
  Date const first_end = std::max(as_of + Days(1), period.start);
  for (Date end = period.end; end >= first_end; end -= Days(7)) ends.push_back(end);
  std::reverse(ends.begin(), ends.end());
  return ends;
}

}  // namespace quarterdeck::core
