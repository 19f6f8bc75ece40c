// engine/exact/decay.hpp – how fast a total's characteristic function fades.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/exact/book.hpp"

namespace quarterdeck::exact {

/// Upper bound of the mean over the outer draws of |phi(u)|, without evaluating phi. By
///   |1 + p (phi_A - 1)|^2 = 1 - 2 p (1-p) (1 - Re phi_A) - p^2 (1 - |phi_A|^2)
/// a deal fades by at least exp(-p (1-p) (1 - Re phi_A) - p^2 (1 - |phi_A|^2) / 2). Deals are
/// gathered in runs of similar amount: as many as the run holds while u times the run's largest
/// amount is below half a turn, where fading grows with the amount, and one beyond.
///
/// Three things make it a cautious estimate: 128 draws, spread evenly over the order of their
/// variance, stand for all, and their mean is doubled; amount tables are thinned to 8 atoms beyond
/// `u_near`; and where scales differ between draws the least scale stands for all.
class DecayBound {
 public:
  /// @pre the book outlives this, and its transforms are tabulated up to `u_near` times amounts
  DecayBound(Book const& book, std::vector<double> const& inner_variance, double u_near);
  [[nodiscard]] double operator()(double u) const;

 private:
  struct Run {
    double least = 0;
    double greatest = 0;
    double count = 0;
  };
  struct Draw {
    std::vector<double> unsure;        ///< [deal group] p (1-p)
    std::vector<double> square;        ///< [deal group] p^2
    std::vector<double> arrival_mean;  ///< [arrival group]
  };
  void add_draw(std::size_t k);

  Book const* book_;
  double u_near_;
  std::vector<std::vector<Run>> near_runs_;  ///< [deal group]
  std::vector<std::vector<Run>> far_runs_;
  std::vector<Transform> thin_ratio_;
  std::vector<Transform> thin_arrival_;
  std::vector<Draw> draws_;
};

/// Frequencies k du, 0 < k <= n, kept, and what may be lost by leaving out the rest.
struct Truncation {
  std::size_t n = 0;
  double tail = 0;  ///< bound on sum over k > n of 2/(k pi) |phi(k du)|
};

/// How many frequencies may be kept, and how far beyond the tail goes on.
struct FrequencyLimit {
  std::size_t kept = 0;      ///< a multiple of 8
  std::size_t existing = 0;  ///< those of a lattice end at its half, others never
};

/// Least n (a multiple of 8, at most `limit.kept`) whose tail is at most `wanted`; the tail at
/// the limit when there is none.
[[nodiscard]] Truncation truncate(DecayBound const& decay, double du, FrequencyLimit limit,
                                  double wanted);

}  // namespace quarterdeck::exact
