// tests/unit/exact/books.hpp – plans with known answers, and realistic ones, for the exact engine.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <vector>

#include "engine/plan/plan.hpp"

namespace quarterdeck::test {

/// A plan of one row, one cell a deal group, no factors, one flat amount table, no arrivals.
class SimpleBook {
 public:
  SimpleBook();
  /// Adds a cell with this win probability (in row 0) and returns its number.
  std::uint32_t cell(double p_win, std::uint16_t segment_factor = 0);
  SimpleBook& deal(std::uint32_t cell, core::Minor amount, std::uint16_t group = 0);
  /// Deals of one amount in one cell.
  SimpleBook& deals(int n, std::uint32_t cell, core::Minor amount);
  /// Arrivals with equal entries of group 0.
  SimpleBook& arrivals(double mean, double size, std::vector<core::Minor> const& amounts);
  /// Correlations with the company and the segment factor.
  SimpleBook& factors(double company, double segment);
  plan::Plan plan;
};

/// Shape of a realistic book.
struct RealisticSpec {
  int n_deals = 1000;
  int n_cells = 40;
  Eigen::Index n_rows = 2048;
  double amount_log_sd = 1.0;
  double scale_log_sd = 0.05;  ///< of the amount scales over the rows
  core::Minor round_to = 1;    ///< amounts are multiples of this
  bool random_amounts = true;  ///< ratios with an atom at 1, else all 1
  double arrival_mean = 15;    ///< of each of four segments; 0 for none
  double company_correlation = 0.03;
};

/// Company and four segment factors, uncertain levels, lognormal amounts, amount tables with an
/// atom at 1, negative-binomial arrivals; one grouping by segment, one target near the median.
[[nodiscard]] plan::Plan realistic_book(RealisticSpec const& spec = {});

}  // namespace quarterdeck::test
