// engine/exact/log_series.hpp – logarithms of characteristic functions as polynomials of the draw.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>

#include "engine/exact/summands.hpp"

namespace quarterdeck::exact {

/// Frequencies worked on together.
inline constexpr std::size_t block_size = 8;
/// Real parts of the block, then imaginary parts.
using Lanes = std::array<double, 2 * block_size>;
using Frequencies = std::array<double, block_size>;

/// One term  coefficient × T_m(x) × T_q(y), where x is the group's win probability or the logarithm
/// of its arrival mean and y its scale, both brought to [-1, 1].
struct Term {
  std::uint32_t group = 0;
  std::uint16_t m = 0;
  std::uint16_t q = 0;
  Lanes coefficient{};
};

/// log phi of many parts of a group, as a short polynomial.
struct LogSeries {
  std::vector<Term> terms;
  double error = 0;  ///< bound on the error of the logarithm, at the worst frequency
};

/// A deal that must be multiplied in by itself: its 1 + p (phi_A - 1) comes near zero for some p,
/// or turns too fast with the scale.
struct SingleDeal {
  std::uint32_t group = 0;
  double amount = 0;
};

/// What series are wanted: the logarithms at one block of frequencies.
struct SeriesRequest {
  Summands const& summands;
  Frequencies const& u;
  double tolerance = 0;  ///< about the error of the series of one group
};

/// Adds a deal group's series. Deals whose logarithm is not smooth over the draws go to `singles`.
void add_deal_series(SeriesRequest const& request, std::uint32_t group, LogSeries& series,
                     std::vector<SingleDeal>& singles);

/// Adds an arrival group's series; in its terms arrival groups are numbered after the deal groups.
/// @return false, with nothing added, when it turns too fast with the scale
[[nodiscard]] bool add_arrival_series(SeriesRequest const& request, std::uint32_t group,
                                      LogSeries& series);

/// log (1 - m/r (phi_a - 1))^-r, Poisson when r is infinite.
[[nodiscard]] Complex log_arrivals(double mean, double size, Complex less_one);

}  // namespace quarterdeck::exact
