// engine/exact/log_moments.hpp – bounds on moment functions given the outer draws.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>

#include "engine/exact/summands.hpp"

namespace quarterdeck::exact {

/// Logarithms of moment functions log E e^{t (X - booked)} given each outer draw, bounded from
/// above; sums over independent parts.
class LogMoments {
 public:
  /// For arguments up to this size. @pre the summands outlive this
  LogMoments(Summands const& summands, double greatest_argument);
  /// Adds the bounds. @return false, with the sums spoilt, when no bound is known
  [[nodiscard]] bool add(double t, std::vector<double>& sum) const;

 private:
  static constexpr int n_tangents = 6;

  /// Upper bounds on E e^{sX} - 1 of one law, on both sides of zero.
  struct Chords {
    MomentChord below;
    MomentChord above;
    Chords(Transform const& law, double s_end) : below(law, -s_end), above(law, s_end) {}
    [[nodiscard]] double operator()(double s) const { return s < 0 ? below(s) : above(s); }
  };

  /// Value and slope in p of a group's log moment function at the points where tangents touch.
  struct Tangents {
    std::array<double, n_tangents> value{};
    std::array<double, n_tangents> slope{};
  };

  [[nodiscard]] bool touch(DealGroup const& group, double s, Tangents& tangents) const;
  [[nodiscard]] bool add_deals(DealGroup const& group, double t, std::vector<double>& sum) const;
  [[nodiscard]] bool add_arrivals(ArrivalGroup const& group, double t,
                                  std::vector<double>& sum) const;

  Summands const* summands_;
  std::vector<Chords> chords_;
};

/// log of the mean of e^x.
[[nodiscard]] double log_mean_exp(std::vector<double> const& x);

}  // namespace quarterdeck::exact
