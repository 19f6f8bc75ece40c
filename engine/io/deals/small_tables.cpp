// engine/io/deals/small_tables.cpp – see small_tables.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/small_tables.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/io/deals/finding_kinds.hpp"
#include "engine/io/deals/small_rows.hpp"
#include "engine/table/parse_amount.hpp"

namespace quarterdeck::io {
namespace {

/// Rows of the win-rate table for stages without a deal, where the stage of an open deal has no
/// row: most often one is a misspelt form of the other.
void note_unmatched_stages(SmallRows const& rows, std::span<data::WinRate const> rates,
                           ReadResult& result) {
  std::set<data::StageId> of_deals;
  std::set<data::StageId> of_open;
  for (auto const& deal : result.records.deals) {
    of_deals.insert(deal.stage);
    if (deal.outcome == data::Outcome::open && deal.stage != data::no_stage) {
      of_open.insert(deal.stage);
    }
  }
  std::set<data::StageId> of_rates;
  for (auto const& rate : rates) of_rates.insert(rate.stage);
  if (std::ranges::includes(of_rates, of_open)) return;
  for (std::size_t row = 0; row < rates.size(); ++row) {
    auto const& name = rows.rows[row].find("stage")->second;
    bool const has_deals =
        rates[row].stage != data::no_stage && of_deals.contains(rates[row].stage);
    if (name.empty() || has_deals) continue;
    data::add_finding(result.findings, finding_kind("win_rates.stage_unmatched"),
                      rows.places.place(row), name);
  }
}

}  // namespace

core::Diagnostics read_win_rates(TableRoom& room, TableSource const& source, StageBook& stages,
                                 ReadResult& result) {
  SmallRows rows(source, {"stage", "won", "lost", "median_days_to_close"}, 3);
  if (auto faults = read_rows(room, source, rows, result); !faults.empty()) return faults;
  core::Diagnostics faults;
  for (std::size_t row = 0; row < rows.rows.size(); ++row) {
    auto const& texts = rows.rows[row];
    data::WinRate rate;
    rate.stage = stages.id_of(texts.find("stage")->second);
    auto const count = [&](char const* column) {
      auto const value = read_number(texts.find(column)->second);
      bool const is_share = texts.find(column)->second.ends_with('%');
      if (!value || *value < 0 || *value != std::floor(*value) || is_share) {
        faults.push_back(rows.fault(row, column,
                                    "Write a count of deals, 0 or more; a share does not tell how "
                                    "many deals it rests on."));
      }
      return value.value_or(0);
    };
    rate.won = count("won");
    rate.lost = count("lost");
    if (auto const days = texts.find("median_days_to_close"); days != texts.end()) {
      rate.median_days_to_close = read_number(days->second);
    }
    rate.groups = rows.further[row];
    result.records.win_rates.push_back(std::move(rate));
  }
  note_unmatched_stages(rows, result.records.win_rates, result);
  return faults;
}

}  // namespace quarterdeck::io
