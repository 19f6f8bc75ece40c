// engine/data/quality.hpp – findings that need the whole book: stale deals, stages going backwards.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/data/finding.hpp"
#include "engine/data/history.hpp"

namespace quarterdeck::data {

/// Looks through typed records as known at `history.as_of` for what readers cannot see row by row.
/// Where a finding's place is known it is the row of the deal in `records`.
///
/// | code | what |
/// |---|---|
/// | close_date.past | open deal whose entered close date is at or before as_of |
/// | close_date.before_creation | closing, or the entered close date, before the day of creation |
/// | won.without_amount | won, but what it brought was never entered |
/// | amount.negative | an amount below zero |
/// | amount.missing | open deal without amount, or with zero |
/// | created.missing | no day of creation in the record |
/// | stage.backwards | deal that moved to an earlier open stage at least once |
/// | deal.stale | open, untouched for longer than 95 % of the gaps between the days of events; with
///   fewer than 20 such gaps: than the longest cycle of any closed deal |
/// | events.bulk_edit | day on which at least 10 deals, more than a fifth of those open, and more
///   than three times the median day with changes, changed |
/// | closing.without_event | closed by its record while its stage history ends open |
/// | lost.none, won.none | at least 20 deals are won and none is lost, or the other way round |
/// | state.disagrees | open deal whose record names another stage or amount than its last event |
/// | won.amount_disagrees | won deal whose record names another amount than its last event |
///
/// closing.without_event and both disagreements are looked for at present only (as_of at or after
/// facts.newest). Findings about deals carry their extent. cost: O(deals log deals + events log
/// events)
/// @verified tests/unit/data/quality_test.cpp
[[nodiscard]] Findings inspect(Records const& records, History const& history);

/// Deals that their records call closed, with a close date after `as_of` and after all that was
/// learned: `close_date.future_on_closed`. At a past date a deal that closed later is nothing odd.
/// @verified tests/unit/data/quality_test.cpp
[[nodiscard]] Findings closed_ahead(Records const& records, core::Date as_of);

}  // namespace quarterdeck::data
