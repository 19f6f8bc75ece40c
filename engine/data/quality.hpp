// engine/data/quality.hpp – findings that need the whole book: stale deals, stages going backwards.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/data/finding.hpp"
#include "engine/data/history.hpp"

namespace quarterdeck::data {

/// Looks through typed records as known at `history.as_of` for what readers cannot see row by row:
/// close date in the past on an open deal, close before creation, won without amount, stage going
/// backwards, stale deals (no event for longer than the 95th percentile of gaps in history), bulk
/// edits (a day on which more than a fifth of the open deals change), open deals without amount.
/// Where a finding's place is known it is the row of the deal in `records`.
[[nodiscard]] Findings inspect(Records const& records, History const& history);

}  // namespace quarterdeck::data
