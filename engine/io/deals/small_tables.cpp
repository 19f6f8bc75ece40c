// engine/io/deals/small_tables.cpp – see small_tables.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/small_tables.hpp"

#include <algorithm>
#include <set>

#include "engine/io/deals/described_rows.hpp"
#include "engine/io/deals/finding_kinds.hpp"
#include "engine/workspace/source_descriptions.hpp"

namespace quarterdeck::io {
namespace {

/// Rows of the win-rate table for stages without a deal, where the stage of an open deal has no
/// row: most often one is a misspelt form of the other.
void note_unmatched_stages(DescribedRows const& rows, std::span<data::WinRate const> rates,
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
    auto const& name = rows.texts("stage")[row];
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
  DescribedRows rows(source, source_description("win_rates"));
  if (auto faults = read_rows(room, source, rows, result); !faults.empty()) return faults;
  auto faults = rows.finish(result.findings);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    data::WinRate rate;
    rate.stage = stages.id_of(rows.texts("stage")[row]);
    rate.won = rows.numbers("won")[row].value_or(0);
    rate.lost = rows.numbers("lost")[row].value_or(0);
    rate.median_days_to_close = rows.numbers("median_days_to_close")[row];
    for (auto const& [name, column] : rows.further()) rate.groups.emplace(name, column[row]);
    result.records.win_rates.push_back(std::move(rate));
  }
  note_unmatched_stages(rows, result.records.win_rates, result);
  return faults;
}

core::Diagnostics read_merged(TableRoom& room, TableSource const& source, ReadResult& result) {
  DescribedRows rows(source, source_description("merged"));
  if (auto faults = read_rows(room, source, rows, result); !faults.empty()) return faults;
  auto faults = rows.finish(result.findings);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    result.merged.emplace_back(rows.texts("merged_id")[row], rows.texts("id")[row]);
  }
  return faults;
}

}  // namespace quarterdeck::io
