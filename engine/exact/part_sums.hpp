// engine/exact/part_sums.hpp – what the parts of one plan are together.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/exact/part.hpp"

namespace quarterdeck::exact {

/// The parts that a plan is made of.
using PartList = std::vector<Part const*>;

/// @pre none of these is asked of an empty list
[[nodiscard]] TotalMoments moments_of(double booked, PartList const& parts);
[[nodiscard]] GuideSums guide_of(PartList const& parts);

/// Whether all amounts are multiples of a unit, few enough for a lattice over the range, so that
/// the total moves in steps.
[[nodiscard]] bool is_on_lattice(PartList const& parts, Range const& range,
                                 ExactOptions const& options);

/// The range of one plan alone, as `find_range` has it, with the arguments that gave its ends.
struct OwnRange {
  Range range;  ///< booked included
  std::size_t low_argument = 0;
  std::size_t high_argument = 0;
};
[[nodiscard]] OwnRange own_range(double booked, PartList const& parts, PartFrame const& frame,
                                 double outside);

/// A range that was not made for the plan.
struct AskedRange {
  double booked = 0;
  Range beyond;  ///< what the guide adds at both ends, see Guide::beyond
  Range range;
};
/// Bound on the probability that the total over the outer draws is outside the range less what the
/// guide adds.
[[nodiscard]] double outside_of(PartList const& parts, PartFrame const& frame,
                                AskedRange const& asked);

/// Bounds on |phi| at the middles of the frame's stretches.
[[nodiscard]] std::vector<double> decay_of(PartList const& parts, PartFrame const& frame);
/// Bound on what is lost beyond the frequencies kept. @pre the frame's stretches are those beyond
[[nodiscard]] double tail_of(PartList const& parts, PartFrame const& frame);
/// Bound on the probability of an atom that a common unit of amounts could leave after all else has
/// smoothed it.
/// @param per_unit  density, a minor unit, that the series could have at most
[[nodiscard]] double largest_atom(PartList const& parts, PartFrame const& frame, double per_unit);

/// Greatest common divisor of what is never scaled, whatever its ratios; 0 if there is none.
[[nodiscard]] std::int64_t unit_of(PartList const& parts);

}  // namespace quarterdeck::exact
