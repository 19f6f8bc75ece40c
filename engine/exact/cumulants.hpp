// engine/exact/cumulants.hpp – mean to fourth cumulant of a total given the outer draw, quickly.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>

#include "engine/exact/summands.hpp"

namespace quarterdeck::exact {

/// What a group of deals or an arrival cell adds to the cumulants of the total, as polynomials of
/// x, its win probability or its arrival mean, times the scale to the cumulant's order:
///   mean x c0;  variance x (c1 + x c2);  third x (c3 + x (c4 + x c5));
///   fourth x (c6 + x (c7 + x (c8 + x c9))).
/// With moments f1 .. f4 of what one win brings and w = 1 / size of the negative binomial,
///   c = f1; f2, w f1^2; f3, 3 w f1 f2, 2 w^2 f1^3; f4, w (4 f1 f3 + 3 f2^2), 12 w^2 f1^2 f2,
///       6 w^3 f1^4;
/// a deal is the case w = -1.
struct CumulantPart {
  std::size_t index = 0;           ///< cell, or arrival cell
  std::size_t table = 0;           ///< column of the scales
  std::size_t segment_factor = 0;  ///< of a cell
  std::array<double, 10> c{};
};

[[nodiscard]] std::vector<CumulantPart> deal_parts(plan::Plan const& plan,
                                                   Summands const& summands);
[[nodiscard]] std::vector<CumulantPart> arrival_parts(plan::Plan const& plan,
                                                      Summands const& summands);

/// Normal distribution function and density, each to about 1e-6, without calls of exp: local Taylor
/// series on a grid. Exactly 0 and 1 beyond -8 and 8.
class NormalTable {
 public:
  NormalTable();
  struct Value {
    double cdf = 0;
    double density = 0;
  };
  [[nodiscard]] Value operator()(double x) const {
    if (!(x > -end)) return {0, 0};
    if (!(x < end)) return {1, 0};
    auto const node = static_cast<std::size_t>((x + end) * per_unit + 0.5);
    double const at = static_cast<double>(node) / per_unit - end;
    double const d = x - at;
    double const bend = at * at - 1;
    auto const& value = value_[node];
    return {value.cdf + value.density * d * (1 - d * (at / 2 - d * bend / 6)),
            value.density * (1 - d * (at - d * bend / 2))};
  }

 private:
  static constexpr double end = 8;
  static constexpr double per_unit = 64;
  std::vector<Value> value_;
};

/// Cumulants 1 to 4 of the total less what is booked.
struct Cumulants {
  double mean = 0;
  double variance = 0;
  double third = 0;
  double fourth = 0;
};

/// Cumulants of the total less what is booked, given the outer draw. Probabilities come from a
/// `NormalTable`.
/// @verified tests/unit/exact/cumulants_test.cpp
class ConditionalCumulants {
 public:
  /// @pre plan and table outlive this; the summands were made from the plan
  ConditionalCumulants(plan::Plan const& plan, Summands const& summands, NormalTable const& table);
  [[nodiscard]] Cumulants operator()(plan::OuterPoint const& point) const;

 private:
  plan::Plan const& plan_;
  NormalTable const& table_;
  std::vector<CumulantPart> deals_;
  std::vector<CumulantPart> arrivals_;
};

}  // namespace quarterdeck::exact
