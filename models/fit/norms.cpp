// models/fit/norms.cpp – see norms.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/fit/norms.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace quarterdeck::models {
namespace {

std::span<data::Event const> events_of(data::History const& history,
                                       data::HistoryDeal const& deal) {
  return std::span(history.events).subspan(deal.first_event, deal.n_events);
}

/// Smallest value with at least the share `p` of the values at or below it.
template <class Value>
std::optional<Value> quantile(std::vector<Value> values, double p, std::size_t n_needed) {
  if (values.size() < n_needed) return std::nullopt;
  auto const rank = static_cast<std::size_t>(
      std::max(std::ceil(p * static_cast<double>(values.size()) - 1e-9), 1.0));
  auto const at = values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

void add_pauses(std::vector<int>& pauses, std::span<data::Event const> events) {
  for (std::size_t e = 1; e < events.size(); ++e) {
    int const days = core::days_between(events[e - 1].changed_at, events[e].changed_at);
    if (days > 0) pauses.push_back(days);
  }
}

/// Days that a deal spent in each stage before it was won.
void add_stays(std::map<data::StageId, std::vector<int>>& stays, data::HistoryDeal const& deal,
               std::span<data::Event const> events) {
  data::StageId stage = data::no_stage;
  core::Date entered = core::no_date;
  auto const leave = [&](core::Date on) {
    if (stage != data::no_stage && on >= entered) {
      stays[stage].push_back(core::days_between(entered, on));
    }
  };
  for (data::Event const& event : events) {
    if (event.changed_at > deal.closed) break;
    if (event.stage == data::no_stage || event.stage == stage) continue;
    leave(event.changed_at);
    stage = event.stage;
    entered = event.changed_at;
  }
  // The event of the closing has left the last open stage already.
  if (entered < deal.closed) leave(deal.closed);
}

/// Times that the entered close date was moved later before the deal was won.
int n_pushes(data::HistoryDeal const& deal, std::span<data::Event const> events) {
  core::Date entered = core::no_date;
  int n = 0;
  for (data::Event const& event : events) {
    if (event.changed_at >= deal.closed) break;
    if (event.close_date == core::no_date) continue;
    if (entered != core::no_date && event.close_date > entered) ++n;
    entered = event.close_date;
  }
  return n;
}

}  // namespace

Norms learn_norms(data::History const& history) {
  std::vector<int> pauses, cycles, pushes;
  std::map<data::StageId, std::vector<int>> stays;
  std::vector<core::Minor> amounts;
  Norms norms;
  for (data::HistoryDeal const& deal : history.deals) {
    auto const events = events_of(history, deal);
    add_pauses(pauses, events);
    if (deal.outcome != data::Outcome::won) continue;
    add_stays(stays, deal, events);
    if (history.facts.has_close_date_history) pushes.push_back(n_pushes(deal, events));
    if (deal.created != core::no_date) {
      cycles.push_back(core::days_between(deal.created, deal.closed));
    }
    if (deal.closed_amount > 0) amounts.push_back(deal.closed_amount);
  }
  norms.quiet_days = quantile(std::move(pauses), 0.95, enough_for_a_norm);
  for (auto& [stage, days] : stays) {
    auto const usual = quantile(std::move(days), 0.9, enough_for_a_norm);
    if (usual) norms.stay_days[stage] = *usual;
  }
  norms.usual_pushes = quantile(std::move(pushes), 0.9, enough_for_a_norm);
  norms.longest_cycle = quantile(std::move(cycles), 1.0, enough_for_a_norm);
  if (!amounts.empty()) norms.largest_won = *std::max_element(amounts.begin(), amounts.end());
  norms.large = quantile(std::move(amounts), 0.99, 100).value_or(core::no_amount);
  return norms;
}

}  // namespace quarterdeck::models
