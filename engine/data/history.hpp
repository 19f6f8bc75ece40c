// engine/data/history.hpp – what had happened by the end of a day, and nothing later.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/data/records.hpp"

namespace quarterdeck::data {

/// A deal with its outcome as known at the end of `History::as_of`.
struct HistoryDeal {
  std::string id;
  std::string name;
  std::uint64_t entity = 0;
  Outcome outcome = Outcome::open;
  core::Date created = core::no_date;  ///< where unknown: day of the first sign of it, if any
  core::Date closed = core::no_date;   ///< no_date while open
  core::Date known = core::no_date;    ///< first day on which that was known; no_date: on that day
  core::Minor closed_amount =
      core::no_amount;                    ///< reporting currency, at the rate of the closing day
  core::Date first_seen = core::no_date;  ///< no_date = since creation
  std::uint32_t first_event = 0;          ///< into History::events
  std::uint32_t n_events = 0;
  core::Minor amount = core::no_amount;  ///< native currency; newest known, at closing when closed
  // As known at the end of as_of, for deals open then; unknown for closed ones.
  StageId stage = no_stage;
  double probability = std::numeric_limits<double>::quiet_NaN();
  core::Date close_date = core::no_date;
  core::Date last_activity = core::no_date;
};

/// Past of the company as known at the end of `as_of`. Holds no value that was learned later:
/// events after `as_of` are gone, deals that closed later are open again, deals created later are
/// absent. Deals are in the order of their ids, so that the order of the rows read leaves no trace.
struct History {
  core::Date as_of{};
  std::vector<Stage> stages;
  RateTable rates;  ///< dated by as_of
  std::vector<HistoryDeal> deals;
  std::map<std::string, TextColumn> text;  ///< one value a deal
  std::vector<Event> events;               ///< by deal, then date; native currency
  std::vector<CategoryChange> categories;  ///< tidy
  std::vector<WinRate> win_rates;
  RecordFacts facts;
  /// Amounts before closing are treated as unknown, see `cut`.
  bool past_amounts_hidden = false;
};

/// An open deal as it stood at the end of a day.
struct OpenDeal {
  std::string id;
  std::string name;
  std::uint64_t entity = 0;
  std::uint32_t history_row = 0;  ///< into History::deals, for its texts
  StageId stage = no_stage;
  Category category = Category::untold;  ///< as the last change by that day told it
  core::Minor amount =
      core::no_amount;  ///< reporting currency at the day's rate; no_amount if blank
  double probability = std::numeric_limits<double>::quiet_NaN();
  core::Date created = core::no_date;
  core::Date stage_entered = core::no_date;
  core::Date close_date = core::no_date;
  core::Date last_activity = core::no_date;
  int n_pushes = 0;  ///< times that the entered close date had been moved later
};

/// Open deals at the end of `as_of`, in the order of their ids.
struct Pipeline {
  core::Date as_of{};
  std::vector<OpenDeal> deals;
};

/// A deal won inside a span of days.
struct WonDeal {
  std::uint32_t history_row = 0;
  core::Date closed{};
  core::Date created = core::no_date;
  core::Minor amount =
      core::no_amount;  ///< reporting currency; no_amount when it was never entered
};

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
/// record whose events never close it closed on its
/// close date, without one on the day of its last event; with neither it is left out
/// (`closed.without_date`).
///
/// *Existence.* From `created`, else from its first sign: the first event or `first_seen`,
/// whichever came first. A deal with none of them exists at present, at past dates only once it has
/// closed. A deal first seen after `as_of` is absent unless it had closed by then; its `first_seen`
/// then reads the day after `as_of`.
///
/// *Booked amount.* The last amount among events by the closing (its day or that from which it is
/// known, whichever is later), else by `as_of`, else the record's, converted at the rate of the
/// closing day. A lost deal's zero is unknown where the source has no amount history.
///
/// @pre records.events are sorted by deal, then date, records.categories are tidy
/// @verified tests/unit/data/cut_test.cpp, tests/unit/data/leak_test.cpp
[[nodiscard]] HistoryCut cut(Records const& records, core::Date as_of);

/// The same past without some of its deals, as if they had never been read.
/// @param gone  one a deal
/// @verified tests/unit/data/history_test.cpp
[[nodiscard]] History without(History const& history, std::vector<bool> const& gone);

/// Open deals at the end of `on`, in the state of their last event by `on`; at `history.as_of` what
/// events leave open is filled from HistoryDeal, before it only the amount is, and only where the
/// source has no amount history. A deal without any date of existence is there at `history.as_of`
/// only. cost: O(deals + events)
/// @pre on <= history.as_of
/// @verified tests/unit/data/history_test.cpp, tests/unit/data/leak_test.cpp
[[nodiscard]] Pipeline pipeline_at(History const& history, core::Date on);

/// Deals won after the end of `after` and by the end of `until`, by closing day then id.
/// @verified tests/unit/data/history_test.cpp
[[nodiscard]] std::vector<WonDeal> won_between(History const& history, core::Date after,
                                               core::Date until);

/// The text of a column for a deal as known at the end of `on`: blank for columns known only at
/// close while the deal was open, for the forecast category before `history.as_of` (which
/// `pipeline_at` gives, by its meaning), and for absent columns. Other columns are read as they are
/// now.
/// @verified tests/unit/data/history_test.cpp
[[nodiscard]] std::string_view text_at(History const& history, std::uint32_t history_row,
                                       std::string_view column, core::Date on);

}  // namespace quarterdeck::data
