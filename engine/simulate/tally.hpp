// engine/simulate/tally.hpp – what one thread has counted so far.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "engine/results/results.hpp"
#include "engine/simulate/block.hpp"

namespace quarterdeck::simulate {

/// Sums over blocks. All are integers, so it does not matter which thread counted which block.
///
/// The histograms of all series are larger than the caches near a core, and a block has but 64
/// values for each. So values wait until there are enough of a series to count them in one go.
class Tally {
 public:
  explicit Tally(PlanLayout const& layout);
  void add(Block const& block);
  /// Adds everything to results that have the plan's shape, see `empty_results`.
  void add_to(results::Results& results, PlanLayout const& layout);

  DealSums deals;

 private:
  /// Where a series is found: open, created later and won count come first, then weeks, then slots.
  static constexpr std::size_t first_week = 3;
  /// Blocks whose values wait.
  static constexpr std::size_t n_waiting_blocks = 16;
  void wait(std::size_t series, core::Minor const* values);
  void count_waiting();

  core::Minor booked_count_;
  std::size_t first_slot_;
  std::vector<results::Series> series_;
  std::vector<core::Minor> waiting_;  ///< [(series * n_waiting_blocks + block) * 64 + lane]
  std::size_t n_waiting_ = 0;         ///< blocks
  std::vector<std::int64_t> hits_;
  std::vector<results::ExactSum> shortfall_;
};

/// Results of no trial, with a place for every week, group value, target and deal of the plan.
[[nodiscard]] results::Results empty_results(plan::Plan const& plan, int trials_per_outer_draw);

}  // namespace quarterdeck::simulate
