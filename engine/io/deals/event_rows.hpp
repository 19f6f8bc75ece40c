// engine/io/deals/event_rows.hpp – the stage history becomes events of deals.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/io/deals/build_deals.hpp"

namespace quarterdeck::io {

/// Reads the stage history into `result.records.events`, sorted by deal, date and file order, and
/// its forecast categories, where it has them, into `result.records.categories`. Events of unknown
/// deals and without a date are left out as findings.
/// @return faults of the source; empty when all is well
[[nodiscard]] core::Diagnostics read_stage_history(DealReading const& reading,
                                                   DealIndex const& deals);

/// Sorts events by deal and date; those of one day keep their order.
void sort_events(std::vector<data::Event>& events);

}  // namespace quarterdeck::io
