// models/compile_flags.cpp – what is remarkable about an open deal, in words.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "models/compile_parts.hpp"

namespace quarterdeck::models::parts {
namespace {

/// Norms of the past that a deal is held against; nothing where the past is too thin.
struct Norms {
  std::optional<int> quiet_days;     ///< 95 % of gaps between signs of life are shorter
  std::optional<int> longest_cycle;  ///< days from creation to the slowest win
};

constexpr std::size_t enough = 20;

Norms norms_of(data::History const& history) {
  std::vector<int> gaps;
  std::vector<int> cycles;
  for (data::HistoryDeal const& deal : history.deals) {
    core::Date before = core::no_date;
    for (std::uint32_t e = deal.first_event; e < deal.first_event + deal.n_events; ++e) {
      core::Date const day = history.events[e].changed_at;
      if (before != core::no_date && day > before) gaps.push_back(core::days_between(before, day));
      before = day;
    }
    if (deal.outcome == data::Outcome::won && deal.created != core::no_date) {
      cycles.push_back(core::days_between(deal.created, deal.closed));
    }
  }
  Norms norms;
  if (gaps.size() >= enough) {
    auto const rank = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() * 95 / 100);
    std::nth_element(gaps.begin(), rank, gaps.end());
    norms.quiet_days = *rank;
  }
  if (cycles.size() >= enough)
    norms.longest_cycle = *std::max_element(cycles.begin(), cycles.end());
  return norms;
}

core::Date last_sign_of_life(data::History const& history, data::OpenDeal const& deal) {
  core::Date last = std::max(deal.created, deal.last_activity);
  data::HistoryDeal const& past = history.deals[deal.history_row];
  if (past.n_events > 0) {
    last = std::max(last, history.events[past.first_event + past.n_events - 1].changed_at);
  }
  return last;
}

std::string pushed(int n) {
  if (n == 1) return "pushed once";
  return n == 2 ? "pushed twice" : "pushed " + std::to_string(n) + " times";
}

}  // namespace

std::vector<std::vector<std::string>> deal_flags(ForecastInputs const& inputs,
                                                 std::span<DealState const> states) {
  data::History const& history = inputs.history;
  Norms const norms = norms_of(history);
  core::Minor const largest = inputs.models.amount.largest_won;
  std::vector<std::vector<std::string>> all;
  for (std::size_t i = 0; i < states.size(); ++i) {
    data::OpenDeal const& deal = inputs.pipeline.deals[i];
    DealState const& state = states[i];
    std::vector<std::string>& flags = all.emplace_back();
    core::Date const sign = last_sign_of_life(history, deal);
    if (state.flag == CloseFlag::overdue) flags.emplace_back("overdue");
    if (norms.quiet_days && sign != core::no_date &&
        core::days_between(sign, history.as_of) > *norms.quiet_days) {
      flags.emplace_back("stale");
    }
    if (norms.longest_cycle && state.age_days > *norms.longest_cycle) {
      flags.emplace_back("older than any deal won");
    }
    if (state.age_days < 0) flags.emplace_back("no creation date");
    if (state.n_pushes > 0) flags.push_back(pushed(state.n_pushes));
    if (state.amount == core::no_amount) flags.emplace_back("no amount");
    if (largest != core::no_amount && state.amount > largest) {
      flags.emplace_back("larger than any deal won");
    }
  }
  return all;
}

}  // namespace quarterdeck::models::parts
