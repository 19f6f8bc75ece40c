// models/win/table/odds.hpp – chances moved on the scale of odds.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>

#include "models/win/table/landmark.hpp"

namespace quarterdeck::models::win {

/// p with the odds p / (1 - p) multiplied. @pre 0 <= p <= 1, odds > 0
[[nodiscard]] inline double with_odds(double p, double odds) {
  return odds * p / (1 - p + odds * p);
}

/// The shift d of the log odds of all deals, from -20 to 20, at which as many wins are expected as
/// wanted:
///
///   Σ n p e^d / (1 - p + p e^d) = wanted
///
/// @pre chances lie inside (0, 1), 0 < wanted < Σ n
/// @verified tests/unit/models/plausible_range_test.cpp
[[nodiscard]] double log_odds_shift(std::span<PastOutcome const> deals, double wanted);

}  // namespace quarterdeck::models::win
