// engine/exact/guide.hpp – a normal stand-in of every outer draw, whose mean over all is known.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <span>

#include "engine/exact/guide_sums.hpp"
#include "engine/exact/range.hpp"

namespace quarterdeck::exact {

/// What to add to a distribution function: a trigonometric sum over a period wide enough that it is
/// zero at both ends.
class CdfDifference {
 public:
  /// @param chf  what to add to E e^{iuX} at u = 2 pi k / width, k = 1 .. n, relative to `low`
  CdfDifference(double low, double width, std::vector<Complex> const& chf);
  struct Value {
    double cdf = 0;
    double density = 0;  ///< a minor unit
  };
  [[nodiscard]] Value operator()(double minor) const;  ///< zero beyond the period

 private:
  double low_;
  double width_;
  double at_low_ = 0;
  std::vector<Complex> wave_;  ///< of the CDF, k = 1 .. n
};

/// Takes the noise of the outer draws out of an average over them, by two control variates.
///
/// First stand-in, given a whole outer draw: Edgeworth's series to second order from the cumulants
/// mu, v, k3 and k4 of the total given the draw,
///   E(u) = e^{iu mu - u^2 v/2} (1 + (iu)^3 k3/6 + (iu)^4 k4/24 + (iu)^6 k3^2/72).
/// It is cheap, so its mean is taken over many more draws than are evaluated in full.
///
/// Second stand-in, whose mean over the factors is known: given parameter row r and factors y
/// (standard normal; the market shift is part of the levels), a normal variable with mean a + b'y
/// and variance s^2, corrected to first order for the curvature Q(y) = y'Hy - tr H of the mean, the
/// slope d'y of the variance and the third cumulant k:
///   G(u | r, y) = e^{iu (a + b'y) - u^2 s^2/2} (1 + iu Q(y) - u^2 d'y/2 + (iu)^3 k/6),
///   E_y G(u | r, y) = e^{iu a - u^2 (s^2 + b'b)/2} (1 + (iu)^3 (b'Hb + d'b/2 + k/6)).
///
/// The first n draws evaluated in full miss
///   mean of E_y G over all rows + mean of E - G over the many draws - mean of E over the n.
/// A stand-in need not be accurate to be right: its error leaves noise and no bias.
/// @verified tests/unit/exact/guide_test.cpp
class Guide {
 public:
  /// Learns rows and draws. @pre the summands were made from the plan
  Guide(plan::Plan const& plan, Summands const& summands, ExactOptions const& options);
  /// From what parts that make up a total have been found to sum to.
  /// @param points  of the guide draws, market shift left out
  Guide(double booked, GuideSums const& sums, std::span<plan::OuterPoint const> points);
  /// The outer draws: rows in the order of their mean totals, or that of the options, are the first
  /// dimension. @pre learnt from a plan
  [[nodiscard]] plan::OuterSequence const& sequence() const { return *sequence_; }
  /// Draws to evaluate in full: a power of two that grows with how far the total given a draw is
  /// from normal, but at most `most`; that many where a draw leaves a total that is certain.
  [[nodiscard]] std::uint64_t draws_needed(std::uint64_t most) const;
  /// How much farther down (<= 0) and up the means of all guide draws go than those of the first n.
  [[nodiscard]] Range beyond(std::uint64_t n) const;
  /// What the first n draws miss of the distribution function; zero where a draw leaves a total
  /// that is certain, which nothing normal can stand in for.
  [[nodiscard]] CdfDifference missed(std::uint64_t n) const;

 private:
  /// e^{iu mean - u^2 variance/2} times 1 + iu linear + (iu)^2 square + (iu)^3 cube + (iu)^4 fourth
  /// + (iu)^6 sixth.
  struct Term {
    double mean = 0;
    double variance = 0;
    double linear = 0;
    double square = 0;
    double cube = 0;
    double fourth = 0;
    double sixth = 0;
  };
  class WaveSums;
  [[nodiscard]] bool helps() const;
  [[nodiscard]] static Term over_factors(GuideRow const& row);
  [[nodiscard]] Term given_factors(GuideRow const& row, plan::OuterPoint const& point) const;
  void set_draw(std::size_t k, Cumulants const& cumulants, plan::OuterPoint const& point);

  double booked_;
  double market_shift_;
  std::vector<GuideRow> rows_;
  std::optional<plan::OuterSequence> sequence_;
  std::vector<Term> given_draw_;  ///< [guide draw] Edgeworth's series
  std::vector<Term> given_row_;   ///< [guide draw] G
};

}  // namespace quarterdeck::exact
