// tests/unit/models/sbc.hpp – rank statistics of simulation-based calibration.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "tests/support/statistics.hpp"

namespace quarterdeck::test {

/// Rank of a truth among posterior draws as a point of (0, 1); ties are broken by `uniform`. When
/// the truth comes from the prior and the draws from its posterior, it is uniform.
/// @source Talts et al. (2018), arXiv 1804.06788
[[nodiscard]] inline double rank_of(double truth, std::vector<double> const& draws,
                                    double uniform) {
  double below = 0, equal = 0;
  for (double const draw : draws) {
    below += draw < truth ? 1 : 0;
    equal += draw == truth ? 1 : 0;
  }
  return (below + uniform * (equal + 1)) / (static_cast<double>(draws.size()) + 1);
}

}  // namespace quarterdeck::test
