// engine/exact/transform.hpp – characteristic and moment-generating functions of a finite law.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <complex>
#include <vector>

namespace quarterdeck::exact {

using Complex = std::complex<double>;

/// A value with its probability.
struct Atom {
  double value = 0;
  double weight = 0;
};

/// Functions of a law X with finitely many values: an amount table, or the entries of an arrival
/// cell.
class Transform {
 public:
  /// @pre at least one atom; weights sum to 1. Equal values are joined.
  explicit Transform(std::vector<Atom> atoms);

  /// Prepares `less_one` for |s| <= s_max: local Taylor series of order 10 on a grid, whose error
  /// is below 1e-11. Beyond a reach that pays, the sum over atoms is taken instead.
  void tabulate(double s_max);
  /// E e^{isX} - 1.
  [[nodiscard]] Complex less_one(double s) const;
  /// E e^{sX} - 1, infinity where it overflows; near zero its upper bound by two moments.
  [[nodiscard]] double moment_less_one(double s) const;
  [[nodiscard]] double mean() const { return mean_; }
  [[nodiscard]] double mean_square() const { return mean_square_; }
  [[nodiscard]] double least() const { return atoms_.front().value; }
  [[nodiscard]] double greatest() const { return atoms_.back().value; }
  [[nodiscard]] double reach() const;  ///< largest |value|
  [[nodiscard]] std::vector<Atom> const& atoms() const { return atoms_; }

 private:
  static constexpr int order = 10;
  [[nodiscard]] Complex sum_less_one(double s) const;

  std::vector<Atom> atoms_;  ///< ascending
  double mean_ = 0;
  double mean_square_ = 0;
  double step_ = 0;              ///< of the grid in s
  std::vector<Complex> series_;  ///< [node][order + 1], in units of half a step
};

/// Upper bound of `moment_less_one` on one side of zero, fast for many arguments: the function is
/// convex, so the chord between two points of a geometric grid lies above it.
class MomentChord {
 public:
  /// For arguments between 0 and `s_end`, which may be negative.
  MomentChord(Transform const& transform, double s_end);
  [[nodiscard]] double operator()(double s) const;

 private:
  double s_end_;
  std::vector<double> value_;  ///< at s_end * ratio^j
};

}  // namespace quarterdeck::exact
