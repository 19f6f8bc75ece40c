// tools/service/init/currency_in_name.cpp – see currency_in_name.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/init/currency_in_name.hpp"

#include <algorithm>
#include <array>

#include "engine/core/currency_sign.hpp"
#include "engine/core/text.hpp"

namespace quarterdeck::service {
namespace {

constexpr std::array<std::string_view, 34> widely_used{
    "USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN",
    "CZK", "HUF", "RON", "BGN", "TRY", "ILS", "INR", "CNY", "HKD", "SGD", "TWD", "KRW",
    "THB", "MYR", "IDR", "PHP", "AED", "SAR", "ZAR", "BRL", "MXN", "RUB"};

}  // namespace

std::optional<CurrencyInName> currency_in_name(std::string_view name) {
  auto const end = name.find_last_not_of(" )]");
  if (end == std::string_view::npos) return std::nullopt;
  auto const begin = name.find_last_of(" ([_", end);
  if (begin == std::string_view::npos || begin == 0) return std::nullopt;
  auto const last = name.substr(begin + 1, end - begin);
  std::string upper(last);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  auto const* const sign = core::find_currency_sign(last);
  bool const is_code = std::ranges::find(widely_used, upper) != widely_used.end();
  // Letters such as `R` and `Kr` are signs beside a number, but not at the end of a name.
  bool const is_sign = sign != nullptr && (sign->sign.front() == '$' || (sign->sign[0] & 0x80));
  if (!is_code && !is_sign) return std::nullopt;
  auto rest = name.substr(0, name.find_last_not_of(" ([_", begin) + 1);
  if (core::lower_case(rest).ends_with(" in")) rest.remove_suffix(3);
  return CurrencyInName{is_code ? upper : std::string(sign->codes.substr(0, 3)), std::string(rest)};
}

}  // namespace quarterdeck::service
