// tools/service/forecast/exact_chances.hpp – chances of targets by the exact engine.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <map>
#include <vector>

#include "engine/exact/exact.hpp"

namespace quarterdeck::service {

/// Orders of posterior rows by the scope that they are of.
using RowOrders = std::map<exact::Scope, std::vector<Eigen::Index>>;

/// Those of the company and of the scopes that targets are about.
[[nodiscard]] RowOrders row_orders(plan::Plan const& plan, std::vector<std::size_t> const& targets);

/// P(hit) of a plan's targets; makes one distribution for each scope that they are about.
/// @verified tests/unit/service/cell_evaluator_test.cpp, tests/cli/forecast_test.cpp
class ExactChances {
 public:
  /// @param total  of the company, made with the options
  /// @param orders  in which rows are taken for each scope; nullptr: as the options say
  /// @pre the plan and the orders outlive this
  ExactChances(plan::Plan const& plan, exact::Distribution total,
               exact::ExactOptions const& options, RowOrders const* orders = nullptr);
  /// @param target  into plan.targets
  [[nodiscard]] double p_hit(std::size_t target);

 private:
  plan::Plan const* plan_;
  exact::ExactOptions options_;
  RowOrders const* orders_;
  std::map<exact::Scope, exact::Distribution> of_scope_;
};

}  // namespace quarterdeck::service
