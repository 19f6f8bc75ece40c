// models/evaluate/comparison.hpp – is one forecast better than another, or was it luck.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "models/evaluate/bootstrap.hpp"
#include "models/evaluate/interval.hpp"

namespace quarterdeck::models::evaluate {

/// Test that the mean of loss differences is 0.
struct DieboldMariano {
  std::size_t n = 0;
  double mean = 0;       ///< of the differences; below 0: the first forecast is better
  double statistic = 0;  ///< with the small-sample factor
  double p_value = 1;    ///< two-sided, Student's t with n − 1 degrees of freedom
};

/// Diebold–Mariano test with the factor of Harvey, Leybourne and Newbold:
///
///   d̄ / sqrt((γ_0 + 2 Σ_{k<h} γ_k)/n) × sqrt((n + 1 − 2h + h(h − 1)/n)/n)
///
/// @param differences  loss of the first minus loss of the second forecast, in order of time
/// @param horizon      h >= 1: forecasts overlap h − 1 steps
/// @return absent with fewer than two differences, with n <= h, or when the variance is not
/// positive
/// @source Diebold & Mariano (1995), JBES 13(3); Harvey, Leybourne & Newbold (1997), International
/// Journal of Forecasting 13(2)
/// @verified tests/unit/evaluate/comparison_test.cpp, tests/reference/scores_test.cpp
[[nodiscard]] std::optional<DieboldMariano> diebold_mariano(std::span<double const> differences,
                                                            std::size_t horizon = 1);

/// Losses of two forecasts in one case: a period at one number of weeks left.
struct PairedLoss {
  std::string period{};
  double loss = 0;
  double reference_loss = 0;
};

/// The same test on the mean difference of each period: cases of one period share its outcome and
/// are one observation.
/// @verified tests/unit/evaluate/comparison_test.cpp
[[nodiscard]] std::optional<DieboldMariano> diebold_mariano_by_period(
    std::span<PairedLoss const> losses);

/// Skill with what a resampling of whole periods says of it.
struct SkillComparison {
  std::size_t n_periods = 0;
  Ranged skill{};             ///< 1 − Σ loss / Σ reference loss
  double share_positive = 0;  ///< of the replicates with a skill above 0
};

/// Paired bootstrap: both forecasts are resampled by the same periods.
/// @return absent with fewer than two periods or when the reference losses do not sum to more than
///         0; the interval is at the expanded level
/// @verified tests/unit/evaluate/comparison_test.cpp
[[nodiscard]] std::optional<SkillComparison> compare_skill(std::span<PairedLoss const> losses,
                                                           BootstrapOptions const& options = {});

}  // namespace quarterdeck::models::evaluate
