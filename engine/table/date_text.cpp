// engine/table/date_text.cpp – see date_text.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/date_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/core/text.hpp"
#include "engine/table/date_words.hpp"

namespace quarterdeck::io {
namespace {

using core::is_digit;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

std::int64_t number(std::string_view digits) {
  std::int64_t value = -1;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::optional<core::Date> make(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) {
    return std::nullopt;
  }
  std::chrono::year_month_day const date{std::chrono::year(static_cast<int>(year)),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? std::optional(core::Date(date)) : std::nullopt;
}

/// Windows two-digit years into 1970 to 2069.
std::int64_t full_year(std::string_view digits) {
  auto const year = number(digits);
  if (digits.size() > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

DateReading certain(std::optional<core::Date> date) {
  DateReading reading;
  reading.if_dmy = reading.if_mdy = date;
  return reading;
}

/// The parts of a date in their order: runs of digits, and the month where a word names it.
struct Parts {
  std::array<std::string_view, 3> numbers;
  std::size_t n = 0;
  unsigned month = 0;
  bool any_word = false;
  bool single_separators = true;  ///< one of / - . between the parts
  char first_separator = 0;
};

/// Adds what a word says; false when it says nothing known, or a second month.
bool take_word(Parts& parts, std::string_view word, unsigned& weekday_or_month) {
  auto const meaning = date_word(core::lower_case(word));
  if (!meaning.known()) return false;
  parts.any_word = true;
  if (meaning.month == 0) return true;
  if (meaning.passed) {
    weekday_or_month = meaning.month;
    return true;
  }
  if (parts.month != 0) return false;
  parts.month = meaning.month;
  return true;
}

std::size_t skip_separators(std::string_view text, std::size_t i) {
  constexpr std::string_view narrow = "\xE2\x80\xAF";
  constexpr std::string_view no_break = "\xC2\xA0";
  while (i < text.size()) {
    if (std::string_view("/-. ,'()").find(text[i]) != std::string_view::npos) {
      ++i;
    } else if (text.substr(i).starts_with(no_break) || text.substr(i).starts_with(narrow)) {
      i += text[i] == no_break[0] ? no_break.size() : narrow.size();
    } else {
      break;
    }
  }
  return i;
}

std::optional<Parts> split(std::string_view text) {
  Parts parts;
  unsigned weekday_or_month = 0;
  for (std::size_t i = 0; i < text.size();) {
    bool const digits = is_digit(text[i]);
    if (!digits && !is_letter(text[i])) return std::nullopt;
    auto const begin = i;
    while (i < text.size() && (digits ? is_digit(text[i]) : is_letter(text[i]))) {
      if (!digits && i > begin && skip_separators(text, i) > i) break;
      ++i;
    }
    auto const part = text.substr(begin, i - begin);
    if (digits && parts.n == 3) return std::nullopt;
    if (digits) parts.numbers[parts.n++] = part;
    if (!digits && !take_word(parts, part, weekday_or_month)) return std::nullopt;
    auto const gap = i;
    i = skip_separators(text, i);
    if (i > gap + 1 || (i > gap && (text[gap] == ' ' || text[gap] == ','))) {
      parts.single_separators = false;
    }
    if (i > gap && parts.first_separator == 0) parts.first_separator = text[gap];
    if (i > gap + 3) return std::nullopt;
  }
  if (parts.month == 0) parts.month = weekday_or_month;
  return parts;
}

DateReading read_one_number(std::string_view digits) {
  auto const value = number(digits);
  if (digits.size() == 5 && value >= 20000 && value <= 60000) {
    return certain(*make(1899, 12, 30) + core::Days(value));
  }
  if (digits.size() == 8) return certain(make(value / 10000, value / 100 % 100, value % 100));
  if (digits.size() != 12 && digits.size() != 13) return {};
  constexpr std::int64_t milliseconds_a_day = 86400000;
  auto reading = certain(core::Date(core::Days(value / milliseconds_a_day)));
  reading.utc_second = static_cast<int>(value % milliseconds_a_day / 1000);
  reading.midnight = value % milliseconds_a_day == 0;
  return reading;
}

/// A day, a year and a month by name: the year stands last, or first with four digits.
DateReading read_with_month_name(Parts const& parts) {
  if (parts.n != 2) return {};
  bool const year_first = parts.numbers[0].size() == 4;
  auto const year = parts.numbers[year_first ? 0 : 1];
  auto const day = parts.numbers[year_first ? 1 : 0];
  if (day.size() > 2 || (year.size() != 2 && year.size() != 4)) return {};
  auto reading = certain(make(full_year(year), parts.month, number(day)));
  reading.two_digit_year = year.size() == 2;
  return reading;
}

DateReading read_three_numbers(Parts const& parts, DayOrder declared) {
  auto const& [a, b, c] = parts.numbers;
  if (b.size() > 2) return {};
  if (a.size() == 4 && c.size() <= 2) return certain(make(number(a), number(b), number(c)));
  if (a.size() > 2 || (c.size() != 2 && c.size() != 4)) return {};
  DateReading reading;
  if (declared == DayOrder::ymd) {
    if (c.size() == 2 && a.size() == 2) reading = certain(make(full_year(a), number(b), number(c)));
  } else {
    if (declared != DayOrder::mdy) reading.if_dmy = make(full_year(c), number(b), number(a));
    if (declared != DayOrder::dmy) reading.if_mdy = make(full_year(c), number(a), number(b));
    if (a.size() == 2 && c.size() == 2) {
      reading.if_year_first = make(full_year(a), number(b), number(c));
    }
  }
  reading.two_digit_year = c.size() == 2;
  return reading;
}

/// `2026年10月3日`, a weekday in brackets behind it or not.
DateReading read_japanese(std::string_view text) {
  static constexpr std::array<std::string_view, 3> units{"年", "月", "日"};
  std::array<std::int64_t, 3> values{};
  for (std::size_t i = 0; i < units.size(); ++i) {
    auto const at = text.find(units[i]);
    auto const digits = core::trimmed(text.substr(0, at));
    bool const good = at != std::string_view::npos && !digits.empty() &&
                      digits.size() <= (i == 0 ? 4U : 2U) && std::ranges::all_of(digits, is_digit);
    if (!good) return {};
    values[i] = number(digits);
    text.remove_prefix(at + units[i].size());
  }
  auto const rest = split(text.substr(skip_separators(text, 0)));
  if (!rest || rest->n > 0) return {};
  return certain(make(values[0], values[1], values[2]));
}

}  // namespace

DateReading read_day(std::string_view text, DayOrder declared) {
  if (text.find("年") != std::string_view::npos) return read_japanese(text);
  auto const parts = split(text);
  if (!parts || parts->n == 0) return {};
  if (parts->month != 0) return read_with_month_name(*parts);
  if (parts->n == 1) return parts->any_word ? DateReading{} : read_one_number(text);
  bool const sign = parts->first_separator == '.' || parts->first_separator == ',';
  bool const serial = parts->n == 2 && sign && parts->numbers[0].size() == 5 &&
                      parts->numbers[1].size() + 6 == text.size();
  if (serial) return read_one_number(parts->numbers[0]);
  if (parts->n != 3 || (!parts->single_separators && !parts->any_word)) return {};
  return read_three_numbers(*parts, declared);
}

}  // namespace quarterdeck::io
