// engine/simulate/kernel.hpp – the inner loops over open deals, compiled for several registers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>

#include "engine/random/instruction_set.hpp"
#include "engine/results/histogram.hpp"
#include "engine/simulate/plan_layout.hpp"

namespace quarterdeck::simulate {

/// A win happens when the upper 24 bits of the deal's word are below this share of 2^24.
inline constexpr double win_scale = 0x1p24;

/// Reciprocal of a threshold in fixed point: (2 k + 1) inverse_of(t) is the 63-bit position of
/// k + 1/2 in [0, t), a little below; 0 for a threshold of 0, which no word is below.
[[nodiscard]] constexpr std::uint64_t inverse_of(std::int32_t threshold) noexcept {
  return threshold == 0 ? 0 : (std::uint64_t{1} << 62U) / static_cast<std::uint64_t>(threshold);
}

/// Input and output of `play_open_deals` for one block. Lanes are cut into 64 / width sub-groups of
/// `width` neighbours that share an outer draw; columns of sub-groups have n_sub = 64 / width
/// entries an item.
struct DealPass {
  PlanLayout const* layout;
  std::uint64_t seed;
  std::uint64_t block;
  std::int32_t const* threshold;  ///< [cell * n_sub + sub-group] round(p 2^24)
  std::uint64_t const* inverse;   ///< [cell * n_sub + sub-group] see inverse_of
  double const* amount_scale;     ///< [amount table * n_sub + sub-group]
  std::int64_t* week;             ///< [week * 64 + lane], added to
  std::int64_t* group;            ///< [slot * 64 + lane], added to
  std::int64_t* before;           ///< [grouping * 64 + lane] zero, scratch
  std::int32_t* won_count;        ///< [lane], added to
  std::uint64_t* won_lanes;       ///< [deal] bit l: won in lane l
  std::int64_t* wins;             ///< [deal], added to
  std::int64_t* amount_when_won;  ///< [deal], added to
};

/// Decides every open deal in the 64 trials of a block: win, week and amount.
///
/// With u the deal's word (random::fill_block with purpose deal_outcome): won iff u >> 8 <
/// threshold; the week is that of position ((u >> 8) + 1/2) / threshold on the deal's curve, so
/// raising a probability never loses a win nor delays it; entry u & 255 of its amount table.
/// The same bits for every instruction set.
/// @pre width is 1, 4, 16, 32 or 64, and the set is available
/// @verified tests/unit/simulate/kernel_test.cpp
void play_open_deals(DealPass const& pass, int width, random::InstructionSet set) noexcept;

/// What is known of a deal only when its block is complete.
struct DealTotals {
  std::size_t n_deals;
  std::uint64_t const* won_lanes;  ///< [deal]
  std::int64_t const* total;       ///< [lane]
  std::size_t n_targets;
  std::uint64_t const* hit_lanes;  ///< [target] bit l: reached in lane l
  results::Wide* total_when_won;   ///< [deal], added to
  std::int64_t* hits_when_won;     ///< [target * n_deals + deal], added to
};

/// Sums the totals of a block over the lanes that each deal won, and counts targets reached there.
/// @pre the set is available
void sum_deal_totals(DealTotals const& totals, random::InstructionSet set) noexcept;

}  // namespace quarterdeck::simulate
