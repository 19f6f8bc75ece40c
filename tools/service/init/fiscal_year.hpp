// tools/service/init/fiscal_year.hpp – the month in which a company's year starts, from what its
// CRM calls the quarters of deals. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "engine/core/calendar.hpp"
#include "engine/table/parse_date.hpp"
#include "tools/service/init/table_profile.hpp"

namespace quarterdeck::service {

struct FiscalYear {
  core::CalendarSpec calendar;
  std::string column;        ///< that names the quarters
  std::string example;       ///< a name of a quarter
  core::Date example_day{};  ///< close date of its deal
  std::int64_t n_rows = 0;   ///< that say so
};

/// Where a column named after a fiscal period, quarter or year holds `Q3-2026`, `Q3 FY2026`,
/// `FY26-Q3` and the like, and the close dates of at least eight rows in at least three different
/// months agree, all but one in fifty, with one month of start and one way to name years.
/// Columns that say the calendar year give that.
/// @param close  the column of close dates
/// @param order  of day and month in it, as far as it is known
/// @return nothing where no column tells, or where they contradict every calendar
/// @verified tests/unit/service/compose_test.cpp
[[nodiscard]] std::optional<FiscalYear> fiscal_year_of(TableProfile const& profile,
                                                       ColumnProfile const& close,
                                                       io::DayOrder order);

/// Whether every cell of a column names a quarter of a year.
[[nodiscard]] bool names_quarters(ColumnProfile const& column);

}  // namespace quarterdeck::service
