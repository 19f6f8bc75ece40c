// tests/unit/evaluate/simulated.hpp – outcomes and draws whose truth is known.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace quarterdeck::test {

/// A normal distribution.
struct Normal {
  double mean = 0;
  double sd = 1;
};

/// n draws in the order drawn, keyed by what they are for and a number.
[[nodiscard]] std::vector<double> draw_normal(Normal const& normal, std::string_view what,
                                              std::uint64_t number, std::size_t n);

/// The same, ascending.
[[nodiscard]] std::vector<double> sorted_normal(Normal const& normal, std::string_view what,
                                                std::uint64_t number, std::size_t n);

/// n uniform numbers in (0, 1).
[[nodiscard]] std::vector<double> draw_uniform(std::string_view what, std::uint64_t number,
                                               std::size_t n);

/// CRPS of a normal distribution: sd (z (2Φ(z) − 1) + 2φ(z) − 1/√π), z = (y − mean)/sd.
/// @source Gneiting & Raftery (2007), JASA 102(477), section 4.2
[[nodiscard]] double normal_crps(Normal const& normal, double y);

/// Whether the mean of the values is above 0 by more than chance explains.
[[nodiscard]] bool is_above_zero(std::vector<double> const& values);

}  // namespace quarterdeck::test
