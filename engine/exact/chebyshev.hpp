// engine/exact/chebyshev.hpp – interpolation at Chebyshev points in one or two variables.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include "engine/core/error.hpp"

namespace quarterdeck::exact {

/// Points cos(pi (j + 1/2) / n) and the matrix that takes values there to coefficients of T_m.
struct Chebyshev {
  std::vector<double> point;      ///< [n], within (-1, 1)
  std::vector<double> transform;  ///< [m][j]

  explicit Chebyshev(std::size_t n) : point(n), transform(n * n) {
    auto const count = static_cast<double>(n);
    for (std::size_t j = 0; j < n; ++j) {
      double const angle = std::numbers::pi * (static_cast<double>(j) + 0.5) / count;
      point[j] = std::cos(angle);
      for (std::size_t m = 0; m < n; ++m) {
        transform[m * n + j] = (m == 0 ? 1 : 2) / count * std::cos(angle * static_cast<double>(m));
      }
    }
  }
  [[nodiscard]] std::size_t size() const { return point.size(); }
};

/// The set of n points, made once. @pre 0 < n <= most_points_kept
inline constexpr std::size_t most_points_kept = 72;
[[nodiscard]] inline Chebyshev const& chebyshev(std::size_t n) {
  static std::vector<Chebyshev> const all = [] {
    std::vector<Chebyshev> made;
    for (std::size_t size = 1; size <= most_points_kept; ++size) made.emplace_back(size);
    return made;
  }();
  QUARTERDECK_EXPECT(n > 0 && n <= all.size());
  return all[n - 1];
}

/// Points needed so that e^{ixt} on |t| <= 1 is met to about `error`: its coefficients are Bessel
/// functions, at most (x/2)^m / m!.
[[nodiscard]] inline std::size_t points_for_wave(double x, double error) {
  double bound = 2;
  std::size_t n = 1;
  while (bound > error && n < 1000) {
    bound *= x / 2 / static_cast<double>(n);
    ++n;
  }
  return x == 0 ? 1 : n;
}

/// Radius of the largest ellipse with foci -1 and 1 that leaves out the point re + i im: the
/// coefficients of a function with its only singularity there fall like radius^-m.
[[nodiscard]] inline double ellipse_radius(double re, double im) {
  double const sum = (std::hypot(re - 1, im) + std::hypot(re + 1, im)) / 2;
  return sum + std::sqrt(std::max(sum * sum - 1, 0.0));
}

}  // namespace quarterdeck::exact
