// tools/report/words/numbers.hpp – numbers as a reader of a language takes them in.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "engine/core/date.hpp"
#include "engine/core/money.hpp"

namespace quarterdeck::report {

/// How a language writes numbers and days.
struct NumberFormat {
  std::string decimal;                    ///< sign before the decimals
  std::string group;                      ///< between thousands
  std::array<std::string, 4> magnitudes;  ///< 10^3, 10^6, 10^9, 10^12
  std::string percent;                    ///< `{n} %`
  std::string date;                       ///< `{year}-{month}-{day}`
};

/// With so many decimals and separators of thousands: `1,234.50`. No minus before nothing.
/// @verified tests/unit/report/words/numbers_test.cpp
[[nodiscard]] std::string fixed_number(double value, int decimals, NumberFormat const& format);

/// With so many significant digits, at most: `1.25`, `100`.
/// @verified tests/unit/report/words/numbers_test.cpp
[[nodiscard]] std::string significant_number(double value, int digits, NumberFormat const& format);

/// Three digits and a magnitude: `985`, `9,850`, `98.5k`, `4.26M`, `1.20bn`. Negative values keep
/// their sign.
/// @param units  reporting currency units; finite
/// @verified tests/unit/report/words/numbers_test.cpp
[[nodiscard]] std::string short_number(double units, NumberFormat const& format);

/// Numbers of one page in one unit and with as many decimals, so that columns can be compared at a
/// glance: with a largest number of 12.2 million, `8.57M`, `0.90M`, `12.21M`. What would keep fewer
/// than two digits is written by `short_number`, `74.6k`.
class NumberScale {
 public:
  /// @param largest  number that the page is about, reporting currency units
  /// @param format   outlives the scale
  NumberScale(double largest, NumberFormat const& format);
  /// @verified tests/unit/report/words/numbers_test.cpp
  [[nodiscard]] std::string operator()(double units) const;

 private:
  NumberFormat const* format_;
  double unit_ = 1;
  int n_decimals_ = 0;
  std::string_view sign_;
};

/// Whole numbers with separators of thousands: `100,032`.
/// @verified tests/unit/report/words/numbers_test.cpp
[[nodiscard]] std::string whole_number(double value, NumberFormat const& format);

/// A share in points of 100, `57.3`; `<0.1` and `>99.9` where rounding would claim certainty; `0`
/// and `100` only for exactly that.
/// @verified tests/unit/report/words/numbers_test.cpp
[[nodiscard]] std::string percent_number(double share, int decimals, NumberFormat const& format);

/// The same with the sign of a percentage: `57.3 %`.
/// @verified tests/unit/report/words/numbers_test.cpp
[[nodiscard]] std::string percent(double share, int decimals, NumberFormat const& format);

/// Minor units with separators and two decimals: `-4,203,118.07`.
/// @verified tests/unit/report/words/numbers_test.cpp
[[nodiscard]] std::string exact_amount(core::Minor amount, NumberFormat const& format);

/// A day: `2026-11-13`.
/// @verified tests/unit/report/words/numbers_test.cpp
[[nodiscard]] std::string date_text(core::Date date, NumberFormat const& format);

}  // namespace quarterdeck::report
