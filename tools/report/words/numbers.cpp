// tools/report/words/numbers.cpp – see numbers.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/words/numbers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace quarterdeck::report {
namespace {

/// Puts a text for every place where a word in braces stands.
std::string filled(std::string pattern, std::string_view word, std::string const& text) {
  std::string const place = fmt::format("{{{}}}", word);
  for (auto at = pattern.find(place); at != std::string::npos;
       at = pattern.find(place, at + text.size())) {
    pattern.replace(at, place.size(), text);
  }
  return pattern;
}

/// Digits of a number above zero, written with a point, as the language writes them.
std::string localised(std::string const& digits, NumberFormat const& format) {
  auto const point = std::min(digits.find('.'), digits.size());
  std::string whole = digits.substr(0, point);
  for (std::size_t at = whole.size(); at > 3;) {
    at -= 3;
    whole.insert(at, format.group);
  }
  return point == digits.size() ? whole : whole + format.decimal + digits.substr(point + 1);
}

/// Three digits of a number from 1 to 1000.
std::string three_digits(double value, NumberFormat const& format) {
  int const decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  return fixed_number(value, decimals, format);
}

struct Magnitude {
  double least;  ///< from here on, so that rounding never shows 1000 of the lower one
  double unit;
  std::size_t sign;  ///< in NumberFormat::magnitudes
};
constexpr std::array<Magnitude, 4> magnitudes{
    {{999.5e9, 1e12, 3}, {999.5e6, 1e9, 2}, {999.5e3, 1e6, 1}, {9999.5, 1e3, 0}}};

}  // namespace

std::string fixed_number(double value, int decimals, NumberFormat const& format) {
  std::string const digits = fmt::format("{:.{}f}", std::abs(value), decimals);
  bool const nothing = digits.find_first_not_of("0.") == std::string::npos;
  return (value < 0 && !nothing ? "-" : "") + localised(digits, format);
}

std::string significant_number(double value, int digits, NumberFormat const& format) {
  std::string text = fmt::format("{:.{}g}", std::abs(value), digits);
  // Powers of ten have no thousands to set apart.
  bool const has_power = text.find('e') != std::string::npos;
  std::string const sign = value < 0 ? "-" : "";
  if (!has_power) return sign + localised(text, format);
  if (auto const point = text.find('.'); point != std::string::npos) {
    text.replace(point, 1, format.decimal);
  }
  return sign + text;
}

std::string short_number(double units, NumberFormat const& format) {
  double const size = std::abs(units);
  std::string_view const minus = units < 0 ? "-" : "";
  for (auto const& magnitude : magnitudes) {
    if (size < magnitude.least) continue;
    return fmt::format("{}{}{}", minus, three_digits(size / magnitude.unit, format),
                       format.magnitudes[magnitude.sign]);
  }
  return whole_number(units, format);
}

NumberScale::NumberScale(double largest, NumberFormat const& format) : format_(&format) {
  double const size = std::abs(largest);
  for (auto const& magnitude : magnitudes) {
    if (size < magnitude.least) continue;
    unit_ = magnitude.unit;
    sign_ = format.magnitudes[magnitude.sign];
    break;
  }
  if (unit_ > 1) n_decimals_ = size / unit_ < 99.5 ? 2 : (size / unit_ < 999.5 ? 1 : 0);
  if (unit_ == 1e3) n_decimals_ = std::max(0, n_decimals_ - 1);
}

std::string NumberScale::operator()(double units) const {
  double const step = unit_ * std::pow(10.0, -n_decimals_);
  if (unit_ == 1 || std::abs(units) < 9.5 * step) return short_number(units, *format_);
  return fixed_number(units / unit_, n_decimals_, *format_) + std::string(sign_);
}

std::string whole_number(double value, NumberFormat const& format) {
  return fixed_number(value, 0, format);
}

std::string percent_number(double share, int decimals, NumberFormat const& format) {
  double const step = std::pow(10.0, -decimals);
  if (share <= 0) return "0";
  if (share >= 1) return "100";
  if (share * 100 < step) return "<" + fixed_number(step, decimals, format);
  if (share * 100 > 100 - step) return ">" + fixed_number(100 - step, decimals, format);
  return fixed_number(share * 100, decimals, format);
}

std::string percent(double share, int decimals, NumberFormat const& format) {
  return filled(format.percent, "n", percent_number(share, decimals, format));
}

std::string exact_amount(core::Minor amount, NumberFormat const& format) {
  auto const size =
      amount < 0 ? 0 - static_cast<std::uint64_t>(amount) : static_cast<std::uint64_t>(amount);
  auto const digits = fmt::format("{}.{:02}", size / 100, size % 100);
  return (amount < 0 ? "-" : "") + localised(digits, format);
}

std::string date_text(core::Date date, NumberFormat const& format) {
  auto const iso = core::to_iso(date);
  auto const month = iso.size() - 5;
  auto text = filled(format.date, "year", iso.substr(0, month - 1));
  text = filled(std::move(text), "month", iso.substr(month, 2));
  return filled(std::move(text), "day", iso.substr(month + 3));
}

}  // namespace quarterdeck::report
