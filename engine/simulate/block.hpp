// engine/simulate/block.hpp – 64 trials: their outer draws, their deals, their totals.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <vector>

#include "engine/plan/outer.hpp"
#include "engine/random/instruction_set.hpp"
#include "engine/results/histogram.hpp"
#include "engine/simulate/arrivals.hpp"
#include "engine/simulate/kernel.hpp"
#include "engine/simulate/prepared.hpp"

namespace quarterdeck::simulate {

/// What all blocks of a run have in common; read only, shared by the threads.
struct Run {
  Prepared const& prepared;
  plan::OuterSequence outer;
  plan::ConditionalMean conditional_mean;
  std::uint64_t seed;
  int width;  ///< trials that share an outer draw
  random::InstructionSet set;
  [[nodiscard]] std::size_t n_sub() const { return n_lanes / static_cast<std::size_t>(width); }
};

/// Sums over deals that one thread keeps from block to block.
struct DealSums {
  explicit DealSums(std::size_t n_deals, std::size_t n_targets);
  std::vector<std::int64_t> wins;             ///< [deal]
  std::vector<std::int64_t> amount_when_won;  ///< [deal]
  std::vector<results::Wide> total_when_won;  ///< [deal]
  std::vector<std::int64_t> hits_when_won;    ///< [target * n_deals + deal]
};

/// The trials of one block, in storage that is reused from block to block.
class Block {
 public:
  explicit Block(Run const& run);
  /// Plays trials 64 index .. 64 index + 63 and adds the deals' part to `sums`.
  /// @throws core::NumericError see CountTable::fill
  void play(std::uint64_t index, DealSums& sums);

  // What was played, booked included where the name does not say otherwise.
  Lanes<core::Minor> open;          ///< booked not included
  Lanes<core::Minor> new_business;  ///< booked not included
  Lanes<core::Minor> total;
  Lanes<std::int32_t> won_count;         ///< booked not included
  std::vector<core::Minor> week;         ///< [week * 64 + lane] by the end of the week
  std::vector<core::Minor> group;        ///< [slot * 64 + lane]
  std::vector<double> conditional_mean;  ///< [sub-group]
  std::vector<std::uint64_t> hit_lanes;  ///< [target] bit l: reached in lane l
  std::vector<std::int64_t> shortfall;   ///< [target] sum over the lanes

 private:
  void draw_outer(std::uint64_t index);
  void take_thresholds(std::size_t sub);
  void take_scales(std::size_t sub);
  void complete_totals();
  void meet_targets();
  void add_totals(DealSums& sums);
  [[nodiscard]] core::Minor const* outcome_of(plan::Target const& target) const;

  Run const* run_;
  plan::OuterPoint point_;
  plan::OuterState state_;
  CountTable counts_;
  std::vector<std::int32_t> threshold_;  ///< [cell * n_sub + sub-group]
  std::vector<std::uint64_t> inverse_;
  std::vector<double> amount_scale_;  ///< [amount table * n_sub + sub-group]
  std::vector<double> arrival_mean_;  ///< [arrival cell * n_sub + sub-group]
  std::vector<double> arrival_scale_;
  std::vector<std::uint64_t> won_lanes_;  ///< [deal]
  std::vector<std::int64_t> before_;      ///< [grouping * 64 + lane]
};

}  // namespace quarterdeck::simulate
