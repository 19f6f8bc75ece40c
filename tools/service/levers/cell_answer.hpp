// tools/service/levers/cell_answer.hpp – what the exact engine says of a variation.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

namespace quarterdeck::service {

/// What a variation says. Reporting currency units, or deals.
struct CellAnswer {
  double mean = 0;
  double p10 = 0;
  double p50 = 0;
  double p90 = 0;
  std::vector<double> p_hit;  ///< one a target of the options
};

/// An answer, and standard errors from the spread of independent replicates.
struct Estimated {
  CellAnswer value;
  CellAnswer error;             ///< of the value
  CellAnswer difference_error;  ///< of the value less that of the base
};

}  // namespace quarterdeck::service
