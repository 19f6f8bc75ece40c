// engine/core/currency_sign.hpp – signs of currencies and what they may stand for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string_view>

namespace quarterdeck::core {

/// A sign or abbreviation of a currency, as people write it beside an amount.
struct CurrencySign {
  std::string_view sign;
  /// ISO 4217 codes of the currencies that use it, parted by blanks; one: the sign is theirs alone.
  std::string_view codes;
  [[nodiscard]] constexpr bool is_one() const { return codes.size() == 3; }
  /// Whether it may stand for the currency.
  [[nodiscard]] constexpr bool may_mean(std::string_view code) const {
    return code.size() == 3 && codes.find(code) != std::string_view::npos;
  }
};

/// The sign of that text, a dot at its end apart; nullptr for other texts. `$`, `¥`, `kr` and `Rs`
/// belong to several currencies.
/// @source Unicode CLDR, symbols and narrow symbols of currencies
/// @verified tests/unit/core/currency_sign_test.cpp
[[nodiscard]] CurrencySign const* find_currency_sign(std::string_view text);

/// Three capital letters, the form of an ISO 4217 code.
[[nodiscard]] bool is_currency_code(std::string_view text);

}  // namespace quarterdeck::core
