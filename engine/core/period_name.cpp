// engine/core/period_name.cpp – reads the names of periods: FiscalCalendar::parse.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <optional>

#include "engine/core/calendar.hpp"

namespace quarterdeck::core {
namespace {

/// What a well-formed name says, before any calendar is asked: `[FY]YYYY[-Qn|-Mnn|-nn]`.
struct Name {
  bool fiscal = false;
  int year = 0;
  PeriodUnit unit = PeriodUnit::year;
  int number = 1;               ///< of the quarter or month
  bool numbered_month = false;  ///< `M03` rather than `03`
};

std::optional<int> number_of(std::string_view text, std::size_t n_digits) {
  if (text.size() != n_digits) return std::nullopt;
  int number = 0;
  for (char const c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

/// Reads what follows the year: nothing, `-Q4`, `-M03` or `-11`.
bool read_part(std::string_view part, Name& name) {
  if (part.empty()) return true;
  if (part[0] != '-') return false;
  part.remove_prefix(1);
  bool const quarter = part.starts_with('Q');
  name.numbered_month = part.starts_with('M');
  name.unit = quarter ? PeriodUnit::quarter : PeriodUnit::month;
  if (quarter || name.numbered_month) part.remove_prefix(1);
  auto const number = number_of(part, quarter ? 1 : 2);
  name.number = number.value_or(0);
  return name.number >= 1 && name.number <= (quarter ? 4 : 12);
}

std::optional<Name> read_name(std::string_view id) {
  Name name;
  name.fiscal = id.starts_with("FY");
  if (name.fiscal) id.remove_prefix(2);
  auto const year = number_of(id.substr(0, 4), 4);
  if (!year || *year == 0 || !read_part(id.substr(4), name)) return std::nullopt;
  name.year = *year;
  bool const month = name.unit == PeriodUnit::month;
  if (month && name.fiscal != name.numbered_month) return std::nullopt;
  return name;
}

tl::unexpected<Diagnostics> fault(std::string code, std::string problem, std::string reason,
                                  std::string suggestion) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.problem = std::move(problem);
  diagnostic.reason = std::move(reason);
  diagnostic.suggestion = std::move(suggestion);
  return tl::unexpected(Diagnostics{std::move(diagnostic)});
}

/// Names of one autumn day, to show what this calendar's names look like.
std::string examples(FiscalCalendar const& calendar) {
  Date const day = make_date(2026, 11, 15);
  return fmt::format(
      "Write a name such as {}, {} or {}, or two days such as "
      "2026-10-15..2026-12-31.",
      calendar.containing(day, PeriodUnit::quarter).id,
      calendar.containing(day, PeriodUnit::month).id,
      calendar.containing(day, PeriodUnit::year).id);
}

Checked<Period> parse_range(std::string_view id, std::size_t dots) {
  auto const start = parse_iso_date(id.substr(0, dots));
  auto const end = parse_iso_date(id.substr(dots + 2));
  if (!start || !end) {
    return fault("QD-002", fmt::format("'{}' is not a range of days", id),
                 "both ends must be real days written as YYYY-MM-DD",
                 "Write two days such as 2026-10-15..2026-12-31.");
  }
  if (*end < *start) {
    return fault(
        "QD-003", fmt::format("the range '{}' ends before it starts", id),
        "a period needs at least one day",
        fmt::format("Write {}..{} if the days were swapped.", to_iso(*end), to_iso(*start)));
  }
  return Period{std::string(id), *start, *end, PeriodUnit::range};
}

/// A day inside the period that a calendar-year name means, near its middle.
Date middle_of(Name const& name) {
  unsigned const month = name.unit == PeriodUnit::year ? 7U
                         : name.unit == PeriodUnit::quarter
                             ? static_cast<unsigned>(name.number) * 3 - 1
                             : static_cast<unsigned>(name.number);
  return make_date(name.year, month, 15);
}

tl::unexpected<Diagnostics> wrong_calendar(FiscalCalendar const& calendar, Name const& name,
                                           std::string_view id) {
  CalendarSpec const& spec = calendar.spec();
  std::string const problem = fmt::format("'{}' is no period of this calendar", id);
  if (name.fiscal) {
    return fault("QD-004", problem, "the calendar's own names are without FY or M",
                 examples(calendar));
  }
  Date const middle = middle_of(name);
  return fault("QD-004", problem,
               fmt::format("fiscal years start near {:02}-{:02} and are named by the year in which "
                           "they {}",
                           spec.start_month, spec.start_day,
                           spec.year_named_by == YearName::start ? "start" : "end"),
               fmt::format("Write {} for the one that holds {}.",
                           calendar.containing(middle, name.unit).id, to_iso(middle)));
}

/// The period of a name that uses this calendar's words.
Period period_of(FiscalCalendar const& calendar, Name const& name) {
  CalendarSpec const& spec = calendar.spec();
  bool const months = spec.pattern == YearPattern::months;
  if (name.unit == PeriodUnit::month && months) {
    return calendar.containing(
        make_date(name.year, static_cast<unsigned>(name.number), spec.start_day), name.unit);
  }
  // The middle of the nominal year lies in the year of that name, whatever the pattern.
  bool const by_start =
      (spec.start_month == 1 && spec.start_day == 1) || spec.year_named_by == YearName::start;
  Date const nominal_start =
      make_date(by_start ? name.year : name.year - 1, spec.start_month, spec.start_day);
  Period const year = calendar.containing(nominal_start + Days(180), PeriodUnit::year);
  if (name.unit == PeriodUnit::year) return year;
  Period part = calendar.containing(year.start, name.unit);
  for (int i = 1; i < name.number; ++i) part = calendar.next(part);
  return part;
}

}  // namespace

Checked<Period> FiscalCalendar::parse(std::string_view id) const {
  if (auto const dots = id.find(".."); dots != std::string_view::npos) {
    return parse_range(id, dots);
  }
  auto const name = read_name(id);
  if (!name) {
    return fault("QD-001", fmt::format("'{}' is not the name of a period", id),
                 "the forecast needs to know which days it is about", examples(*this));
  }
  bool const months = spec_.pattern == YearPattern::months;
  bool const calendar_year = months && spec_.start_month == 1 && spec_.start_day == 1;
  bool const fiscal_words = name->unit == PeriodUnit::month ? !months : !calendar_year;
  if (name->fiscal != fiscal_words) return wrong_calendar(*this, *name, id);
  return period_of(*this, *name);
}

}  // namespace quarterdeck::core
