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
#include "engine/simulate/overlap.hpp"
#include "engine/simulate/plan_layout.hpp"

namespace quarterdeck::simulate {

/// What all blocks of a run have in common; read only, shared by the threads.
struct Run {
  PlanLayout const& layout;
  plan::OuterSequence outer;
  plan::ConditionalMean conditional_mean;
  std::uint64_t seed;
  int width;  ///< trials that share an outer draw
  random::InstructionSet set;
  Overlap const* overlap = nullptr;  ///< with the first plan of a comparison; nothing for itself
  [[nodiscard]] std::size_t n_sub() const { return n_lanes / static_cast<std::size_t>(width); }
};

/// Sums over deals that one thread keeps from block to block.
struct DealSums {
  explicit DealSums(std::size_t n_deals, std::size_t n_targets);
  /// Takes wins and amounts of the deals in common from the sums of the first plan over the same
  /// blocks, where they were not counted again.
  void take_common(DealSums const& first, Overlap const& overlap);
  std::vector<std::int64_t> wins;             ///< [deal]
  std::vector<std::int64_t> amount_when_won;  ///< [deal]
  std::vector<results::Wide> total_when_won;  ///< [deal]
  std::vector<std::int64_t> hits_when_won;    ///< [target * n_deals + deal]
};

/// What open deals, or new business, bring in the lanes of a block.
struct Contribution {
  std::vector<core::Minor> week;   ///< [week * 64 + lane] won in that week
  std::vector<core::Minor> group;  ///< [slot * 64 + lane]
  Lanes<std::int32_t> won_count{};
  void clear();
  void subtract(Contribution const& other);
};

/// The trials of one block, in storage that is reused from block to block.
class Block {
 public:
  explicit Block(Run const& run);
  /// Plays trials 64 index .. 64 index + 63 and adds the deals' part to `sums`.
  /// @param first  the same trials of the first plan, played just now; what the plan has in common
  ///               with it is taken from there, to the same bits. With Overlap::few_differ the wins
  ///               and amounts of the deals in common stay out of `sums`: they are the first's.
  /// @throws core::NumericError see CountTable::fill
  void play(std::uint64_t index, DealSums& sums, Block const* first = nullptr);

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
  void draw_outer(std::uint64_t index, Block const* first);
  void take_chances(std::size_t sub, Block const* first);
  void take_thresholds(std::size_t sub);
  void take_scales(std::size_t sub);
  void play_open(std::uint64_t index, DealSums& sums, Block const* first);
  void play_difference(std::uint64_t index, DealSums& sums, Block const& first);
  void play_new(std::uint64_t index, Block const* first);
  [[nodiscard]] DealPass make_pass(PlanLayout const& deals, std::uint64_t index,
                                   Contribution& into);
  void add_parts();
  void complete_totals();
  void meet_targets();
  void add_totals(DealSums& sums);
  [[nodiscard]] core::Minor const* outcome_of(plan::Target const& target) const;

  Run const* run_;
  plan::OuterPoint point_;
  plan::OuterState state_;
  CountTable counts_;
  Contribution open_part_;
  Contribution new_part_;
  Contribution scratch_;
  std::vector<char> known_;              ///< [cell] its chance is the first's
  std::vector<double> chance_;           ///< [cell * n_sub + sub-group]
  std::vector<std::int32_t> threshold_;  ///< [cell * n_sub + sub-group]
  std::vector<std::uint64_t> inverse_;
  std::vector<double> amount_scale_;  ///< [amount table * n_sub + sub-group]
  std::vector<double> arrival_mean_;  ///< [arrival cell * n_sub + sub-group]
  std::vector<double> arrival_scale_;
  std::vector<std::uint64_t> won_lanes_;  ///< [deal]
  std::vector<std::int64_t> before_;      ///< [grouping * 64 + lane]
  DealSums difference_;                   ///< of the deals that are played on their own
  std::vector<std::uint64_t> difference_won_;
};

}  // namespace quarterdeck::simulate
