// engine/plan/outer.hpp – one outer draw: the shared luck and the parameters that a block of trials
// has. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <vector>

#include "engine/plan/plan.hpp"

namespace quarterdeck::plan {

/// Factors and parameter row of outer draw k.
struct OuterPoint {
  Eigen::Index row = 0;
  double company = 0;           ///< z, market shift included
  std::vector<double> segment;  ///< v, one a segment factor
};

/// Outer draw k of a run: row k mod n_rows; factors from the k-th point of a Sobol sequence whose
/// digits are shifted by a hash of (seed, dimension), through the normal quantile. The same for the
/// simulator and the exact engine, for any thread, rank or split.
/// @source Sobol (1967) via Boost.Random; digital shift: Owen (1995), L'Ecuyer & Lemieux (2002)
class OuterSequence {
 public:
  OuterSequence(Plan const& plan, std::uint64_t seed);
  [[nodiscard]] OuterPoint operator()(std::uint64_t outer) const;

 private:
  Eigen::Index n_rows_;
  double market_shift_;
  std::vector<std::uint32_t> shift_;  ///< [dimension]
  std::vector<std::vector<std::uint32_t>>
      direction_;  ///< [dimension][bit], Sobol direction numbers
};

/// What a block of trials needs of its outer draw; reused from draw to draw without allocation.
struct OuterState {
  std::vector<double> win_probability;  ///< [cell]
  std::vector<double> arrival_mean;     ///< [arrival cell]
  Eigen::Index row = 0;
};

void fill(OuterState& state, Plan const& plan, OuterPoint const& point);

/// Mean of the total (booked included, minor units) given the outer draw.
[[nodiscard]] double conditional_mean(Plan const& plan, OuterState const& state);

/// Mean of the total given only the parameter row, factors averaged out (exact in this model).
[[nodiscard]] double row_mean(Plan const& plan, Eigen::Index row);

/// Mean final over current amount of a table: the mean of its entries.
[[nodiscard]] double mean_ratio(Plan const& plan, std::size_t amount_table);

}  // namespace quarterdeck::plan
