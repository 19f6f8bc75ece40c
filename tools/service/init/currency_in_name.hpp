// tools/service/init/currency_in_name.hpp – the currency at the end of a column's name.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace quarterdeck::service {

struct CurrencyInName {
  std::string code;  ///< ISO 4217; the most common one of a sign that several use
  std::string rest;  ///< of the name
};

/// `Value (EUR)`, `Amount in €`, `deal_value_usd`; nothing where the last word is none of the
/// widely used currencies, since `ARR` and `TCV` are three capital letters too.
/// @verified tests/unit/service/compose_test.cpp
[[nodiscard]] std::optional<CurrencyInName> currency_in_name(std::string_view name);

}  // namespace quarterdeck::service
