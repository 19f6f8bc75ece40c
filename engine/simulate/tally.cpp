// engine/simulate/tally.cpp – see tally.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/tally.hpp"

#include <algorithm>
#include <bit>
#include <span>

namespace quarterdeck::simulate {

Tally::Tally(PlanLayout const& layout)
    : deals(layout.deals.size(), layout.plan->targets.size()),
      booked_count_(layout.plan->booked_count),
      first_slot_(first_week + layout.n_weeks),
      series_(first_slot_ + layout.n_slots),
      waiting_(series_.size() * n_waiting_blocks * n_lanes),
      hits_(layout.plan->targets.size()),
      shortfall_(layout.plan->targets.size()) {}

void Tally::wait(std::size_t series, core::Minor const* values) {
  auto const place = (series * n_waiting_blocks + n_waiting_) * n_lanes;
  std::copy(values, values + n_lanes, waiting_.data() + place);
}

void Tally::add(Block const& block) {
  Lanes<core::Minor> won;
  for (std::size_t lane = 0; lane < n_lanes; ++lane) {
    won[lane] = booked_count_ + block.won_count[lane];
  }
  wait(0, block.open.data());
  wait(1, block.new_business.data());
  wait(2, won.data());
  for (std::size_t s = first_week; s < first_slot_; ++s) {
    wait(s, block.week.data() + (s - first_week) * n_lanes);
  }
  for (std::size_t s = first_slot_; s < series_.size(); ++s) {
    wait(s, block.group.data() + (s - first_slot_) * n_lanes);
  }
  if (++n_waiting_ == n_waiting_blocks) count_waiting();
  for (std::size_t t = 0; t < hits_.size(); ++t) {
    hits_[t] += std::popcount(block.hit_lanes[t]);
    shortfall_[t].add(block.shortfall[t]);
  }
}

void Tally::count_waiting() {
  for (std::size_t s = 0; s < series_.size(); ++s) {
    auto const first = s * n_waiting_blocks * n_lanes;
    series_[s].add(std::span(waiting_).subspan(first, n_waiting_ * n_lanes));
  }
  n_waiting_ = 0;
}

// Integers throughout: the order in which threads are merged cannot show in a single bit.
void Tally::add_to(results::Results& results, PlanLayout const& layout) {
  count_waiting();
  results.open.merge(series_[0]);
  results.created_later.merge(series_[1]);
  results.won_count.merge(series_[2]);
  for (std::size_t w = 0; w < layout.n_weeks; ++w) {
    results.cumulative_week[w].merge(series_[first_week + w]);
  }
  for (std::size_t g = 0; g < results.group.size(); ++g) {
    for (std::size_t v = 0; v < results.group[g].size(); ++v) {
      results.group[g][v].merge(series_[first_slot_ + layout.first_slot[g] + v]);
    }
  }
  auto const n_deals = layout.deals.size();
  for (std::size_t t = 0; t < hits_.size(); ++t) {
    results.target_hits[t] += hits_[t];
    results.target_shortfall[t].merge(shortfall_[t]);
    for (std::size_t d = 0; d < n_deals; ++d) {
      results.deals[d].hits_when_won[t] += deals.hits_when_won[t * n_deals + d];
    }
  }
  for (std::size_t d = 0; d < n_deals; ++d) {
    results.deals[d].wins += deals.wins[d];
    results.deals[d].amount_when_won.add(deals.amount_when_won[d]);
    results.deals[d].total_when_won.add(deals.total_when_won[d]);
  }
}

results::Results empty_results(plan::Plan const& plan, int trials_per_outer_draw) {
  results::Results results;
  auto const n_targets = plan.targets.size();
  results.trials_per_outer_draw = trials_per_outer_draw;
  results.cumulative_week.resize(plan.week_end.size());
  for (auto const& grouping : plan.groupings) results.group.emplace_back(grouping.values.size());
  results.target_hits.resize(n_targets);
  results.target_shortfall.resize(n_targets);
  results.target_hits_by_outer.resize(n_targets);
  results.deals.resize(plan.deals.size());
  for (auto& deal : results.deals) deal.hits_when_won.resize(n_targets);
  return results;
}

}  // namespace quarterdeck::simulate
