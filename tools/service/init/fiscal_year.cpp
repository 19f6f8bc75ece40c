// tools/service/init/fiscal_year.cpp – see fiscal_year.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/init/fiscal_year.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>
#include <vector>

#include "engine/core/text.hpp"
#include "engine/io/deals/preset.hpp"

namespace quarterdeck::service {
namespace {

constexpr std::size_t enough_rows = 8;
constexpr std::size_t enough_months = 3;

struct QuarterName {
  int quarter = 0;
  int year = 0;
};

/// Runs of digits, with the letter before each.
std::optional<QuarterName> read_quarter(std::string_view text) {
  QuarterName name;
  for (std::size_t i = 0; i < text.size();) {
    if (!core::is_digit(text[i])) {
      ++i;
      continue;
    }
    auto end = i;
    while (end < text.size() && core::is_digit(text[end])) ++end;
    int value = 0;
    std::from_chars(text.data() + i, text.data() + end, value);
    bool const after_q = i > 0 && (text[i - 1] == 'Q' || text[i - 1] == 'q');
    auto const length = end - i;
    if (after_q && length == 1 && value >= 1 && value <= 4 && name.quarter == 0) {
      name.quarter = value;
    } else if (!after_q && (length == 4 || length == 2) && name.year == 0) {
      name.year = length == 2 ? 2000 + value : value;
    } else {
      return std::nullopt;
    }
    i = end;
  }
  return name.quarter > 0 && name.year > 0 ? std::optional(name) : std::nullopt;
}

struct Sighting {
  QuarterName name;
  core::Date day;
  std::string_view text;
};

std::vector<Sighting> sightings_in(ColumnProfile const& names, ColumnProfile const& close,
                                   io::DayOrder order) {
  std::vector<Sighting> seen;
  for (std::size_t row = 0; row < names.codes.size(); ++row) {
    auto const name = read_quarter(names.text(row));
    auto const date = io::read_date(close.text(row), order);
    // A date that could be either is no witness.
    if (name && date.certain()) seen.push_back({*name, *date.if_dmy, names.text(row)});
  }
  return seen;
}

bool agrees(core::FiscalCalendar const& calendar, Sighting const& seen) {
  auto const quarter = calendar.containing(seen.day, core::PeriodUnit::quarter);
  auto const name = read_quarter(quarter.id);
  return name && name->quarter == seen.name.quarter && name->year == seen.name.year;
}

/// The calendar that the sightings agree with, if it is the only one.
std::optional<core::CalendarSpec> calendar_of(std::vector<Sighting> const& seen) {
  std::optional<core::CalendarSpec> found;
  for (unsigned month = 1; month <= 12; ++month) {
    for (auto const named_by : {core::YearName::end, core::YearName::start}) {
      // The calendar year has one name only.
      if (month == 1 && named_by == core::YearName::start) continue;
      core::CalendarSpec spec;
      spec.start_month = month;
      spec.year_named_by = named_by;
      core::FiscalCalendar const calendar(spec);
      std::size_t n_agree = 0;
      for (auto const& one : seen) n_agree += agrees(calendar, one) ? 1 : 0;
      if (50 * n_agree < 49 * seen.size()) continue;
      if (found) return std::nullopt;
      found = spec;
    }
  }
  return found;
}

bool is_named_after_quarters(std::string_view column) {
  auto const name = io::folded(column);
  return name.find("fiscal") != std::string::npos || name.find("quarter") != std::string::npos;
}

}  // namespace

bool names_quarters(ColumnProfile const& column) {
  return std::ranges::all_of(
      column.texts.texts(), [](std::string const& text) { return read_quarter(text).has_value(); });
}

std::optional<FiscalYear> fiscal_year_of(TableProfile const& profile, ColumnProfile const& close,
                                         io::DayOrder order) {
  for (auto const& column : profile.columns) {
    if (!is_named_after_quarters(column.name)) continue;
    auto const seen = sightings_in(column, close, order);
    std::set<std::chrono::month> months;
    for (auto const& one : seen) months.insert(std::chrono::year_month_day(one.day).month());
    if (seen.size() < enough_rows || months.size() < enough_months) continue;
    auto const calendar = calendar_of(seen);
    if (!calendar) continue;
    return FiscalYear{*calendar, column.name, std::string(seen.front().text), seen.front().day,
                      static_cast<std::int64_t>(seen.size())};
  }
  return std::nullopt;
}

}  // namespace quarterdeck::service
