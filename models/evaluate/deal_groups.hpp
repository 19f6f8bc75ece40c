// models/evaluate/deal_groups.hpp – deals with the same chance, counted together.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "models/evaluate/deal_scores.hpp"

namespace quarterdeck::models::evaluate {

/// Deals of one chance. All that the scores need to know of them.
struct ChanceGroup {
  double p_win = 0;
  std::size_t n_deals = 0;
  double weight = 0;   ///< Σ w
  double won = 0;      ///< Σ w over won deals
  double squares = 0;  ///< Σ w²
  void add(ChanceGroup const& other);
};

/// Groups by p_win, ascending; deals of weight 0 are left out. The deals are sorted before sums are
/// formed, so their order does not matter to the last bit.
/// @pre p_win in [0, 1], weights finite and >= 0
/// @verified tests/unit/evaluate/deal_scores_test.cpp
[[nodiscard]] std::vector<ChanceGroup> group_by_chance(std::span<DealForecast const> deals);

/// Sum of the groups; its p_win is 0.
[[nodiscard]] ChanceGroup total_of(std::span<ChanceGroup const> groups);

}  // namespace quarterdeck::models::evaluate
