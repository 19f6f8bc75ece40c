// tools/service/past/sorted_values.hpp – values in ascending order as a spread and as a grid.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "tools/service/forecast/summary.hpp"

namespace quarterdeck::service {

/// Mean, standard deviation and type-1 quantiles of ascending values.
/// @pre not empty
[[nodiscard]] Spread spread_of_sorted(std::vector<double> const& sorted);

/// Type-1 quantiles of ascending values at (k - 1/2) / 200, as LedgerEntry has them.
/// @pre not empty
/// @verified tests/unit/service/recording_test.cpp
[[nodiscard]] std::vector<double> ledger_grid(std::vector<double> const& sorted);

}  // namespace quarterdeck::service
