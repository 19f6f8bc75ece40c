// tests/unit/evaluate/simulated_companies.hpp – forecasts of known truth, and ways to distort them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "models/evaluate/predictability.hpp"

namespace quarterdeck::test {

/// What is done to the true distribution of a company's total.
enum class Distortion {
  none,
  wide,        ///< 1.5 times as wide
  very_wide,   ///< 2.5 times
  narrow,      ///< half as wide
  point,       ///< its median, certain
  low,         ///< 10 % too low
  high,        ///< 10 % too high
  flips,       ///< moved by a tenth of its median at random every week
  frozen,      ///< that of twelve weeks left, however many are left
  mixed,       ///< half of it the reference
  shaded,      ///< a tenth narrower
  sandbagged,  ///< 2 % lower
};

/// Eight quarters at 12, 9, 6 and 3 weeks left of a company whose weekly bookings are normal around
/// a level of the quarter that the truth knows and the reference (the mean rest of the last four
/// quarters, with its past errors) does not. Numbered, and the same on every run.
[[nodiscard]] std::vector<models::evaluate::ScoredForecast> replay_company(std::uint64_t company,
                                                                           Distortion distortion);

/// What becomes of the worst periods.
enum class Worst { erased, marked_missing };

/// The two periods with the largest CRPS over scale taken out or marked missing.
[[nodiscard]] std::vector<models::evaluate::ScoredForecast> without_two_worst(
    std::vector<models::evaluate::ScoredForecast> forecasts, Worst what);

}  // namespace quarterdeck::test
