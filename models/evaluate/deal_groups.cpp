// models/evaluate/deal_groups.cpp – see deal_groups.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/deal_groups.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/core/error.hpp"

namespace quarterdeck::models::evaluate {

void ChanceGroup::add(ChanceGroup const& other) {
  n_deals += other.n_deals;
  weight += other.weight;
  won += other.won;
  squares += other.squares;
}

std::vector<ChanceGroup> group_by_chance(std::span<DealForecast const> deals) {
  std::vector<DealForecast> sorted;
  for (DealForecast const& deal : deals) {
    QUARTERDECK_EXPECT(deal.p_win >= 0 && deal.p_win <= 1);
    QUARTERDECK_EXPECT(deal.weight >= 0 && std::isfinite(deal.weight));
    if (deal.weight > 0) sorted.push_back(deal);
  }
  std::sort(sorted.begin(), sorted.end(), [](DealForecast const& a, DealForecast const& b) {
    return std::tie(a.p_win, a.weight, a.won) < std::tie(b.p_win, b.weight, b.won);
  });
  std::vector<ChanceGroup> groups;
  for (DealForecast const& deal : sorted) {
    if (groups.empty() || groups.back().p_win != deal.p_win) groups.push_back({deal.p_win});
    groups.back().add(
        {deal.p_win, 1, deal.weight, deal.won ? deal.weight : 0, deal.weight * deal.weight});
  }
  return groups;
}

ChanceGroup total_of(std::span<ChanceGroup const> groups) {
  ChanceGroup total;
  for (ChanceGroup const& group : groups) total.add(group);
  return total;
}

}  // namespace quarterdeck::models::evaluate
