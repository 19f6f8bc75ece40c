// tools/service/past/sorted_values.cpp – see sorted_values.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/past/sorted_values.hpp"

#include <cmath>

#include "engine/io/ledger/ledger.hpp"
#include "models/evaluate/quantile_score.hpp"

namespace quarterdeck::service {

Spread spread_of_sorted(std::vector<double> const& sorted) {
  Spread spread;
  auto const n = static_cast<double>(sorted.size());
  for (double const value : sorted) spread.mean += value / n;
  double squares = 0;
  for (double const value : sorted) squares += (value - spread.mean) * (value - spread.mean);
  spread.sd = sorted.size() < 2 ? 0 : std::sqrt(squares / (n - 1));
  for (std::size_t i = 0; i < quantile_levels.size(); ++i)
    spread.quantiles[i] = models::evaluate::quantile_of_sorted(sorted, quantile_levels[i]);
  return spread;
}

std::vector<double> ledger_grid(std::vector<double> const& sorted) {
  std::vector<double> grid;
  std::size_t const parts = 2 * io::ledger_grid_points;
  for (std::size_t k = 1; k < parts; k += 2) {
    std::size_t const rank = (sorted.size() * k + parts - 1) / parts;
    grid.push_back(sorted[rank - 1]);
  }
  return grid;
}

}  // namespace quarterdeck::service
