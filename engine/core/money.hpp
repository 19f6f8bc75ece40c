// engine/core/money.hpp – money in integer minor units, so that sums are exact and free of order.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <limits>
#include <string>

namespace quarterdeck::core {

/// An amount in hundredths of a currency unit (cents). For currencies without a minor unit the two
/// last digits are zero. 64 bits hold ±92 quadrillion units, so sums of any book are exact.
using Minor = std::int64_t;

/// Marks an unknown amount inside columns; elsewhere use std::optional. Unknown is never zero.
inline constexpr Minor no_amount = std::numeric_limits<Minor>::min();

inline constexpr Minor minor_per_unit = 100;
inline constexpr double units_per_minor = 0.01;

/// Nearest minor unit of an amount given in currency units; halves away from zero.
/// @throws NumericError when the amount is not finite or exceeds ±9e16 minor units
/// @verified tests/unit/core/money_test.cpp
[[nodiscard]] Minor to_minor(double units);

/// The amount in currency units.
[[nodiscard]] constexpr double to_units(Minor minor) {
  return static_cast<double>(minor) * units_per_minor;
}

/// Whole currency units, halves away from zero, with thousands separators: `4,203,118`. An unknown
/// amount is written as the empty text.
[[nodiscard]] std::string format_units(Minor minor);

}  // namespace quarterdeck::core
