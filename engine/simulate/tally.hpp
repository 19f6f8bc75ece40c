// engine/simulate/tally.hpp – what one thread has counted so far.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "engine/results/results.hpp"
#include "engine/simulate/block.hpp"

namespace quarterdeck::simulate {

/// Sums over blocks. All are integers, so it does not matter which thread counted which block.
class Tally {
 public:
  explicit Tally(Prepared const& prepared);
  void add(Block const& block);
  /// Adds everything to results that have the plan's shape, see `empty_results`.
  void add_to(results::Results& results, Prepared const& prepared) const;

  DealSums deals;

 private:
  core::Minor booked_count_;
  results::Series open_;
  results::Series created_later_;
  results::Series won_count_;
  std::vector<results::Series> week_;
  std::vector<results::Series> slot_;
  std::vector<std::int64_t> hits_;
  std::vector<results::ExactSum> shortfall_;
};

/// Results of no trial, with a place for every week, group value, target and deal of the plan.
[[nodiscard]] results::Results empty_results(plan::Plan const& plan, int trials_per_outer_draw);

}  // namespace quarterdeck::simulate
