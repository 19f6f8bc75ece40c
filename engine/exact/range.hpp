// engine/exact/range.hpp – where the total can be, but for a stated probability.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>

#include "engine/exact/summands.hpp"

namespace quarterdeck::exact {

struct Range {
  double low = 0;  ///< minor units, booked included
  double high = 0;
  double outside = 0;  ///< bound on the probability of a total outside
};

/// Arguments of the moment function tried, in units of 1 / standard deviation.
inline constexpr std::array<double, 11> trial_arguments = {0.1, 0.25, 0.5, 1,  2, 3.5,
                                                           5,   6.5,  9,   14, 22};

/// The support over the outer draws, infinite where it has no end; nothing outside.
[[nodiscard]] Range support(Summands const& summands);

/// The support where it is bounded, narrowed by Chernoff's bound on both sides: for t > 0
///   P(X >= b) <= E e^{t (X - b)},
/// averaged over the outer draws, at the best of a few t. Every group's logarithm of the moment
/// function is bounded from above: by tangents in p (it is concave in p) and chords in the scale
/// (it is convex in the scale), so the bound holds for every draw.
/// @param outside  probability allowed on each side
[[nodiscard]] Range find_range(Summands const& summands, TotalMoments const& moments,
                               double outside);

}  // namespace quarterdeck::exact
