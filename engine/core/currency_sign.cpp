// engine/core/currency_sign.cpp – the table of signs.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/currency_sign.hpp"

#include <algorithm>
#include <array>

namespace quarterdeck::core {
namespace {

constexpr std::string_view dollars =
    "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU BRL JMD TTD FJD BBD BZD BSD BND NAD XCD";
constexpr std::string_view kronor = "SEK NOK DKK ISK";
constexpr std::string_view rupees = "INR PKR LKR NPR MUR SCR";

constexpr std::array signs{
    CurrencySign{"$", dollars},  CurrencySign{"¥", "JPY CNY"},   CurrencySign{"￥", "JPY CNY"},
    CurrencySign{"kr", kronor},  CurrencySign{"Kr", kronor},     CurrencySign{"KR", kronor},
    CurrencySign{"Rs", rupees},  CurrencySign{"rs", rupees},     CurrencySign{"RS", rupees},
    CurrencySign{"₨", rupees},   CurrencySign{"lei", "RON MDL"}, CurrencySign{"€", "EUR"},
    CurrencySign{"£", "GBP"},    CurrencySign{"₹", "INR"},       CurrencySign{"US$", "USD"},
    CurrencySign{"U$S", "USD"},  CurrencySign{"$US", "USD"},     CurrencySign{"USD$", "USD"},
    CurrencySign{"C$", "CAD"},   CurrencySign{"CA$", "CAD"},     CurrencySign{"CAD$", "CAD"},
    CurrencySign{"CDN$", "CAD"}, CurrencySign{"$CA", "CAD"},     CurrencySign{"A$", "AUD"},
    CurrencySign{"AU$", "AUD"},  CurrencySign{"AUD$", "AUD"},    CurrencySign{"NZ$", "NZD"},
    CurrencySign{"HK$", "HKD"},  CurrencySign{"S$", "SGD"},      CurrencySign{"SG$", "SGD"},
    CurrencySign{"NT$", "TWD"},  CurrencySign{"MX$", "MXN"},     CurrencySign{"MEX$", "MXN"},
    CurrencySign{"R$", "BRL"},   CurrencySign{"CN¥", "CNY"},     CurrencySign{"JP¥", "JPY"},
    CurrencySign{"円", "JPY"},   CurrencySign{"元", "CNY"},      CurrencySign{"원", "KRW"},
    CurrencySign{"₩", "KRW"},    CurrencySign{"₦", "NGN"},       CurrencySign{"₪", "ILS"},
    CurrencySign{"₺", "TRY"},    CurrencySign{"TL", "TRY"},      CurrencySign{"zł", "PLN"},
    CurrencySign{"ZŁ", "PLN"},   CurrencySign{"Kč", "CZK"},      CurrencySign{"kč", "CZK"},
    CurrencySign{"Ft", "HUF"},   CurrencySign{"₽", "RUB"},     CurrencySign{"руб", "RUB"},
    CurrencySign{"₴", "UAH"},    CurrencySign{"грн", "UAH"},     CurrencySign{"лв", "BGN"},
    CurrencySign{"₫", "VND"},    CurrencySign{"฿", "THB"},       CurrencySign{"₱", "PHP"},
    CurrencySign{"₸", "KZT"},    CurrencySign{"৳", "BDT"},       CurrencySign{"₲", "PYG"},
    CurrencySign{"₡", "CRC"},    CurrencySign{"₵", "GHS"},       CurrencySign{"₾", "GEL"},
    CurrencySign{"₼", "AZN"},  CurrencySign{"R", "ZAR"},       CurrencySign{"RM", "MYR"},
    CurrencySign{"Rp", "IDR"},   CurrencySign{"S/", "PEN"},      CurrencySign{"KSh", "KES"},
    CurrencySign{"Fr", "CHF"},   CurrencySign{"SFr", "CHF"},     CurrencySign{"Skr", "SEK"},
    CurrencySign{"skr", "SEK"},  CurrencySign{"Nkr", "NOK"},     CurrencySign{"nkr", "NOK"},
    CurrencySign{"Dkr", "DKK"},  CurrencySign{"dkr", "DKK"}};

}  // namespace

CurrencySign const* find_currency_sign(std::string_view text) {
  if (text.size() > 1 && text.ends_with('.')) text.remove_suffix(1);
  auto const* const found = std::ranges::find(signs, text, &CurrencySign::sign);
  return found == signs.end() ? nullptr : found;
}

bool is_currency_code(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace quarterdeck::core
