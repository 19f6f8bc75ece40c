// engine/simulate/arrivals.hpp – business that is created and won after the as-of date.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/simulate/plan_layout.hpp"

namespace quarterdeck::simulate {

/// Largest mean count of wins of one arrival cell that is simulated win by win.
inline constexpr double max_arrival_mean = 1e6;

/// Distribution function of a count, for drawing by inversion.
class CountTable {
 public:
  /// Negative binomial with mean m and size s, variance m + m^2 / s; Poisson when s is infinite.
  ///
  ///   p(k + 1) = p(k) (k + s) / (k + 1) · m / (m + s)
  ///
  /// from the mode in both directions, down to 1e-12 of the mode's probability, which is finer
  /// than the 2^-32 steps of the words that it is drawn with.
  /// @pre size > 0
  /// @throws core::NumericError when the mean is not a number or above max_arrival_mean
  void fill(double mean, double size);
  /// Smallest k with P(count <= k) above the position (word + 1/2) / 2^32. For a given word it
  /// never falls when the mean rises.
  [[nodiscard]] std::int64_t count(std::uint32_t word) const noexcept;

 private:
  void ascend(double ratio, double size, double mode);
  void descend(double ratio, double size, double mode);

  std::int64_t first_ = 0;
  std::vector<double> cumulative_{1.0};
  std::vector<double> below_;
};

/// Input and output of `play_arrivals` for one block.
struct ArrivalPass {
  PlanLayout const* layout;
  std::uint64_t seed;
  std::uint64_t block;
  int width;                             ///< lanes that share an outer draw
  std::span<double const> mean;          ///< [arrival cell * n_sub + sub-group]
  std::span<double const> amount_scale;  ///< [arrival cell * n_sub + sub-group]
  std::int64_t* week;                    ///< [week * 64 + lane], added to
  std::int64_t* group;                   ///< [slot * 64 + lane], added to
  std::int32_t* won_count;               ///< [lane], added to
  std::int64_t* amount;                  ///< [lane], added to
  CountTable* table;                     ///< scratch
};

/// Draws the wins of every arrival cell in the 64 trials of a block. The n-th win of a lane takes
/// its week from word n of purpose arrival_week and its entry from word n of purpose
/// arrival_entry, so that a larger count keeps the wins of a smaller one.
/// @throws core::NumericError see CountTable::fill
/// @verified tests/unit/simulate/arrivals_test.cpp
void play_arrivals(ArrivalPass const& pass);

}  // namespace quarterdeck::simulate
