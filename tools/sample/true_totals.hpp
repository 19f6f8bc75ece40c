// tools/sample/true_totals.hpp – re-simulation of the open quarter, and the luck it starts from.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <vector>

#include "tools/sample/world.hpp"

namespace quarterdeck::sample {

/// Law of a quarter's luck given what the quarter has shown so far, on a grid of period effect and
/// drift; see `true_totals` for the formula. Without evidence it is the prior.
/// @verified tests/unit/sample/true_totals_test.cpp
class LuckLaw {
 public:
  LuckLaw(CompanySpec const& spec, double arrival_effect, Evidence const& evidence);
  /// One draw: a cell of the grid by its weight, and uniform inside the cell.
  [[nodiscard]] QuarterLuck operator()(random::Stream& stream) const;
  [[nodiscard]] double mean_effect() const;

 private:
  std::vector<double> effect_;  ///< grid; a single zero when its sd is zero
  std::vector<double> drift_;
  double effect_step_ = 0;
  double drift_step_ = 0;
  std::vector<double> cumulative_;  ///< [effect][drift], ends at 1
};

/// Won totals of the open quarter by region, USD minor units, [re-simulation][region].
/// @param world  at the as-of day, with its evidence
[[nodiscard]] std::vector<std::vector<core::Minor>> re_simulate(World const& world, int n,
                                                                int n_threads);

}  // namespace quarterdeck::sample
