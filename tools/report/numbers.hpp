// tools/report/numbers.hpp – numbers as a reader takes them in.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "tools/report/style.hpp"

namespace quarterdeck::report {

/// 0.975 quantile of the standard normal: half the width of a 95 % interval in standard errors.
inline constexpr double normal_975 = 1.959963984540054;

/// Three digits and a magnitude: `985`, `9,850`, `98.5k`, `4.26M`, `1.20bn`. Negative values keep
/// their sign.
/// @param units  reporting currency units; finite
/// @verified tests/unit/report/numbers_test.cpp
[[nodiscard]] std::string short_number(double units);

/// Numbers of one page in one unit and with as many decimals, so that columns can be compared at a
/// glance: with a largest number of 12.2 million, `8.57M`, `0.90M`, `12.21M`. What would keep fewer
/// than two digits is written by `short_number`, `74.6k`.
class NumberScale {
 public:
  /// @param largest  number that the page is about, reporting currency units
  explicit NumberScale(double largest);
  /// @verified tests/unit/report/numbers_test.cpp
  [[nodiscard]] std::string operator()(double units) const;

 private:
  double unit_ = 1;
  int n_decimals_ = 0;
  std::string_view sign_;
};

/// Whole numbers with separators of thousands: `100,032`.
/// @verified tests/unit/report/numbers_test.cpp
[[nodiscard]] std::string whole_number(double value);

/// A share as a percentage with one digit: `57.3 %`; `<0.1 %` and `>99.9 %` where rounding would
/// claim certainty; `0 %` and `100 %` only for exactly that.
/// @verified tests/unit/report/numbers_test.cpp
[[nodiscard]] std::string percent(double share);

/// A share without digits: `57 %`, same ends.
/// @verified tests/unit/report/numbers_test.cpp
[[nodiscard]] std::string whole_percent(double share);

/// A score of 0 to 100 without digits, rounded down, so that 100 is said only of what is perfect.
/// @verified tests/unit/report/numbers_test.cpp
[[nodiscard]] std::string whole_score(double score);

}  // namespace quarterdeck::report
