// models/win/table/size_effect.hpp – larger deals of a cell are won more or less often than its
// average. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "models/past/landmarks.hpp"

namespace quarterdeck::models::win {

/// One past deal with the rate of its cell.
struct SizedOutcome {
  double log_size = 0;  ///< log(amount / median of the segment), clipped to ±3
  double logit = 0;     ///< of the cell's rate
  double weight = 1;
  double won = 0;  ///< 0 or 1
};

/// Slope of the win odds on the size of a deal, beside its cell:
///
///   logit p = logit p_cell + intercept + slope × log(amount / median of the segment)
///   intercept ~ N(0, 0.2²), slope ~ N(0, 0.25²)
///
/// fitted by Newton steps, with the normal approximation at the mode as posterior. Without it money
/// is overstated wherever large deals win less often than small ones of the same cell.
/// @source Laplace approximation of a logistic regression with offset: Gelman et al., Bayesian Data
/// Analysis, 3rd ed., ch. 4 and 16
/// @verified tests/unit/models/size_effect_test.cpp
struct SizeEffect {
  bool known = false;  ///< amounts at past dates are on record
  double intercept = 0;
  double slope = 0;
  double sd_intercept = 0.2;
  double sd_slope = 0.25;
  double correlation = 0;
  std::map<std::string, core::Minor> median;  ///< amount in open pipelines, a segment
  core::Minor median_all = core::no_amount;
};

/// @return mode and curvature; medians are left empty
[[nodiscard]] SizeEffect fit_slope(std::vector<SizedOutcome> const& outcomes);

/// Medians of the amounts at the landmarks.
void learn_medians(SizeEffect& effect, Landmarks const& marks);

/// log(amount / median of the segment) clipped to ±3; 0 where either is unknown.
[[nodiscard]] double log_size(SizeEffect const& effect, DealState const& state);

/// Sizes within one step share a cell of the plan; a step moves the logit by about 0.1.
[[nodiscard]] int size_step(SizeEffect const& effect, DealState const& state);

/// Draws of the factor on the odds of deals of that step, one a row.
[[nodiscard]] std::vector<double> odds_draws(SizeEffect const& effect, int step, std::uint64_t seed,
                                             std::size_t n_rows);

}  // namespace quarterdeck::models::win
