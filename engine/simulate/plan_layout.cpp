// engine/simulate/plan_layout.cpp – see plan_layout.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/plan_layout.hpp"

#include <algorithm>
#include <utility>

namespace quarterdeck::simulate {

WeekTable::WeekTable(std::vector<double> const& cumulative) {
  for (double const share : cumulative) {
    bound_.push_back(static_cast<std::uint64_t>(share * 0x1p32 + 0.5) << 31U);
  }
  for (std::size_t start = 0; start < first_.size(); ++start) {
    auto const found = std::upper_bound(bound_.begin(), bound_.end(), std::uint64_t{start} << 55U);
    first_[start] = static_cast<std::uint16_t>(found - bound_.begin());
  }
}

PlanLayout::PlanLayout(plan::Plan const& source)
    : plan(&source), n_weeks(source.week_end.size()), n_groupings(source.groupings.size()) {
  copy_tables();
  if (n_weeks == 0) return;
  lay_out_deals({});
  lay_out_arrivals();
}

PlanLayout::PlanLayout(plan::Plan const& source, std::vector<char> const& keep)
    : plan(&source), n_weeks(source.week_end.size()), n_groupings(source.groupings.size()) {
  copy_tables();
  if (n_weeks > 0 && !keep.empty()) lay_out_deals(keep);
}

void PlanLayout::copy_tables() {
  for (auto const& curve : plan->curves) curves.emplace_back(curve);
  ratio.resize(plan->ratio.size());
  for (std::size_t t = 0; t < ratio.size(); ++t) {
    std::copy(plan->ratio[t].begin(), plan->ratio[t].end(), ratio[t].begin());
  }
  number_slots();
}

void PlanLayout::number_slots() {
  for (auto const& grouping : plan->groupings) {
    first_slot.push_back(n_slots);
    n_slots += grouping.values.size();
    slot_booked.insert(slot_booked.end(), grouping.booked.begin(), grouping.booked.end());
  }
}

void PlanLayout::lay_out_deals(std::vector<char> const& keep) {
  auto const& columns = plan->deals;
  std::vector<std::uint32_t> slots(n_groupings);
  std::vector<std::uint32_t> previous;
  for (std::size_t d = 0; d < columns.size(); ++d) {
    if (!keep.empty() && keep[d] == 0) continue;
    std::size_t const row = deals.size();
    deals.push_back({columns.entity[d], static_cast<double>(columns.amount[d]), columns.cell[d],
                     columns.curve[d], columns.amount_table[d]});
    for (std::size_t g = 0; g < n_groupings; ++g) {
      slots[g] = static_cast<std::uint32_t>(first_slot[g] + columns.group[g][d]);
    }
    if (row == 0 || slots != previous) {
      ranges.push_back({row, row});
      range_slot.insert(range_slot.end(), slots.begin(), slots.end());
      previous = slots;
    }
    ranges.back().end = row + 1;
  }
}

void PlanLayout::lay_out_arrivals() {
  for (auto const& cell : plan->arrivals) {
    ArrivalRow row{cell.entity, cell.size, WeekTable(cell.cumulative_week), {}, {}};
    for (auto const& entry : cell.entries) {
      row.amount.push_back(static_cast<double>(entry.amount));
      for (std::size_t g = 0; g < n_groupings; ++g) {
        row.entry_slot.push_back(static_cast<std::uint32_t>(first_slot[g] + entry.group[g]));
      }
    }
    arrivals.push_back(std::move(row));
  }
}

}  // namespace quarterdeck::simulate
