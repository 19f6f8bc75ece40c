// models/evaluate/pit.hpp – where outcomes fell in their forecasts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace quarterdeck::models::evaluate {

/// The stretch of (0, 1) that an outcome takes up in a forecast of m draws:
///
///   low = #{x < y} / (m + 1),   high = (#{x < y} + #{x = y} + 1) / (m + 1)
///
/// A point drawn uniformly in it is exactly uniform on (0, 1) when outcome and draws are
/// exchangeable, ties and small m included.
struct PitRange {
  double low = 0;
  double high = 1;
};

/// @param sorted  draws, ascending; without draws the range is (0, 1)
/// @verified tests/unit/evaluate/pit_test.cpp
[[nodiscard]] PitRange pit_range(std::span<double const> sorted, double actual);

/// Randomised probability integral transform: low + v (high − low), with v uniform on (0, 1) keyed
/// by the seed and by what the forecast is for, so that neither the order of the forecasts nor how
/// many there are moves it.
/// @param what  name of the forecast, such as "2026-Q3 / 9 weeks left"
/// @source Czado, Gneiting & Held (2009), Biometrics 65(4), section 2
/// @verified tests/unit/evaluate/pit_test.cpp
[[nodiscard]] double randomised_pit(PitRange range, std::string_view what, std::uint64_t seed);

/// Histogram of PITs without random numbers: every range spreads its mass 1/n evenly over the
/// bins it crosses.
/// @return shares of n_bins bins of equal width, sum 1; empty without ranges
/// @pre n_bins >= 1
/// @source Czado, Gneiting & Held (2009), Biometrics 65(4)
/// @verified tests/unit/evaluate/pit_test.cpp
[[nodiscard]] std::vector<double> pit_histogram(std::span<PitRange const> ranges,
                                                std::size_t n_bins);

/// Distance of PITs from uniform.
struct Uniformity {
  double statistic = 0;  ///< Kolmogorov–Smirnov: largest distance of the distribution functions
  double p_value = 1;    ///< chance of one at least as large if they were uniform
};

/// PITs in a few numbers.
struct PitSummary {
  std::size_t n = 0;
  double mean = 0;                 ///< ½ is unbiased; above: outcomes were higher than forecast
  std::optional<double> spread{};  ///< 12 × variance: 1 is right, below too wide, above too narrow
  std::optional<Uniformity> uniformity;  ///< only with least_for_uniformity PITs
};

/// PITs below which a test of uniformity says nothing.
inline constexpr std::size_t least_for_uniformity = 20;

/// @param pits  in [0, 1]; those of one period at several weeks are not independent, so give one a
///              period when the p-value is to be believed
/// @return absent without PITs
/// @verified tests/unit/evaluate/pit_test.cpp
[[nodiscard]] std::optional<PitSummary> summarise_pits(std::span<double const> pits);

/// Chance that the Kolmogorov–Smirnov statistic of n uniform values is at least `statistic`: exact
/// below 100 values, by the limiting series from there on.
/// @pre n >= 1, 0 <= statistic <= 1
/// @source Marsaglia, Tsang & Wang (2003), J. Statistical Software 8(18); Kolmogorov (1933)
/// @verified tests/unit/evaluate/pit_test.cpp, tests/reference/scores_test.cpp
[[nodiscard]] double kolmogorov_p_value(double statistic, std::size_t n);

}  // namespace quarterdeck::models::evaluate
