// models/posterior/draws.hpp – posterior draws keyed by the name of what is drawn and by the row.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/random/stream.hpp"

namespace quarterdeck::models {

/// Stream of one parameter in one row: other parameters and rows have others, so a draw does not
/// depend on which further cells or deals exist.
[[nodiscard]] random::Stream row_stream(std::uint64_t seed, std::uint64_t entity,
                                        std::uint64_t row);

/// One uniform in each of n equal strata of (0, 1), in an order shuffled by (seed, name).
[[nodiscard]] std::vector<double> stratified_uniforms(std::uint64_t seed, std::string_view name,
                                                      std::size_t n);

/// The standard normal quantiles of `stratified_uniforms`.
[[nodiscard]] std::vector<double> stratified_normals(std::uint64_t seed, std::string_view name,
                                                     std::size_t n);

/// Logarithm of a Gamma(shape, 1) variate; finite for any shape > 0, however small.
///   shape < 1:  log G(shape) = log G(shape + 1) + log(U) / shape
/// @source Marsaglia & Tsang (2000), ACM TOMS 26(3), for the step from shape + 1 to shape
[[nodiscard]] double log_gamma_variate(random::Stream& stream, double shape);

/// Beta(a, b) variate, inside (1e-12, 1 - 1e-12).
[[nodiscard]] double beta_variate(random::Stream& stream, double a, double b);

/// Standard normal variate.
[[nodiscard]] double normal_variate(random::Stream& stream);

/// Standard normal quantile, to 1e-15 relative.
/// @pre 0 < p < 1
/// @source Wichura (1988), Algorithm AS 241, Applied Statistics 37(3)
/// @verified tests/unit/models/draws_test.cpp
[[nodiscard]] double normal_quantile(double p);

/// Standard normal distribution function.
[[nodiscard]] double normal_cdf(double x);

/// log Gamma(x) for x > 0, to 1e-13 relative or absolute: Stirling's series after a shift to x
/// >= 9.
/// @source Abramowitz & Stegun (1964), 6.1.40
/// @verified tests/unit/models/draws_test.cpp
[[nodiscard]] double log_gamma(double x);

}  // namespace quarterdeck::models
