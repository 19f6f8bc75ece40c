// engine/simulate/tally.cpp – see tally.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/tally.hpp"

#include <bit>
#include <span>

namespace quarterdeck::simulate {

Tally::Tally(Prepared const& prepared)
    : deals(prepared.deals.size(), prepared.plan->targets.size()),
      booked_count_(prepared.plan->booked_count),
      week_(prepared.n_weeks),
      slot_(prepared.n_slots),
      hits_(prepared.plan->targets.size()),
      shortfall_(prepared.plan->targets.size()) {}

void Tally::add(Block const& block) {
  open_.add(block.open);
  created_later_.add(block.new_business);
  for (auto const won : block.won_count) won_count_.add(booked_count_ + won);
  for (std::size_t w = 0; w < week_.size(); ++w) {
    week_[w].add(std::span(block.week).subspan(w * n_lanes, n_lanes));
  }
  for (std::size_t s = 0; s < slot_.size(); ++s) {
    slot_[s].add(std::span(block.group).subspan(s * n_lanes, n_lanes));
  }
  for (std::size_t t = 0; t < hits_.size(); ++t) {
    hits_[t] += std::popcount(block.hit_lanes[t]);
    shortfall_[t].add(block.shortfall[t]);
  }
}

void Tally::add_to(results::Results& results, Prepared const& prepared) const {
  results.open.merge(open_);
  results.created_later.merge(created_later_);
  results.won_count.merge(won_count_);
  for (std::size_t w = 0; w < week_.size(); ++w) results.cumulative_week[w].merge(week_[w]);
  for (std::size_t g = 0; g < results.group.size(); ++g) {
    for (std::size_t v = 0; v < results.group[g].size(); ++v) {
      results.group[g][v].merge(slot_[prepared.first_slot[g] + v]);
    }
  }
  auto const n_deals = prepared.deals.size();
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
