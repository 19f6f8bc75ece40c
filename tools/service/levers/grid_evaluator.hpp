// tools/service/levers/grid_evaluator.hpp – the cells of a grid, from parts that most of them
// share. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <atomic>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "engine/exact/variations.hpp"
#include "tools/service/levers/cell_evaluator.hpp"

namespace quarterdeck::service {

/// Where a grid goes.
struct GridOutline {
  std::vector<std::vector<scenarios::Scenario>> moved;  ///< [axis] it alone, at its ends
  std::vector<scenarios::Scenario> corners;
};

/// Evaluates the cells of a grid by the first replicate of a evaluator, like
/// `CellEvaluator::evaluate_quickly`, but with `exact::Variations`: what one cell has in common
/// with others is worked out once. A cell that changes nothing gives the evaluator's base to the
/// last bit.
/// @verified tests/unit/service/grid_evaluator_test.cpp
class GridEvaluator {
 public:
  /// @pre the evaluator outlives this and has common rows
  /// @return the evaluator, or why a corner of the grid cannot be applied
  /// @throws core::NumericError
  [[nodiscard]] static core::Checked<std::unique_ptr<GridEvaluator>> make(
      CellEvaluator const& evaluator, GridOutline const& outline);

  /// Every cell, in parallel; the same at any number of threads and in any division of the grid.
  /// @return the answers in order, nothing of them when the hook says stop, or the faults of the
  ///         first cell that cannot be applied
  /// @throws core::NumericError
  [[nodiscard]] core::Checked<std::vector<CellAnswer>> evaluate(
      std::span<scenarios::Scenario const> cells, Hooks const& hooks = {}) const;

  /// Cells that were evaluated as a whole, because the range common to all did not hold for them.
  [[nodiscard]] std::size_t n_whole() const { return n_whole_; }

 private:
  explicit GridEvaluator(CellEvaluator const& evaluator) : evaluator_(&evaluator) {}
  [[nodiscard]] CellAnswer answer(plan::Plan const& plan) const;

  CellEvaluator const* evaluator_;
  std::map<exact::Scope, std::unique_ptr<exact::Variations>> of_scope_;
  CellAnswer base_;
  mutable std::atomic<std::size_t> n_whole_{0};
};

}  // namespace quarterdeck::service
