// tools/report/numbers.hpp – numbers as a reader takes them in.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/report/style.hpp"

namespace quarterdeck::report {

/// Three digits and a magnitude: `985`, `9,850`, `98.5k`, `4.26M`, `1.20bn`. Negative values keep
/// their sign.
/// @param units  reporting currency units; finite
/// @verified tests/unit/report/numbers_test.cpp
[[nodiscard]] std::string short_number(double units);

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

}  // namespace quarterdeck::report
