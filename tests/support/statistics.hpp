// tests/support/statistics.hpp – tolerances from standard errors, never by hand.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>

namespace quarterdeck::test {

/// False-alarm probability of a single statistical check unless it says otherwise.
inline constexpr double default_p_fail = 1e-6;

/// Two-sided normal quantile: |Z| exceeds it with probability p_fail.
[[nodiscard]] double z_limit(double p_fail = default_p_fail);

/// Whether a sample mean is within z_limit standard errors of the truth.
[[nodiscard]] bool mean_agrees(std::span<double const> sample, double truth,
                               double p_fail = default_p_fail);

/// Whether k successes of n are in the central 1 - p_fail of Binomial(n, p).
[[nodiscard]] bool count_agrees(std::int64_t k, std::int64_t n, double p,
                                double p_fail = default_p_fail);

/// Dvoretzky–Kiefer–Wolfowitz: sup |F_n - F| exceeds this with probability at most p_fail.
/// @source Massart (1990), Annals of Probability 18(3)
[[nodiscard]] double dkw_limit(std::int64_t n, double p_fail = default_p_fail);

/// p-value of the Kolmogorov–Smirnov test of uniformity on (0, 1), asymptotic series.
[[nodiscard]] double uniform_p_value(std::span<double const> sample);

}  // namespace quarterdeck::test
