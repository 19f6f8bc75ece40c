// engine/data/history.cpp – see history.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/history.hpp"

#include <algorithm>

#include "engine/core/error.hpp"
#include "engine/data/deal_state.hpp"

namespace quarterdeck::data {
namespace {

bool open_at(HistoryDeal const& deal, core::Date on) {
  return deal.closed == core::no_date || deal.closed > on;
}

bool exists_at(History const& history, HistoryDeal const& deal, core::Date on) {
  if (deal.first_seen != core::no_date && deal.first_seen > on) return false;
  return deal.created != core::no_date ? deal.created <= on : on == history.as_of;
}

/// Rates of one day for every currency of the book, so that each is looked up once.
class DayRates {
 public:
  DayRates(History const& history, core::Date on) {
    auto const currencies = history.text.find("currency");
    if (currencies == history.text.end()) return;
    column_ = &currencies->second;
    for (auto const& name : column_->dictionary()) rates_.push_back(history.rates.at(name, on));
  }
  [[nodiscard]] std::optional<double> of(std::size_t row) const {
    return column_ == nullptr ? 1.0 : rates_[column_->code(row)];
  }

 private:
  TextColumn const* column_ = nullptr;
  std::vector<std::optional<double>> rates_;
};

/// Amount in native currency where events tell none.
core::Minor untold_amount(History const& history, HistoryDeal const& deal, core::Date on) {
  bool const final_stands_in = !history.facts.has_amount_history && !history.past_amounts_hidden;
  return on == history.as_of || final_stands_in ? deal.amount : core::no_amount;
}

OpenDeal open_deal(History const& history, std::uint32_t row, DealState const& state,
                   core::Date on) {
  HistoryDeal const& deal = history.deals[row];
  bool const at_present = on == history.as_of;
  OpenDeal open;
  open.id = deal.id;
  open.name = deal.name;
  open.entity = deal.entity;
  open.history_row = row;
  open.created = deal.created;
  open.stage = state.stage;
  open.stage_entered = state.stage_entered;
  open.amount = state.amount != core::no_amount ? state.amount : untold_amount(history, deal, on);
  open.close_date = state.close_date;
  open.category = category_by(history.categories, row, on);
  open.n_pushes = state.n_pushes;
  if (!at_present) return open;
  if (open.stage == no_stage) open.stage = deal.stage;
  if (open.close_date == core::no_date) open.close_date = deal.close_date;
  open.probability = deal.probability;
  open.last_activity = deal.last_activity;
  return open;
}

}  // namespace

Pipeline pipeline_at(History const& history, core::Date on) {
  QUARTERDECK_EXPECT(on <= history.as_of);
  Pipeline pipeline{on, {}};
  DayRates const rates(history, on);
  for (std::uint32_t row = 0; row < history.deals.size(); ++row) {
    HistoryDeal const& deal = history.deals[row];
    if (!open_at(deal, on) || !exists_at(history, deal, on)) continue;
    auto const events = std::span(history.events).subspan(deal.first_event, deal.n_events);
    DealState const state = state_by(events, on, history.stages);
    if (state.outcome != Outcome::open) continue;  // closed for a while, opened again later
    OpenDeal& open = pipeline.deals.emplace_back(open_deal(history, row, state, on));
    open.amount = convert(open.amount, rates.of(row));
  }
  return pipeline;
}

std::vector<WonDeal> won_between(History const& history, core::Date after, core::Date until) {
  std::vector<WonDeal> won;
  for (std::uint32_t row = 0; row < history.deals.size(); ++row) {
    HistoryDeal const& deal = history.deals[row];
    bool const inside = deal.closed > after && deal.closed <= until;
    if (deal.outcome != Outcome::won || !inside) continue;
    won.push_back({row, deal.closed, deal.created, deal.closed_amount});
  }
  std::stable_sort(won.begin(), won.end(),
                   [](WonDeal const& a, WonDeal const& b) { return a.closed < b.closed; });
  return won;
}

std::string_view text_at(History const& history, std::uint32_t history_row, std::string_view column,
                         core::Date on) {
  auto const found = history.text.find(std::string(column));
  if (found == history.text.end()) return {};
  auto const& at_close = history.facts.columns_known_at_close;
  bool const known_at_close = std::find(at_close.begin(), at_close.end(), column) != at_close.end();
  if (known_at_close && open_at(history.deals[history_row], on)) return {};
  if (column == "forecast_category" && on < history.as_of) return {};
  return found->second[history_row];
}

}  // namespace quarterdeck::data
