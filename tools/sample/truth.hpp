// tools/sample/truth.hpp – truth.json: what the company is made of, and what was to be expected.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "tools/sample/company.hpp"
#include "tools/sample/world.hpp"

namespace quarterdeck::sample {

/// Quantile of sorted draws, linear between order statistics. @pre sorted, not empty, 0 < p < 1
[[nodiscard]] double quantile(std::vector<double> const& sorted, double p);

/// Everything that truth.json tells.
struct Truth {
  Company const& company;
  World const& world;                 ///< at the as-of day
  std::vector<double> const& totals;  ///< re-simulated totals, ascending, currency units
  std::map<std::string, int> const& dirt;
};

/// JSON text, schema `quarterdeck.truth.v1`; keys in a fixed order.
[[nodiscard]] std::string truth_json(Truth const& truth);

}  // namespace quarterdeck::sample
