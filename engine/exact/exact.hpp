// engine/exact/exact.hpp – the distribution of a total without drawing it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/plan/plan.hpp"

namespace quarterdeck::exact {

enum class Method { automatic, fourier_cosine, lattice };

struct ExactOptions {
  std::uint64_t seed = 1;
  std::uint64_t n_outer = 2048;  ///< outer draws averaged over: 0 .. n_outer-1 of the run's own
  Method method =
      Method::automatic;    ///< cosine series while its error bound is small, else lattice
  double tolerance = 1e-6;  ///< wanted bound on the CDF error given the outer draws
  int n_threads = 1;
};

/// What the distribution is of.
struct Scope {
  int grouping = -1;  ///< -1: the company's total
  int value = 0;
};

/// A distribution function, tabulated with what is needed to evaluate it anywhere.
class Distribution {
 public:
  [[nodiscard]] double cdf(double minor) const;         ///< P(X <= minor)
  [[nodiscard]] double p_at_least(double minor) const;  ///< P(X >= minor), atoms counted
  [[nodiscard]] double quantile(double p) const;        ///< smallest x with cdf(x) >= p
  [[nodiscard]] double mean() const { return mean_; }
  [[nodiscard]] double variance() const { return variance_; }
  [[nodiscard]] Method method() const { return method_; }
  [[nodiscard]] double error_bound() const {
    return error_bound_;
  }  ///< on the CDF, given the draws

 private:
  friend class DistributionBuilder;
  Method method_ = Method::lattice;
  double low_ = 0;  ///< minor units
  double high_ = 0;
  double mean_ = 0;
  double variance_ = 0;
  double error_bound_ = 0;
  std::vector<double> coefficient_;  ///< cosine: of the density; lattice: cumulative mass
};

/// Distribution of the scope's total, booked included, averaged over the first n_outer outer draws.
///
/// Given an outer draw the total is a sum of independent parts, so its characteristic function is
///   phi(u) = e^{iu booked} prod_i (1 + p_i (phi_A(u a_i) - 1)) prod_a (1 - m_a/r_a (phi_a(u) -
///   1))^{-r_a}
/// and the density on [low, high] is its cosine series with coefficients Re(phi(k pi/(high-low))
/// …). Where few large deals make the distribution lumpy, the same product at the roots of unity
/// gives the mass on a lattice by an inverse discrete Fourier transform.
/// @source Fang & Oosterlee (2008), SIAM J. Sci. Comput. 31(2); Hong (2013), CSDA 59
/// @verified tests/unit/engine/exact/, tests/statistical/
[[nodiscard]] Distribution distribution(plan::Plan const& plan, Scope scope,
                                        ExactOptions const& options);

/// The two engines held against each other.
struct Check {
  std::string method;  ///< `fourier-cosine` or `lattice`
  double max_cdf_difference = 0;
  double tolerance = 0;  ///< Dvoretzky-Kiefer-Wolfowitz at p = 1e-6, plus the error bound
  bool agrees = true;
};

/// Largest difference of the simulated and the exact CDF of the total over the outer draws that the
/// simulation used.
/// @param totals  results::Results::total; @param outer_draws how many outer draws made them
[[nodiscard]] Check compare(Distribution const& exact, std::span<core::Minor const> totals);

}  // namespace quarterdeck::exact
