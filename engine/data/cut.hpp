// engine/data/cut.hpp – the only door from records to history, so that nothing later leaks in.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/data/history.hpp"

namespace quarterdeck::data {

struct HistoryCut {
  History history;
  Findings findings;  ///< `leak.final_amount`, `leak.final_stage` and the like
};

/// Cuts the records at the end of day `as_of`. The only door from Records to models and pipelines,
/// so that a leak is impossible beyond it. cost: O(deals log deals + events).
///
/// *Present and past.* On or after `facts.newest` (when unset: the newest day of any record) the
/// records are the present and their values fill what events leave open. Before it they show a
/// later state, and so do, at any date, the records of deals that closed after `as_of`; then a
/// deal's state is its last event by `as_of` and:
/// - *stage, close date*: unknown where no event tells. The final close date is the day of the
///   outcome and the final stage is the outcome, so neither ever stands in; findings
///   `leak.final_stage` and `leak.final_close_date` say that the past is read without them.
/// - *amount*: where the source has no amounts in its history, the final amount stands in and
///   `leak.final_amount` says so; a final zero is unknown. When more than half of the lost deals
///   have no amount while won ones have, a blank would give a loss away: then every deal open at a
///   past date has an unknown amount, whatever became of it (`leak.amount_blank_on_lost`).
/// - *probability, last activity*: unknown.
/// - *forecast category*: that of the last change by `as_of`; unknown where none tells. The text
///   column is blank. At present, too, only changes tell it: then and now are read alike.
/// - *columns known at close*: blank for every deal that is open, at present too.
/// - *exchange rates* later than `as_of` are gone; a currency that had no rate by then keeps its
///   first one (`leak.first_rate`). Win-rate tables have no dates and stay (`leak.win_rates`).
///
/// *Outcome.* The last event with a stage decides, and the closing is known from the day on which
/// that outcome began, which is also its day unless the record's own close date lies in another
/// month of the calendar: then that date is the day, so that every period holds what the records
/// say of it. A date after `as_of`, and that of a record with another outcome, is none. A closed
/// record whose events never close it closed on its close date, without one on the day of its last
/// event; with neither it is left out (`closed.without_date`).
///
/// *Existence.* From `created`, else from its first sign: the first event or `first_seen`,
/// whichever came first. A deal with none of them exists at present, at past dates only once it has
/// closed. A deal first seen after `as_of` is absent unless it had closed by then; its `first_seen`
/// then reads the day after `as_of`.
///
/// *Snapshots.* Where nothing else tells of the past and the first of them leaves fewer than four
/// periods to learn from, each looked at from as many days into it, stages, amounts and entered
/// close dates at past dates count as not known, and the past goes back as far as closings do;
/// otherwise the past begins with the first snapshot.
///
/// *Booked amount.* The last amount among events by the closing (its day or that from which it is
/// known, whichever is later), else by `as_of`, else the record's, converted at the rate of the
/// closing day. A lost deal's zero is unknown where the source has no amount history.
///
/// @pre records.events are sorted by deal, then date, records.categories are tidy
/// @verified tests/unit/data/cut_test.cpp, tests/unit/data/leak_test.cpp
[[nodiscard]] HistoryCut cut(Records const& records, core::Date as_of);

}  // namespace quarterdeck::data
