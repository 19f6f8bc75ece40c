// engine/core/number_text.hpp – a number as people and programs write it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/money.hpp"

namespace quarterdeck::core {

/// mantissa · 10^exponent, exactly as written.
struct Decimal {
  std::int64_t mantissa = 0;  ///< below 10^18 in size
  int exponent = 0;
  friend bool operator==(Decimal const&, Decimal const&) = default;
};

/// The nearest double.
[[nodiscard]] double to_double(Decimal number);
/// The nearest minor unit, halves away from zero; nothing from 10^14 units on.
[[nodiscard]] std::optional<Minor> to_minor(Decimal number);

/// What a text says as a number, as far as it can be told without the rest of its column.
struct NumberReading {
  std::optional<Decimal> if_point;  ///< the number if the decimal sign is a point
  std::optional<Decimal> if_comma;  ///< the number if it is a comma
  std::string mark;      ///< what names the currency, as written: `€`, `C$`, `EUR`; or empty
  std::string scale;     ///< the word that multiplies it, in lower case: `k`, `mio`; or empty
  bool percent = false;  ///< a percent sign stands behind it; the number is not divided
  bool explicit_plus = false;  ///< begins with `+`

  [[nodiscard]] bool is_number() const { return if_point || if_comma; }
  /// Both readings are the same number.
  [[nodiscard]] bool certain() const { return if_point && if_comma && *if_point == *if_comma; }
  /// The number where nothing else is needed to know it.
  [[nodiscard]] std::optional<Decimal> only() const {
    if (if_point && if_comma && !certain()) return std::nullopt;
    return if_point ? if_point : if_comma;
  }
  /// A group sign or three decimals: `1.234` and `1,234` are the only texts with two readings.
  [[nodiscard]] bool either() const { return if_point && if_comma && !certain(); }
};

/// Reads `1234.5`, `1,234.56`, `1.234,56`, `1'234.56`, `1 234,56` (also with non-breaking and thin
/// spaces), Indian groups `1,00,000`, negatives as `-5`, `5-` or `(5)`, `1e6`, the Swiss and German
/// ends `.–`, `,-` and the Indian `/-`, a percent sign, a currency sign or ISO code before or
/// behind, and multipliers: `120K`, `1.2M`, `1,2 Mio. €`, `120 T€`, `2.5 lakh`, `1.2 Cr`. Groups
/// must have their three (or, Indian, two) digits. A point or comma that three digits follow has
/// two readings. Words with two meanings (`mil`, `billion`) have none.
/// @verified tests/unit/core/number_text_test.cpp
[[nodiscard]] NumberReading read_number_text(std::string_view text);

/// Whether the text stands for a value that nobody knows: `n/a`, `null`, `none`, `-`, `TBD` …
/// @verified tests/unit/core/number_text_test.cpp
[[nodiscard]] bool says_unknown(std::string_view text);

}  // namespace quarterdeck::core
