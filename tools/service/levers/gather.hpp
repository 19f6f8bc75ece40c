// tools/service/levers/gather.hpp – answers of cells that were evaluated in parallel.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <utility>
#include <vector>

#include "engine/core/diagnostic.hpp"

namespace quarterdeck::service {

/// What an evaluation of many cells comes to.
/// @param faults    [cell] why its scenario cannot be applied; empty where it can
/// @param all_done  whether every cell was evaluated
/// @return  the answers, nothing of them where the work was stopped, or the faults of the first
///          cell that has any
/// @verified tests/unit/service/cell_evaluator_test.cpp
template <class Answer>
[[nodiscard]] core::Checked<std::vector<Answer>> gather(std::vector<Answer> answers,
                                                        std::vector<core::Diagnostics> faults,
                                                        bool all_done) {
  for (auto& of_cell : faults) {
    if (!of_cell.empty()) return tl::unexpected(std::move(of_cell));
  }
  if (!all_done) answers.clear();
  return answers;
}

}  // namespace quarterdeck::service
