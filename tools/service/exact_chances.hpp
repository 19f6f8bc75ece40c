// tools/service/exact_chances.hpp – chances of targets by the exact engine.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <map>
#include <utility>

#include "engine/exact/exact.hpp"

namespace quarterdeck::service {

/// P(hit) of a plan's targets; makes one distribution for each scope that they are about.
/// @verified tests/unit/service/cell_bench_test.cpp, tests/cli/forecast_test.cpp
class ExactChances {
 public:
  /// @param total  of the company, made with the options
  /// @pre the plan outlives this
  ExactChances(plan::Plan const& plan, exact::Distribution total,
               exact::ExactOptions const& options);
  /// @param target  into plan.targets
  [[nodiscard]] double p_hit(std::size_t target);

 private:
  plan::Plan const* plan_;
  exact::ExactOptions options_;
  std::map<std::pair<int, int>, exact::Distribution> of_scope_;  ///< by grouping and value
};

}  // namespace quarterdeck::service
