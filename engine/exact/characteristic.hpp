// engine/exact/characteristic.hpp – the characteristic function of a total, averaged over outer
// draws. SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/exact/log_series.hpp"
#include "engine/exact/summands.hpp"

namespace quarterdeck::exact {

/// phi at the frequencies of one block.
struct PhiBlock {
  std::array<Complex, block_size> mean{};
  std::array<double, block_size> magnitude{};  ///< mean of |phi| over the draws
  double log_error = 0;                        ///< bound on the error of log phi of any draw
};

/// phi(u) = E e^{iu (X - booked)} over all outer draws at block_size frequencies, ascending.
///
/// Parts whose logarithm is smooth in the draw's variables enter as one short polynomial a group
/// (`LogSeries`), so a draw costs groups × terms and not deals; the others are multiplied in one by
/// one.
/// @param log_tolerance  error wanted of log phi; larger is faster
/// @pre the summands' transforms are tabulated for these frequencies
[[nodiscard]] PhiBlock average_phi(Summands const& summands, Frequencies const& u,
                                   double log_tolerance);

/// Adds what one draw has to a block's sums, and turns the sums of all draws into means.
void add_draw(PhiBlock& sum, Lanes const& phi);
void finish(PhiBlock& sum, std::size_t n_draws);

/// phi draw by draw. Where draws are few, so are the deals for which a series pays: small groups
/// are multiplied in deal by deal, exactly in their probability.
struct PhiDraws {
  std::vector<Lanes> phi;  ///< [outer draw]
  double log_error = 0;    ///< bound on the error of log phi of any draw
};
[[nodiscard]] PhiDraws phi_of_draws(Summands const& summands, Frequencies const& u,
                                    double log_tolerance);

}  // namespace quarterdeck::exact
