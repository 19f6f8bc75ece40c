// tools/service/levers/bracket.hpp – where a rising function takes a value, asked one point at a
// time. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <utility>

namespace quarterdeck::service {

/// Searches x >= 0 with f(x) = 0 for an f that rises and is negative at 0: steps that double until
/// f is positive or the limit is reached, then false position in the Illinois form, which halves
/// the value of an end that stays. One point is asked for at a time, so that several searches can
/// share a round of parallel work.
/// @source Dowell & Jarratt (1971), BIT 11(2)
/// @verified tests/unit/service/bracket_test.cpp
class Bracket {
 public:
  /// @param at_zero     f(0), < 0
  /// @param first_step  > 0
  /// @param limit       largest x that may be asked, >= first_step
  Bracket(double at_zero, double first_step, double limit);
  /// The next x to ask; nothing once done.
  [[nodiscard]] std::optional<double> next() const;
  /// The answer at `next()`. @param tolerance  |f| that is near enough
  void tell(double f, double tolerance);
  /// Where f is near zero; nothing when f stays negative up to the limit.
  [[nodiscard]] std::optional<double> solution() const;
  /// Rise of f from one side of the solution to the other. @pre solution()
  [[nodiscard]] double slope() const;

 private:
  std::pair<double, double> low_;  ///< x, f
  std::optional<std::pair<double, double>> high_;
  double weight_low_ = 1;  ///< Illinois factors
  double weight_high_ = 1;
  double next_;
  double limit_;
  int n_asked_ = 0;
  bool done_ = false;
  std::optional<double> solution_;
  std::pair<double, double> chord_{0, 0};  ///< rise and run of the last bracket
};

}  // namespace quarterdeck::service
