// engine/exact/decay.hpp – how fast a total's characteristic function fades.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/exact/summands.hpp"

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
  /// @pre the summands outlive this, and its transforms are tabulated up to `u_near` times amounts
  DecayBound(Summands const& summands, std::vector<double> const& inner_variance, double u_near);
  /// Of these outer draws.
  DecayBound(Summands const& summands, std::vector<std::size_t> const& draws, double u_near);
  [[nodiscard]] double operator()(double u) const;
  /// The exponents e of the bounds e^-e given each of the draws: sums over independent parts.
  [[nodiscard]] std::vector<double> exponents(double u) const;
  /// The same, but no further deals are counted, those that fade most first, once all exponents
  /// are above `enough`: fewer deals leave the bounds true.
  [[nodiscard]] std::vector<double> exponents(double u, double enough) const;

 private:
  struct Run {
    double least = 0;
    double greatest = 0;
    double count = 0;
  };
  void add_deals(std::size_t group, double u, std::vector<double>& exponent) const;
  void add_arrivals(std::size_t group, double u, std::vector<double>& exponent) const;

  Summands const* summands_;
  double u_near_;
  std::vector<std::vector<Run>> near_runs_;  ///< [deal group]
  std::vector<std::vector<Run>> far_runs_;
  std::vector<Transform> thin_ratio_;
  std::vector<Transform> thin_arrival_;
  std::size_t n_draws_;
  std::vector<double> unsure_;        ///< [deal group][draw] p (1-p)
  std::vector<double> square_;        ///< [deal group][draw] p^2
  std::vector<double> arrival_mean_;  ///< [arrival group][draw]
  std::vector<std::size_t> order_;    ///< of the deal groups, those that fade most first
};

/// The draws that stand for all, evenly over the order of their variance.
[[nodiscard]] std::vector<std::size_t> sampled_draws(std::vector<double> const& inner_variance);

/// The bound from exponents given the sampled draws.
[[nodiscard]] double decay_of(std::vector<double> const& exponents);

/// Frequencies k du, 0 < k <= n, kept, and what may be lost by leaving out the rest.
struct Truncation {
  std::size_t n = 0;
  double tail = 0;  ///< bound on sum over k > n of 2/(k pi) |phi(k du)|
};

/// Frequencies of a cosine series at most, and beyond which nothing is left.
inline constexpr std::size_t most_cosines = 2048;
inline constexpr std::size_t far_frequencies = 16 * most_cosines;
/// Points of a lattice at most.
inline constexpr std::size_t most_lattice_points = std::size_t{1} << 16U;

/// A frequency beyond which phi has faded, unless few large deals make the total lumpy.
[[nodiscard]] double last_frequency(TotalMoments const& moments);

/// How many frequencies may be kept, and how far beyond the tail goes on.
struct FrequencyLimit {
  std::size_t kept = 0;      ///< a multiple of 8
  std::size_t existing = 0;  ///< those of a lattice end at its half, others never
};

/// Frequencies k du, `first` <= k < first + length, for which the one in their middle stands.
struct Stretch {
  std::size_t first = 0;
  std::size_t length = 1;
  [[nodiscard]] std::size_t middle() const { return first + length / 2; }
  /// What their magnitudes, all like this one, weigh in a tail.
  [[nodiscard]] double weight(double magnitude) const;
};

/// All frequencies up to the last that exists.
[[nodiscard]] std::vector<Stretch> stretches(std::size_t existing);

/// The truncation from bounds on |phi| at the middles of the stretches.
[[nodiscard]] Truncation truncate(std::vector<Stretch> const& all, std::vector<double> const& bound,
                                  std::size_t most_kept, double wanted);

/// Least n (a multiple of 8, at most `limit.kept`) whose tail is at most `wanted`; the tail at
/// the limit when there is none.
[[nodiscard]] Truncation truncate(DecayBound const& decay, double du, FrequencyLimit limit,
                                  double wanted);

}  // namespace quarterdeck::exact
