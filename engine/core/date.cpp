// engine/core/date.cpp – see date.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/date.hpp"

#include <fmt/core.h>

#include "engine/core/error.hpp"

namespace quarterdeck::core {
namespace {

/// The number that `n` digits spell, or nothing when one of them is no digit.
std::optional<int> digits(std::string_view text, std::size_t begin, std::size_t n) {
  int number = 0;
  for (char const c : text.substr(begin, n)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

}  // namespace

Date make_date(int year, unsigned month, unsigned day) {
  std::chrono::year_month_day const ymd{std::chrono::year(year), std::chrono::month(month),
                                        std::chrono::day(day)};
  QUARTERDECK_EXPECT(ymd.ok());
  return ymd;
}

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  auto const year = digits(text, 0, 4);
  auto const month = digits(text, 5, 2);
  auto const day = digits(text, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  std::chrono::year_month_day const ymd{std::chrono::year(*year),
                                        std::chrono::month(static_cast<unsigned>(*month)),
                                        std::chrono::day(static_cast<unsigned>(*day))};
  if (!ymd.ok()) return std::nullopt;
  return Date(ymd);
}

std::string to_iso(Date date) {
  if (date == no_date) return {};
  std::chrono::year_month_day const ymd(date);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

}  // namespace quarterdeck::core
