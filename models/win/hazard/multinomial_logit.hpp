// models/win/hazard/multinomial_logit.hpp – ridge multinomial logit with learned strengths of the
// ridge. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Eigen/Dense>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/win/hazard/logit_design.hpp"

namespace quarterdeck::models::win {

/// Neighbouring columns whose coefficients have one prior variance a cause.
struct LogitFamily {
  std::string name;
  std::size_t n_columns = 1;
  std::optional<double> fixed_sd;  ///< > 0; nothing: learned, a value of its own for every cause
};

struct LogitOptions {
  double first_sd = 0.5;      ///< of learned families, where the search starts
  double smallest_sd = 0.01;  ///< a family that explains nothing ends here
  double largest_sd = 10;
  double evidence_tolerance = 1e-3;  ///< the search ends when log evidence moves by less than this
  int max_updates = 100;             ///< of the variances
  double newton_tolerance = 1e-12;   ///< half the squared Newton decrement at the mode
  /// A step whose half squared decrement is at most this is taken without looking at the curvature
  /// again, between updates, and at the end where newton_tolerance is above 1e-6: Newton's steps
  /// square the distance, so the next one would be about the square of it.
  double trusted_decrement = 0;
  int max_newton_steps = 100;
  int n_threads = 0;  ///< 0: all cores; changes no bit
};

/// Mode and normal approximation of the posterior.
///
///   log posterior(b) = log L(b) - ½ Σ_kj b_kj² / sd_kf²,   f the family of column j
///   log evidence(sd) ≈ log posterior(b^) + ½ Σ log 1/sd² - ½ log |H|,   H the negative Hessian
///   update:  1/sd² = gamma / |b^|²,   gamma = n - trace(H^-1) / sd²     (of each family and cause)
///
/// The prior keeps H positive definite, so separated outcomes, constant columns, one outcome only
/// and no rows at all have a finite mode. A family about which the rows say nothing (gamma < 1e-6)
/// keeps its first_sd.
struct LogitFit {
  std::vector<LogitFamily> families;
  Eigen::MatrixXd mode;    ///< [column × cause]
  Eigen::MatrixXd sd;      ///< [family × cause] of the prior
  Eigen::MatrixXd gamma;   ///< [family × cause] coefficients that the rows determine
  Eigen::MatrixXd factor;  ///< lower L with L L' = H, parameters as in LogitSums
  double log_likelihood = 0;
  double log_evidence = 0;
  int n_updates = 0;       ///< of the variances
  int n_newton_steps = 0;  ///< all together
  bool converged = true;   ///< both searches met their tolerance

  [[nodiscard]] std::size_t n_columns() const { return static_cast<std::size_t>(mode.rows()); }
  /// 1/sd² of every parameter's prior.
  [[nodiscard]] Eigen::VectorXd precisions() const;
  /// One posterior draw, b^ + L'^-1 z.
  /// @param z  standard normals, n_columns × n_causes of them
  [[nodiscard]] Eigen::MatrixXd draw(Eigen::VectorXd const& z) const;
  /// Standard deviation of w'b under the posterior. @param w  parameters as in LogitSums
  [[nodiscard]] double sd_of(Eigen::VectorXd const& w) const;
};

/// Fits by Newton steps, halved until the log posterior rises, between updates of the variances.
/// @pre the families' columns add up to those of the design, largest_sd > smallest_sd > 0
/// The updates take no account of how the curvature changes with the mode and need not raise the
/// evidence at every step, see docs/methods/hazards.md.
/// @param start  of a fit with the same families: its mode and strengths are where the search
/// begins; with max_updates 0 those strengths stay
/// @source updates: MacKay (1992), Neural Computation 4(3), "Bayesian interpolation"; Laplace
/// approximation: Gelman et al., Bayesian Data Analysis, 3rd ed., ch. 4 and 16
/// @verified tests/unit/models/multinomial_logit_test.cpp, tests/reference/reference_test.cpp
[[nodiscard]] LogitFit fit_logit(LogitDesign const& design, std::vector<LogitFamily> families,
                                 LogitOptions const& options = {}, LogitFit const* start = nullptr);

}  // namespace quarterdeck::models::win
