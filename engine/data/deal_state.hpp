// engine/data/deal_state.hpp – what a deal's events tell of it by the end of a day.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <vector>

#include "engine/data/records.hpp"

namespace quarterdeck::data {

/// Newest values that events told; what none of them told is unknown.
struct DealState {
  StageId stage = no_stage;
  Outcome outcome = Outcome::open;           ///< of the stage
  core::Date stage_entered = core::no_date;  ///< day of the event that changed into the stage
  core::Date outcome_since = core::no_date;  ///< day from which stages have had that outcome
  core::Minor amount = core::no_amount;      ///< native currency
  core::Date close_date = core::no_date;
  int n_pushes = 0;  ///< times that the close date moved later
};

/// State of one deal by the end of `on`.
/// @param events of that deal, by date
/// @param stages what Event::stage counts into
/// cost: O(events by `on`)
/// @verified tests/unit/data/deal_state_test.cpp
[[nodiscard]] DealState state_by(std::span<Event const> events, core::Date on,
                                 std::vector<Stage> const& stages);

}  // namespace quarterdeck::data
