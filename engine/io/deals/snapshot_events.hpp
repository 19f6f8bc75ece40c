// engine/io/deals/snapshot_events.hpp – history from comparing consecutive snapshots.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>

#include "engine/io/deals/build_deals.hpp"

namespace quarterdeck::io {

/// What snapshots are read with.
struct SnapshotReading {
  DealReading of;
  Measure measure = Measure::amount;
  std::optional<DealIndex> deals;  ///< of the opportunities when there are some
};

/// Reads the snapshots. Without an opportunity table the last row of every deal becomes the deal,
/// and an open deal that later snapshots lack is read as lost on the day of the first that lacks
/// it. Events are what changed between the snapshots that show a deal, dated on the later one, so
/// that nothing is known before it was seen. Two things carry a day of their own and are dated by
/// it when it lies between the two snapshots: the creation and the closing. Forecast categories go
/// to `result.records.categories`, and a change of nothing else is no event.
/// @return faults of the source; empty when all is well
[[nodiscard]] core::Diagnostics read_snapshots(SnapshotReading reading);

}  // namespace quarterdeck::io
