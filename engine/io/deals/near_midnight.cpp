// engine/io/deals/near_midnight.cpp – see near_midnight.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/near_midnight.hpp"

#include "engine/io/deals/finding_kinds.hpp"

namespace quarterdeck::io {

void note_near_midnight(DealRows const& rows, RowMeanings const& meanings,
                        std::span<std::uint32_t const> chosen, Zoned const& zoned) {
  auto const& workspace = zoned.workspace;
  if (workspace.conventions.time_zone) return;
  constexpr std::chrono::hours farthest_behind(12);
  constexpr std::chrono::hours farthest_ahead(14);
  core::FiscalCalendar const calendar(workspace.calendar);
  core::Period period;
  for (auto const row : chosen) {
    if (meanings.outcomes[row] == data::Outcome::open) continue;
    auto const& column = rows.actual_close[row] != core::no_date ? rows.actual_close : rows.close;
    auto const instant = column.instant(row);
    if (!instant) continue;
    auto const day = column[row];
    if (!period.contains(day)) period = calendar.containing(day, workspace.forecast.every);
    bool const near_start = *instant < period.start + farthest_behind;
    bool const near_end = *instant >= period.end + core::Days(1) - farthest_ahead;
    if (!near_start && !near_end) continue;
    data::add_finding(zoned.findings, finding_kind("closing.near_midnight"), rows.places.place(row),
                      meanings.ids[row]);
  }
}

}  // namespace quarterdeck::io
