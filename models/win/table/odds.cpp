// models/win/table/odds.cpp – see odds.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/table/odds.hpp"

#include <cmath>

namespace quarterdeck::models::win {

double log_odds_shift(std::span<PastOutcome const> deals, double wanted) {
  double low = -20, high = 20;
  // The expected number rises with the shift.
  for (int i = 0; i < 60; ++i) {
    double const shift = (low + high) / 2;
    double sum = 0;
    for (PastOutcome const& deal : deals) {
      double const odds = deal.p / (1 - deal.p) * std::exp(shift);
      sum += deal.n * odds / (1 + odds);
    }
    (sum < wanted ? low : high) = shift;
  }
  return (low + high) / 2;
}

}  // namespace quarterdeck::models::win
