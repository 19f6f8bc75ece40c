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
  /// Amounts before closing are treated as unknown, see cut.hpp.
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
