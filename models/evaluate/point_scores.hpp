// models/evaluate/point_scores.hpp – scores of single numbers, and CRPS in their units.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <span>

namespace quarterdeck::models::evaluate {

/// Weighted absolute percentage error: Σ|f − y| / Σ|y|. Give the medians, which minimise it.
/// @return a share, >= 0; absent without cases or when every actual is 0
/// @pre as many forecasts as actuals
/// @source Kolassa & Schütz (2007), Foresight 6, "MAD/mean ratio"
/// @verified tests/unit/evaluate/point_scores_test.cpp
[[nodiscard]] std::optional<double> wape(std::span<double const> forecasts,
                                         std::span<double const> actuals);

/// Bias: Σ(f − y) / Σ|y|, positive when forecasts were too high. Give the means.
/// @return a share; absent without cases or when every actual is 0
/// @pre as many forecasts as actuals
/// @verified tests/unit/evaluate/point_scores_test.cpp
[[nodiscard]] std::optional<double> bias(std::span<double const> forecasts,
                                         std::span<double const> actuals);

/// A mean absolute percentage error and what it could not use.
struct Mape {
  double value = 0;
  std::size_t left_out = 0;  ///< cases with an actual of 0
};

/// Mean of |f − y| / |y|, because it is asked for. Not to be trusted: a case with a small actual
/// outweighs all others, one with none has to be left out, and it rewards forecasting too low
/// (at worst 100 % off below, without limit above). WAPE has none of these faults.
/// @return absent when no actual differs from 0
/// @pre as many forecasts as actuals
/// @source Goodwin & Lawton (1999), International Journal of Forecasting 15(4), on its asymmetry
/// @verified tests/unit/evaluate/point_scores_test.cpp
[[nodiscard]] std::optional<Mape> mape(std::span<double const> forecasts,
                                       std::span<double const> actuals);

/// Normalised CRPS: Σ CRPS / Σ|y|, which is the WAPE when the forecasts are points.
/// @return a share; absent without cases or when every actual is 0
/// @pre as many scores as actuals
/// @verified tests/unit/evaluate/point_scores_test.cpp
[[nodiscard]] std::optional<double> normalised_crps(std::span<double const> crps,
                                                    std::span<double const> actuals);

}  // namespace quarterdeck::models::evaluate
