// engine/exact/guide.hpp – a normal stand-in of every outer draw, whose mean over all is known.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/exact/book.hpp"

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

/// Takes the noise of the outer draws out of an average over them (a control variate).
///
/// Given parameter row r and factors y (standard normal; the market shift is part of the levels),
/// the total is stood in for by a normal variable with mean a + b'y and variance s^2, corrected to
/// first order for the curvature Q(y) of the mean, the slope d'y of the variance and the third
/// cumulant k:
///   G(u | r, y) = e^{iu (a + b'y) - u^2 s^2/2} (1 + iu Q(y) - u^2 d'y/2 + (iu)^3 k/6),
/// with Q(y) = y'Hy - tr H. All are Hermite coefficients of the conditional moments, so that
///   E_y G(u | r, y) = e^{iu a - u^2 (s^2 + b'b)/2} (1 + (iu)^3 (b'Hb + d'b/2 + k/6)).
/// The mean of this over all rows less the mean of G over the draws is what the draws missed. It
/// need not be a good stand-in to be right: any error of it only leaves noise.
/// @verified tests/unit/exact/guide_test.cpp
class Guide {
 public:
  /// @pre the book was made from the plan, with the same market shift
  Guide(plan::Plan const& plan, Book const& book, int n_threads);
  /// What the draws missed of the distribution function; zero where a row leaves a total that is
  /// certain given the factors, which nothing normal can stand in for.
  [[nodiscard]] CdfDifference missed() const;

 private:
  /// One term e^{iu mean - u^2 variance/2} (1 + iu linear + (iu)^2 square + (iu)^3 cube).
  struct Term {
    double mean = 0;
    double variance = 0;
    double linear = 0;
    double square = 0;
    double cube = 0;
    double weight = 0;
  };
  double booked_;
  std::vector<Term> terms_;  ///< rows with positive weight, draws with negative
};

}  // namespace quarterdeck::exact
