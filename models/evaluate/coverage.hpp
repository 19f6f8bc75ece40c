// models/evaluate/coverage.hpp – how often outcomes fell inside their intervals.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/evaluate/interval.hpp"

namespace quarterdeck::models::evaluate {

/// Wilson's interval for a proportion, with p̂ = hits/n and z the normal quantile of the level:
///
///   (p̂ + z²/2n ± z sqrt(p̂ (1 − p̂)/n + z²/4n²)) / (1 + z²/n)
///
/// @param n     may be a fraction: an effective number of weighted cases
/// @param level two-sided, in (0, 1)
/// @return absent when n is not positive
/// @pre 0 <= hits <= n
/// @source Wilson (1927), JASA 22(158)
/// @verified tests/unit/evaluate/coverage_test.cpp, tests/reference/scores_test.cpp
[[nodiscard]] std::optional<Ranged> wilson(double hits, double n, double level = 0.95);

/// Levels at which coverage is reported.
inline constexpr std::array<double, 3> coverage_levels{0.5, 0.8, 0.9};

/// Outcomes in and around the central interval of one level.
struct Coverage {
  double level = 0;
  std::int64_t n = 0;
  std::int64_t inside = 0;
  std::int64_t below = 0;  ///< outcome under the interval
  std::int64_t above = 0;
  Ranged share{};               ///< inside / n with Wilson's 95 % interval
  std::int64_t usual_low = 0;   ///< a right forecast has fewer inside with at most 2.5 %
  std::int64_t usual_high = 0;  ///< and more inside with at most 2.5 %
};

/// Coverage of central intervals by PITs: an outcome is inside when its PIT is in
/// [(1 − level)/2, (1 + level)/2], which is right for atoms and for few draws too.
/// @return one entry a level; empty without PITs
/// @verified tests/unit/evaluate/coverage_test.cpp
[[nodiscard]] std::vector<Coverage> coverage(std::span<double const> pits,
                                             std::span<double const> levels = coverage_levels);

/// Where an outcome lies relative to an interval whose ends belong to it: −1 below, 0 inside, 1
/// above.
[[nodiscard]] int position(Interval interval, double actual);

}  // namespace quarterdeck::models::evaluate
