// engine/exact/range.hpp – where the total can be, but for a stated probability.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/exact/book.hpp"

namespace quarterdeck::exact {

struct Range {
  double low = 0;  ///< minor units, booked included
  double high = 0;
  double outside = 0;  ///< bound on the probability of a total outside
};

/// The support where it is bounded, narrowed by Chernoff's bound on both sides: for t > 0
///   P(X >= b) <= E e^{t (X - b)},
/// averaged over the outer draws, at the best of a few t. Every group's logarithm of the moment
/// function is bounded from above: by tangents in p (it is concave in p) and chords in the scale
/// (it is convex in the scale), so the bound holds for every draw.
/// @param outside  probability allowed on each side
[[nodiscard]] Range find_range(Book const& book, BookMoments const& moments, double outside);

}  // namespace quarterdeck::exact
