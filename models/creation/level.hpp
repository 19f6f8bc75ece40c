// models/creation/level.hpp – the level of a count that drifts from period to period.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace quarterdeck::models::creation {

/// Count of one past period.
struct CountObservation {
  double count = 0;
  double age_periods = 1;  ///< before the forecast period, > 0
  double weight = 1;       ///< power of its likelihood, 1 for a period of its own
  double log_season = 0;   ///< taken off the level
};

/// One row of the posterior predictive.
struct LevelDraw {
  double log_mean = 0;    ///< of the count of the forecast period, season not included
  double dispersion = 0;  ///< phi: Var N = mean + phi mean²
};

/// A cell of the grid of the prior of (sigma, phi).
struct LevelPriorCell {
  double drift = 0;       ///< sigma
  double dispersion = 0;  ///< phi
  double mass = 0;        ///< sums to 1 over the grid
};

/// The prior as LevelPosterior has it: half-normal(0.15) and exponential(mean 0.05), on its grid.
[[nodiscard]] std::vector<LevelPriorCell> level_prior();

/// Local-level model of counts:
///
///   N_t ~ NegBin(exp(l_t + season_t), size 1/phi),   l_t = l_{t-1} + sigma e,   e ~ N(0, 1) a
///   period sigma ~ half-normal(0.15), phi ~ exponential(mean 0.05), l_1 ~ density ∝ exp(l/2)
///
/// filtered forward on a grid of 101 levels for each pair of a 7 × 7 grid of (sigma, phi), and
/// predicted for the forecast period. No normal approximation, so counts of zero are at home.
/// @source local level model: Harvey (1989), Forecasting, Structural Time Series Models and the
/// Kalman Filter, ch. 2 (there Gaussian)
/// @verified tests/unit/models/level_test.cpp, tests/unit/models/sbc_test.cpp
class LevelPosterior {
 public:
  /// @param observations  in any order; not empty
  explicit LevelPosterior(std::vector<CountObservation> observations);
  /// n rows, one in each of n equal strata of the posterior's mass.
  [[nodiscard]] std::vector<LevelDraw> draws(std::uint64_t seed, std::string_view name,
                                             std::size_t n) const;
  [[nodiscard]] double mean() const;        ///< of exp(level) of the forecast period
  [[nodiscard]] double mean_drift() const;  ///< posterior mean of sigma, a period
  [[nodiscard]] double mean_dispersion() const;

 private:
  std::vector<double> level_;       ///< grid of log levels
  std::vector<double> phi_;         ///< grid of dispersions
  std::vector<double> cumulative_;  ///< of the joint mass [phi][level]
  double mean_drift_ = 0;
};

}  // namespace quarterdeck::models::creation
