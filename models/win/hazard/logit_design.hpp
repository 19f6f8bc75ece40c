// models/win/hazard/logit_design.hpp – sparse rows of a multinomial logit, and sums over them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Eigen/Dense>
#include <cstdint>
#include <span>
#include <vector>

namespace quarterdeck::models::win {

/// A non-zero of a design row.
struct Entry {
  std::uint32_t column = 0;
  double value = 1;
  friend auto operator<=>(Entry const&, Entry const&) = default;
};

/// Rows of a logit with causes 1..K against "nothing happened", cause 0; K is 1 or 2. Each row has
/// a few non-zeros, an offset that is added to the linear predictor of every cause, and a weight
/// for each outcome, so that rows with the same covariates may be one row with several outcomes.
class LogitDesign {
 public:
  /// @pre n_columns >= 1, n_causes is 1 or 2
  LogitDesign(std::size_t n_columns, int n_causes);

  /// @param entries  ascending columns below n_columns, finite values
  /// @param weights  [cause], K + 1 of them, finite, >= 0
  void add_row(std::span<Entry const> entries, double offset, std::span<double const> weights);

  [[nodiscard]] std::size_t n_rows() const { return offset_.size(); }
  [[nodiscard]] std::size_t n_columns() const { return n_columns_; }
  [[nodiscard]] int n_causes() const { return n_causes_; }
  [[nodiscard]] std::span<Entry const> entries(std::size_t row) const {
    return std::span(entries_).subspan(begin_[row], begin_[row + 1] - begin_[row]);
  }
  [[nodiscard]] double offset(std::size_t row) const { return offset_[row]; }
  [[nodiscard]] std::span<double const> weights(std::size_t row) const {
    auto const width = static_cast<std::size_t>(n_causes_) + 1;
    return std::span(weights_).subspan(row * width, width);
  }

  /// Rows with equal entries and offset become one whose weights are their sums, in the order of
  /// first appearance. cost: O(non-zeros)
  [[nodiscard]] LogitDesign merged() const;

 private:
  std::size_t n_columns_;
  int n_causes_;
  std::vector<std::size_t> begin_{0};
  std::vector<Entry> entries_;
  std::vector<double> offset_;
  std::vector<double> weights_;  ///< [row][cause]
};

/// Log likelihood with gradient and negative Hessian; parameter j of cause k (from 0) stands at
/// k × n_columns + j.
struct LogitSums {
  double log_likelihood = 0;
  Eigen::VectorXd gradient;
  Eigen::MatrixXd information;  ///< X'WX, symmetric
};

/// Sums over all rows at coefficients [n_columns × n_causes]:
///
///   eta_k = offset + x'b_k,   P(cause k) = exp(eta_k) / (1 + Σ exp(eta_l)),   n = Σ weights
///   log L = Σ Σ_k weight_k log P(k),   dlogL/db_k = Σ (weight_k - n P_k) x
///   -d2logL/db_k db_l = Σ n P_k (1{k = l} - P_l) x x'
///
/// Rows are summed in chunks whose number depends on that of the rows alone, and the chunks in
/// their order, so the bits do not depend on the number of threads. cost: O(rows × non-zeros²)
/// @param n_threads  >= 1
/// @verified tests/unit/models/multinomial_logit_test.cpp
[[nodiscard]] LogitSums sum_logit(LogitDesign const& design, Eigen::MatrixXd const& coefficients,
                                  int n_threads);

/// The log likelihood alone. cost: O(non-zeros)
[[nodiscard]] double logit_likelihood(LogitDesign const& design,
                                      Eigen::MatrixXd const& coefficients, int n_threads);

}  // namespace quarterdeck::models::win
