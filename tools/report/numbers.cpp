// tools/report/numbers.cpp – see numbers.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/numbers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace quarterdeck::report {
namespace {

/// Three digits of a number from 1 to 1000.
std::string three_digits(double value) {
  if (value < 9.995) return fmt::format("{:.2f}", value);
  if (value < 99.95) return fmt::format("{:.1f}", value);
  return fmt::format("{:.0f}", value);
}

struct Magnitude {
  double least;  ///< from here on, so that rounding never shows 1000 of the lower one
  double unit;
  std::string_view sign;
};
constexpr std::array<Magnitude, 4> magnitudes{
    {{999.5e9, 1e12, "tn"}, {999.5e6, 1e9, "bn"}, {999.5e3, 1e6, "M"}, {9999.5, 1e3, "k"}}};

std::string percent_with(double share, int n_digits) {
  double const step = std::pow(10.0, -n_digits);
  if (share <= 0) return "0 %";
  if (share >= 1) return "100 %";
  if (share * 100 < step) return fmt::format("<{:.{}f} %", step, n_digits);
  if (share * 100 > 100 - step) return fmt::format(">{:.{}f} %", 100 - step, n_digits);
  return fmt::format("{:.{}f} %", share * 100, n_digits);
}

}  // namespace

std::string short_number(double units) {
  double const size = std::abs(units);
  std::string_view const minus = units < 0 ? "-" : "";
  for (auto const& magnitude : magnitudes) {
    if (size < magnitude.least) continue;
    return fmt::format("{}{}{}", minus, three_digits(size / magnitude.unit), magnitude.sign);
  }
  return whole_number(units);
}

NumberScale::NumberScale(double largest) {
  double const size = std::abs(largest);
  for (auto const& magnitude : magnitudes) {
    if (size < magnitude.least) continue;
    unit_ = magnitude.unit;
    sign_ = magnitude.sign;
    break;
  }
  if (unit_ > 1) n_decimals_ = size / unit_ < 99.5 ? 2 : (size / unit_ < 999.5 ? 1 : 0);
  if (unit_ == 1e3) n_decimals_ = std::max(0, n_decimals_ - 1);
}

std::string NumberScale::operator()(double units) const {
  double const step = unit_ * std::pow(10.0, -n_decimals_);
  if (unit_ == 1 || std::abs(units) < 9.5 * step) return short_number(units);
  return fmt::format("{:.{}f}{}", units / unit_, n_decimals_, sign_);
}

std::string whole_number(double value) {
  std::string digits = fmt::format("{:.0f}", std::abs(value));
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  bool const negative = value < 0 && digits != "0";
  return negative ? '-' + digits : digits;
}

std::string percent(double share) { return percent_with(share, 1); }

std::string whole_percent(double share) { return percent_with(share, 0); }

std::string whole_score(double score) { return fmt::format("{:.0f}", std::floor(score)); }

}  // namespace quarterdeck::report
