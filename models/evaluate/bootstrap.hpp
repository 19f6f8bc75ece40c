// models/evaluate/bootstrap.hpp – how far numbers move when other periods had been seen.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "models/evaluate/interval.hpp"

namespace quarterdeck::models::evaluate {

struct BootstrapOptions {
  int n_replicates = 2000;  ///< at least 2
  std::uint64_t seed = 1;
  double level = 0.8;  ///< of intervals, two-sided, in (0, 1)
};

/// Periods drawn with replacement for one replicate: n − 1 of n, which makes the variance of a mean
/// right where n of n would make it too small by (n − 1)/n, a quarter with four periods. With one
/// period, that period.
/// @param what  name of the quantity; others draw others
/// @return how often each period was drawn
/// @source Rao & Wu (1988), JASA 83(401), the rescaling bootstrap with m = n − 1
/// @verified tests/unit/evaluate/comparison_test.cpp
[[nodiscard]] std::vector<int> resample(std::size_t n_periods, std::string_view what,
                                        std::uint64_t seed, int replicate);

/// Level at which percentiles of a bootstrap over n periods are to be taken so that they hold the
/// truth about as often as `level` says: 2 Φ(t) − 1 with t the (1 + level)/2 quantile of Student's
/// t with n − 1 degrees of freedom (the expanded percentile interval). 80 % becomes 90 % with four
/// periods and 84 % with eight.
/// @pre n_periods >= 2, 0 < level < 1
/// @source Hesterberg (2015), The American Statistician 69(4); its factor
/// sqrt(n/(n − 1)) falls away because `resample` draws n − 1
/// @verified tests/unit/evaluate/comparison_test.cpp,
/// tests/unit/evaluate/distorted_forecasts_test.cpp
[[nodiscard]] double expanded_level(double level, std::size_t n_periods);

/// Percentile interval of the values, type-1 quantiles.
/// @return absent without values
[[nodiscard]] std::optional<Interval> percentile_interval(std::vector<double> values, double level);

/// Mean of the values, added up in ascending order so that their order does not matter.
/// @pre not empty
[[nodiscard]] double mean_of(std::vector<double> values);

/// Standard deviation, dividing by n − 1.
/// @return absent with fewer than two values
[[nodiscard]] std::optional<double> standard_deviation(std::span<double const> values);

}  // namespace quarterdeck::models::evaluate
