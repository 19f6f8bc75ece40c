// engine/data/deal_state.cpp – see deal_state.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/deal_state.hpp"

namespace quarterdeck::data {
namespace {

/// A stage that is named again is no new entry: sources repeat it with every change of something
/// else.
void enter(DealState& state, Event const& event, Outcome outcome) {
  bool const first = state.stage == no_stage;
  if (first || state.stage != event.stage) state.stage_entered = event.changed_at;
  if (first || state.outcome != outcome) state.outcome_since = event.changed_at;
  state.stage = event.stage;
  state.outcome = outcome;
}

}  // namespace

DealState state_by(std::span<Event const> events, core::Date on, std::vector<Stage> const& stages) {
  DealState state;
  for (Event const& event : events) {
    if (event.changed_at > on) break;  // events are sorted, so all others are later still
    if (event.stage != no_stage) {
      enter(state, event, stages[static_cast<std::size_t>(event.stage)].outcome);
    }
    if (event.amount != core::no_amount) state.amount = event.amount;
    if (event.close_date == core::no_date) continue;
    if (state.close_date != core::no_date && event.close_date > state.close_date) ++state.n_pushes;
    state.close_date = event.close_date;
  }
  return state;
}

}  // namespace quarterdeck::data
