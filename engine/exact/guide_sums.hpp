// engine/exact/guide_sums.hpp – what a guide knows of rows and draws: sums over independent parts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/exact/cumulants.hpp"

namespace quarterdeck::exact {

/// Hermite coefficients of the conditional moments of one row, see Guide. A segment's deals see the
/// factors through x = company_loading z + segment_loading v alone.
struct GuideRow {
  double mean = 0;
  double variance = 0;
  double third = 0;
  double company_loading = 0;
  double segment_loading = 0;
  std::vector<double> slope;           ///< [segment] of the mean in x
  std::vector<double> curvature;       ///< [segment] second derivative of the mean in x
  std::vector<double> variance_slope;  ///< [segment] of the variance in x
  double z_slope = 0;                  ///< of arrivals, in z
  double z_curvature = 0;
  double z_variance_slope = 0;
};

/// The plan's rows. @pre the summands were made from the plan
[[nodiscard]] std::vector<GuideRow> guide_rows(plan::Plan const& plan, Summands const& summands,
                                               NormalTable const& table, int n_threads);

/// The rows by their means, those with equal ones by number.
[[nodiscard]] std::vector<Eigen::Index> order_by_mean(std::vector<GuideRow> const& rows);

/// Rows, and cumulants given each guide draw.
struct GuideSums {
  std::vector<GuideRow> rows;
  std::vector<Cumulants> draws;
  /// Adds a part that is independent of the others given row and draw.
  /// @pre the same rows and draws; loadings are equal
  void add(GuideSums const& part);
};

}  // namespace quarterdeck::exact
