// engine/data/closing_periods.cpp – see closing_periods.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/closing_periods.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <span>
#include <string>
#include <utility>

#include "engine/data/deal_state.hpp"

namespace quarterdeck::data {
namespace {

/// Periods by the close date and by the event, in the order of their days.
using Periods = std::pair<core::Date, core::Date>;

}  // namespace

Findings closing_periods(History const& history, core::FiscalCalendar const& calendar,
                         core::PeriodUnit unit) {
  core::Date const present = calendar.containing(history.as_of + core::Days(1), unit).start;
  std::map<Periods, Extent> by_periods;
  Finding finding;
  for (HistoryDeal const& deal : history.deals) {
    if (deal.outcome != Outcome::won) continue;
    auto const events = std::span(history.events).subspan(deal.first_event, deal.n_events);
    DealState const state = state_by(events, history.as_of, history.stages);
    if (state.outcome == Outcome::open || state.outcome_since == deal.closed) continue;
    Periods const periods{calendar.containing(deal.closed, unit).start,
                          calendar.containing(state.outcome_since, unit).start};
    if (periods.first == periods.second) continue;
    bool const known = deal.closed_amount != core::no_amount;
    core::Minor const money = known ? std::abs(deal.closed_amount) : 0;
    Extent const extent{1, 1, money, 0, money};
    by_periods[periods].add(extent);
    finding.extent.add(extent);
    finding.top = finding.top || periods.first == present || periods.second == present;
  }
  if (by_periods.empty()) return {};
  finding.code = "closing.other_period";
  finding.count = finding.extent.deals;
  finding.message =
      "Won deals have a close date in another period than the day on which they were closed; each "
      "counts in the period of its close date, from the day of its closing on.";
  for (auto const& [periods, extent] : by_periods) {
    finding.places.emplace_back();
    finding.subjects.push_back(calendar.containing(periods.first, unit).id + " by close date, " +
                               calendar.containing(periods.second, unit).id +
                               " by event: " + std::to_string(extent.deals) + " deals, " +
                               core::format_units(extent.money));
  }
  return {finding};
}

std::int64_t booked_without_amount(History const& history, core::Period const& period) {
  if (history.facts.counts_deals) return 0;
  return std::ranges::count_if(history.deals, [&](HistoryDeal const& deal) {
    bool const is_booked = deal.outcome == Outcome::won && deal.closed >= period.start &&
                           deal.closed <= std::min(period.end, history.as_of);
    return is_booked && (deal.closed_amount == core::no_amount || deal.closed_amount == 0);
  });
}

}  // namespace quarterdeck::data
