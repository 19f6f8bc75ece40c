// engine/io/deals/states_before.cpp – see states_before.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/states_before.hpp"

#include <map>

namespace quarterdeck::io {

StatesBefore::StatesBefore(TableSource const& source)
    : amount_{{}, AmountColumn(source)},
      close_date_{{}, DateColumn(day_order(source.date_format), source.conventions.time_zone)} {}

void StatesBefore::take(std::size_t row, std::string_view column, std::string_view text) {
  if (text.empty()) return;
  auto const add = [&](auto& into) {
    into.rows.push_back(row);
    into.cells.push_back(text);
  };
  if (column == "stage") add(stage_);
  if (column == "amount") add(amount_);
  if (column == "close_date") add(close_date_);
}

core::Diagnostics StatesBefore::finish(RowPlaces const& places) {
  core::Diagnostics faults;
  if (auto ambiguity = close_date_.cells.finish()) {
    ambiguity->row = close_date_.rows[ambiguity->row];
    ambiguity->other_row = close_date_.rows[ambiguity->other_row];
    faults.push_back(ambiguous_dates(places, "value_before", *ambiguity));
  }
  if (auto ambiguity = amount_.cells.finish()) {
    ambiguity->row = amount_.rows[ambiguity->row];
    faults.push_back(ambiguous_amounts(places, "value_before", *ambiguity));
  }
  return faults;
}

void StatesBefore::add_events(Changes const& changes, DealStages& stages,
                              data::Records& records) const {
  std::map<std::uint32_t, data::Event> first_states;
  // Of each deal the cell of its oldest change; of one day the first in the file.
  auto const add = [&](auto const& column, auto apply) {
    std::map<std::uint32_t, std::size_t> oldest;
    for (std::size_t i = 0; i < column.rows.size(); ++i) {
      auto const row = column.rows[i];
      auto const day = changes.changed_at[row];
      if (day == core::no_date) continue;
      auto const [at, is_new] = oldest.try_emplace(changes.deal[row], i);
      if (!is_new && day < changes.changed_at[column.rows[at->second]]) at->second = i;
    }
    for (auto const& [deal, i] : oldest) {
      auto const created = records.deals[deal].created;
      if (created == core::no_date || created > changes.changed_at[column.rows[i]]) continue;
      data::Event const state{deal, data::no_stage, created};
      apply(first_states.try_emplace(deal, state).first->second, i);
    }
  };
  add(stage_, [&](data::Event& event, std::size_t i) {
    event.stage = stages.of(event.deal, stage_.cells[i]);
  });
  add(amount_, [&](data::Event& event, std::size_t i) { event.amount = amount_.cells[i]; });
  add(close_date_,
      [&](data::Event& event, std::size_t i) { event.close_date = close_date_.cells[i]; });
  for (auto const& [deal, event] : first_states) records.events.push_back(event);
}

}  // namespace quarterdeck::io
