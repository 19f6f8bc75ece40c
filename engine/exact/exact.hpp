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

/// What the distribution is averaged over.
enum class Over {
  outer_draws,  ///< exactly the run's own draws, as `compare` needs it
  whole_law     ///< all rows and factors, estimated from the draws with a control variate
};

struct ExactOptions {
  std::uint64_t seed = 1;
  std::uint64_t n_outer = 2048;  ///< outer draws averaged over: 0 .. n_outer-1 of the run's own
  Over over = Over::outer_draws;
  Method method =
      Method::automatic;    ///< cosine series while its error bound is small, else lattice
  double tolerance = 5e-5;  ///< wanted bound on the CDF error given the outer draws
  int n_threads = 1;
  /// Of the whole law: draws whose stand-ins are averaged, at least the draws evaluated in full.
  std::uint64_t n_guide = 4096;
  /// Of the whole law: order of the posterior rows that its outer draws are spread over, see
  /// plan::OuterSequence; empty: by their mean totals. Plans whose answers are to be compared share
  /// more of their noise on one order.
  std::vector<Eigen::Index> row_order = {};
};

/// What the distribution is of.
struct Scope {
  int grouping = -1;  ///< -1: the company's total
  int value = 0;
  friend auto operator<=>(Scope const&, Scope const&) = default;
};

/// The scope that a target is about.
[[nodiscard]] Scope scope_of(plan::Target const& target);

/// The plan's posterior rows in the order of the scope's mean total.
[[nodiscard]] std::vector<Eigen::Index> row_order(plan::Plan const& plan, Scope scope);

/// A distribution function, tabulated with what is needed to evaluate it anywhere: in steps where
/// the total moves on a lattice, else as a smooth rising curve. Calls cost O(log table).
class Distribution {
 public:
  [[nodiscard]] double cdf(double minor) const;         ///< P(X <= minor), rising, within [0, 1]
  [[nodiscard]] double p_at_least(double minor) const;  ///< P(X >= minor), atoms counted
  /// Smallest x with cdf(x) >= p. @pre 0 < p < 1
  [[nodiscard]] double quantile(double p) const;
  [[nodiscard]] double mean() const { return mean_; }
  [[nodiscard]] double variance() const { return variance_; }
  [[nodiscard]] Method method() const { return method_; }
  /// Bound e on the CDF given the outer draws: cdf(x - resolution()) - e <= F(x) <= cdf(x +
  /// resolution()) + e.
  [[nodiscard]] double error_bound() const { return error_bound_; }
  /// How far a jump may stand from its true place, minor units. 0 for the cosine series and where
  /// all amounts are multiples of a unit; otherwise jumps are rounded off over this width.
  [[nodiscard]] double resolution() const { return resolution_; }

 private:
  friend class DistributionBuilder;
  enum class Shape { steps, smooth };
  void make_monotone();
  [[nodiscard]] double smooth_cdf(double position) const;  ///< in steps from the first point
  Method method_ = Method::lattice;
  Shape shape_ = Shape::steps;
  double low_ = 0;   ///< of the first point, minor units
  double step_ = 1;  ///< between points
  double mean_ = 0;
  double variance_ = 0;
  double error_bound_ = 0;
  double resolution_ = 0;
  std::vector<double> cumulative_;  ///< CDF at the points
  std::vector<double> slope_;       ///< smooth: density at the points, per step
};

/// Distribution of the scope's total, booked included, averaged over the first n_outer outer draws.
///
/// Given an outer draw the total is a sum of independent parts, so its characteristic function is
///   phi(u) = e^{iu booked} prod_i (1 + p_i (phi_A(u a_i) - 1)) prod_a (1 - m_a/r_a (phi_a(u) -
///   1))^{-r_a}
/// and the density on [low, high] is its cosine series with coefficients Re(phi(k pi/(high-low))
/// …). Where few large deals make the distribution lumpy, the same product at the roots of unity
/// gives the mass on a lattice by an inverse discrete Fourier transform: exact where all amounts
/// are multiples of a unit, else of the total plus a narrow normal noise (see
/// Distribution::resolution). Rounding of single deals to whole minor units is left out.
/// @throws core::NumericError when a bound is not finite
/// @source Fang & Oosterlee (2008), SIAM J. Sci. Comput. 31(2); Hong (2013), CSDA 59
/// @verified tests/unit/exact/exact_test.cpp
[[nodiscard]] Distribution distribution(plan::Plan const& plan, Scope scope,
                                        ExactOptions const& options);

/// The two engines held against each other.
struct Check {
  std::string method;  ///< `fourier-cosine` or `lattice`
  double max_cdf_difference = 0;
  /// What sampling exceeds with probability 1e-6 at most, plus the error bound. Trials are
  /// independent given the outer draws but not alike, so Bretagnolle's form of the
  /// Dvoretzky-Kiefer-Wolfowitz inequality holds:
  ///   P(sup |F_n - F| > t) <= 2 e exp(-2 n t^2).
  /// @source Bretagnolle (1980), in Shorack & Wellner (1986), Empirical Processes, chapter 25
  double tolerance = 0;
  bool agrees = true;
};

/// Largest difference of the simulated and the exact CDF of the total, looked at before and at
/// every jump of the simulated one; jumps may be off by the exact one's resolution.
/// @pre `exact` was averaged over exactly the outer draws that made the totals, each of which made
///      equally many, and there is at least one total
/// @param totals  results::Results::total
/// @verified tests/unit/exact/compare_test.cpp
[[nodiscard]] Check compare(Distribution const& exact, std::span<core::Minor const> totals);

}  // namespace quarterdeck::exact
