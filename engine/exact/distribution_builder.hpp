// engine/exact/distribution_builder.hpp – from characteristic functions to tabulated distributions.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/exact/characteristic.hpp"
#include "engine/exact/decay.hpp"
#include "engine/exact/guide.hpp"

namespace quarterdeck::exact {

/// phi of (total - booked) at k du, k = 1 .. n.
struct PhiSeries {
  double du = 0;
  std::vector<Complex> mean;
  double error = 0;      ///< on the CDF, from interpolation over the draws
  double magnitude = 0;  ///< sum over k of the mean of |phi|
};

/// Which frequencies, and how well: phi need be good where it is large and counts for much.
struct PhiRequest {
  double du = 0;
  std::size_t n = 0;     ///< a multiple of block_size
  double tolerance = 0;  ///< of the CDF
  int n_threads = 1;
};
[[nodiscard]] PhiSeries evaluate_phi(Summands const& summands, DecayBound const& decay,
                                     PhiRequest const& request);

/// The series from its blocks of frequencies, in order.
[[nodiscard]] PhiSeries join_blocks(double du, std::vector<PhiBlock> const& blocks);

/// Frequencies of a block.
[[nodiscard]] Frequencies block_frequencies(double du, std::size_t block);

/// Error allowed to log phi in a block, so that all blocks together stay within the request's
/// tolerance on the CDF.
/// @param decay  bound on |phi| at the block's first frequency
[[nodiscard]] double allowed_error(double decay, PhiRequest const& request, std::size_t block);

/// Where the points of a table lie.
struct Points {
  double low = 0;
  double step = 1;
  std::size_t n = 0;
};

class DistributionBuilder {
 public:
  DistributionBuilder(double booked, TotalMoments const& moments);

  /// All mass at the mean.
  [[nodiscard]] Distribution certain() const;
  /// Cosine series on [low, low + pi / du].
  [[nodiscard]] Distribution cosine(PhiSeries const& phi, double low, double error) const;
  /// Steps on a lattice; points.n is a power of two and phi.du = 2 pi / (n step).
  [[nodiscard]] Distribution steps(PhiSeries const& phi, Points const& points, double error) const;
  /// The same with phi multiplied by that of a normal noise, as a smooth curve.
  [[nodiscard]] Distribution smoothed(PhiSeries const& phi, Points const& points,
                                      double error) const;
  /// The distribution function with a difference added, kept rising. A step's own half is counted
  /// with it.
  [[nodiscard]] static Distribution add(Distribution distribution, CdfDifference const& missed);

 private:
  [[nodiscard]] Distribution start(Method method, double error) const;
  [[nodiscard]] std::vector<double> masses(PhiSeries const& phi, Points const& points) const;

  double booked_;
  double mean_;
  double variance_;
};

/// Frequencies times standard deviation of the noise at the last frequency of a lattice: there the
/// noise has faded to 1e-6.
inline constexpr double noise_reach = 5.3;
/// Standard deviations of noise that count as resolution; outside is 6e-6 on either side.
inline constexpr double noise_width = 4.4;
inline constexpr double noise_outside = 6e-6;

}  // namespace quarterdeck::exact
