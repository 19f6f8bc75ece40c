// models/win/table/main_effects.hpp – what the levels of a column have in common across cells.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Eigen/Dense>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/win/table/beta_binomial.hpp"

namespace quarterdeck::models::win {

/// A cell with its group and its level in every column of the key; levels are numbered from 0.
struct LevelledCell {
  CellCount count;
  std::size_t group = 0;
  std::vector<std::size_t> levels;
};

/// Effects of the levels of columns on the log odds of cells:
///
///   logit p_c = a_group(c) + Σ_f b_f,level(c),   a ~ N(overall logit, 2²),   b_f ~ N(0, s_f²)
///
/// by Newton steps, with the normal approximation at the mode as posterior; s_f² by
/// expectation-maximisation under a scaled inverse chi-squared prior (one degree of freedom, scale
/// 0.3²). The b are the offsets of HyperPosterior's cells. Without them a column whose levels are
/// spread over many small cells is pulled to its group's mean in each of them, and the pull does
/// not average out: what many cells say together gets lost. Where large deals are at the one end
/// and small ones at the other, money is off though the number of wins is right.
///
/// The effects of a column are taken less their mean over deals, which belongs to the groups'
/// means. A column has effects only where some level of it is in more than one cell.
/// @source Laplace approximation and EM for variances of random effects: Gelman et al., Bayesian
/// Data Analysis, 3rd ed., ch. 13 and 15
/// @verified tests/unit/models/main_effects_test.cpp
class MainEffects {
 public:
  MainEffects() = default;
  /// @param n_levels  of every column
  MainEffects(std::span<LevelledCell const> cells, std::vector<std::size_t> const& n_levels,
              int n_updates = 12);

  [[nodiscard]] bool empty() const { return mode_.size() == 0; }
  /// Offset at the mode; a level that no cell had counts 0.
  /// @param levels  one a column; n_levels or more for one never seen
  [[nodiscard]] double offset(std::span<std::size_t const> levels) const;
  /// Rows of all effects from the posterior, [row × effect].
  [[nodiscard]] Eigen::MatrixXd draws(std::uint64_t seed, std::size_t n_rows) const;
  /// Offsets of a cell row by row; a level never seen is drawn from its column's law.
  /// @param effects  of `draws`
  /// @param cell  name of the cell, for the draws of levels never seen
  [[nodiscard]] std::vector<double> offsets(Eigen::MatrixXd const& effects,
                                            std::span<std::size_t const> levels,
                                            std::string const& cell, std::uint64_t seed) const;
  /// log of what the effects cost a layout of cells: log prior at the mode, and the part of the
  /// prior's volume that the posterior takes up.
  [[nodiscard]] double log_price() const { return log_price_; }
  /// s_f of a column; 0 without effects.
  [[nodiscard]] double sd(std::size_t column) const { return sd_[column]; }

 private:
  void fit(std::span<LevelledCell const> cells, int n_updates);
  void center(std::span<LevelledCell const> cells);
  [[nodiscard]] std::ptrdiff_t column_of(std::size_t family, std::size_t level) const;
  std::vector<std::size_t> first_;  ///< [family] first effect
  std::vector<std::size_t> size_;   ///< [family] effects; 0 where there are none
  std::vector<double> sd_;          ///< [family]
  Eigen::VectorXd mode_;            ///< [effect]
  Eigen::MatrixXd root_;            ///< root of the effects' covariance
  double log_price_ = 0;
};

}  // namespace quarterdeck::models::win
