// engine/io/deals/record_facts.cpp – see record_facts.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/record_facts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>

#include "engine/data/deal_state.hpp"
#include "engine/io/deals/finding_kinds.hpp"

namespace quarterdeck::io {
namespace {

using data::Outcome;

/// Lost deals that all have the amount zero were never given one.
void forget_zeros_on_lost(ReadResult& result, std::string const& file) {
  auto& deals = result.records.deals;
  auto const is_lost = [](data::DealRecord const& deal) {
    return deal.outcome == Outcome::lost && deal.amount != core::no_amount;
  };
  bool const any = std::ranges::any_of(deals, is_lost);
  bool const all_zero = std::ranges::none_of(
      deals, [&](data::DealRecord const& deal) { return is_lost(deal) && deal.amount != 0; });
  if (!any || !all_zero) return;
  for (auto& deal : deals) {
    if (!is_lost(deal)) continue;
    deal.amount = core::no_amount;
    if (result.records.facts.counts_deals) continue;
    data::add_finding(result.findings, finding_kind("amount.zero_on_lost"), {file, deal.row, 0},
                      deal.id);
  }
}

/// Closed deals without a close date take the day of the event that closed them, else of their
/// last.
void date_closings(ReadResult& result) {
  auto& records = result.records;
  for (std::size_t begin = 0; begin < records.events.size();) {
    auto const row = records.events[begin].deal;
    auto end = begin;
    while (end < records.events.size() && records.events[end].deal == row) ++end;
    auto const events = std::span(records.events).subspan(begin, end - begin);
    begin = end;
    auto& deal = records.deals[row];
    if (deal.outcome == Outcome::open || deal.close_date != core::no_date) continue;
    auto const state = data::state_by(events, core::Date::max(), records.stages);
    deal.close_date =
        state.outcome != Outcome::open ? state.outcome_since : events.back().changed_at;
  }
}

/// Rows and filled rows of a column, by outcome.
struct Filled {
  double open = 0, won = 0, lost = 0;
  double filled_open = 0, filled_won = 0, filled_lost = 0;
};

Filled count_filled(data::TextColumn const& column, std::vector<data::DealRecord> const& deals) {
  Filled filled;
  for (std::size_t row = 0; row < deals.size(); ++row) {
    double const is_filled = column.code(row) != 0 ? 1 : 0;
    auto const outcome = deals[row].outcome;
    auto& n = outcome == Outcome::open  ? filled.open
              : outcome == Outcome::won ? filled.won
                                        : filled.lost;
    auto& n_filled = outcome == Outcome::open  ? filled.filled_open
                     : outcome == Outcome::won ? filled.filled_won
                                               : filled.filled_lost;
    n += 1;
    n_filled += is_filled;
  }
  return filled;
}

/// Either hardly a closed deal lacks the value while many open ones do, or hardly an open deal has
/// it while most won or most lost ones do. Fewer than twenty deals on a side tell nothing.
bool is_known_at_close(Filled const& filled) {
  double const closed = filled.won + filled.lost;
  if (filled.open < 20 || closed < 20) return false;
  double const blank_open = 1 - filled.filled_open / filled.open;
  double const blank_closed = 1 - (filled.filled_won + filled.filled_lost) / closed;
  bool const filled_by_one_end =
      filled.filled_won > 0.5 * filled.won || filled.filled_lost > 0.5 * filled.lost;
  return (blank_open > 0.3 && blank_closed < 0.005) || (blank_open > 0.95 && filled_by_one_end);
}

void find_leaking_columns(ReadResult& result) {
  auto& records = result.records;
  for (auto const& [name, column] : records.text) {
    if (column.dictionary().size() < 2) continue;
    if (!is_known_at_close(count_filled(column, records.deals))) continue;
    records.facts.columns_known_at_close.push_back(name);
    data::add_finding(result.findings, finding_kind("leak.column_known_at_close"), {}, name);
  }
}

/// Days on which something was learned of a deal. A close date is none of them: it may lie ahead,
/// of a closed deal too.
std::array<core::Date, 3> days_of(data::DealRecord const& deal) {
  return {deal.created, deal.first_seen, deal.last_activity};
}

void find_newest(ReadResult& result) {
  auto& records = result.records;
  std::vector<core::Date> days;
  for (auto const& deal : records.deals) {
    for (auto const day : days_of(deal)) days.push_back(day);
  }
  for (auto const& event : records.events) days.push_back(event.changed_at);
  std::erase(days, core::no_date);
  records.facts.newest = std::max(records.facts.newest, end_of_data(std::move(days)));
  auto const is_ahead = [&](core::Date day) {
    return day != core::no_date && day > records.facts.newest;
  };
  std::vector<bool> ahead;
  for (auto const& deal : records.deals) {
    ahead.push_back(std::ranges::any_of(days_of(deal), is_ahead));
  }
  for (auto const& event : records.events) {
    if (is_ahead(event.changed_at)) ahead[event.deal] = true;
  }
  for (std::size_t i = 0; i < ahead.size(); ++i) {
    if (!ahead[i]) continue;
    auto const& deal = records.deals[i];
    data::add_finding(result.findings, finding_kind("date.far_ahead"),
                      {records.facts.deal_file, deal.row, 0}, deal.id);
  }
}

void find_history(data::Records& records) {
  for (auto const& event : records.events) {
    records.facts.has_stage_history |= event.stage != data::no_stage;
    records.facts.has_amount_history |= event.amount != core::no_amount;
    records.facts.has_close_date_history |= event.close_date != core::no_date;
  }
}

}  // namespace

core::Date end_of_data(std::vector<core::Date> days) {
  constexpr int longest_silence = 92;
  constexpr int years_of_silence = 730;
  if (days.empty()) return core::no_date;
  auto const very_few = static_cast<std::ptrdiff_t>(days.size() / 100);
  auto const few = static_cast<std::ptrdiff_t>(days.size() / 10);
  auto const tail = days.end() - few - 1;
  std::ranges::nth_element(days, tail);
  std::sort(tail, days.end());
  for (auto day = tail + 1; day != days.end(); ++day) {
    bool const odd_ones = days.end() - day <= very_few;
    auto const silence = odd_ones ? longest_silence : years_of_silence;
    if (core::days_between(*(day - 1), *day) > silence) return *(day - 1);
  }
  return days.back();
}

core::Date complete_from(std::vector<core::Date> const& closing_days) {
  std::map<core::Date, int> by_month;
  for (auto const day : closing_days) {
    std::chrono::year_month_day const date(day);
    ++by_month[core::Date(date.year() / date.month() / 1)];
  }
  if (by_month.empty()) return core::no_date;
  std::vector<int> counts;
  for (auto const& [month, count] : by_month) counts.push_back(count);
  auto const middle = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2);
  std::ranges::nth_element(counts, middle);
  auto const enough = [&](auto const& month) { return 10 * month.second >= *middle; };
  return std::ranges::find_if(by_month, enough)->first;
}

void derive_facts(ReadResult& result, std::string const& deal_file) {
  forget_zeros_on_lost(result, deal_file);
  date_closings(result);
  result.records.facts.deal_file = deal_file;
  find_history(result.records);
  find_newest(result);
  find_leaking_columns(result);
  std::vector<core::Date> closings;
  for (auto const& deal : result.records.deals) {
    bool const closed = deal.outcome != Outcome::open && deal.close_date != core::no_date;
    if (closed) closings.push_back(deal.close_date);
  }
  result.records.facts.complete_from = complete_from(closings);
}

}  // namespace quarterdeck::io
