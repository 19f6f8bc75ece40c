// engine/core/number_text.cpp – see number_text.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/number_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <vector>

#include "engine/core/currency_sign.hpp"
#include "engine/core/text.hpp"

namespace quarterdeck::core {
namespace {

constexpr int most_digits = 17;  ///< with them a mantissa stays below 10^18
constexpr std::string_view minus_sign = "\xE2\x88\x92";

struct Multiplier {
  std::string_view word;  ///< lower case
  int exponent;
};
/// `mil` (a thousand in Spain, a million in slang) and `billion` (10^9 or 10^12) are not here.
constexpr std::array multipliers{
    Multiplier{"k", 3},        Multiplier{"tsd", 3},      Multiplier{"tausend", 3},
    Multiplier{"thousand", 3}, Multiplier{"tys", 3},      Multiplier{"тыс", 3},
    Multiplier{"千", 3},       Multiplier{"m", 6},        Multiplier{"mm", 6},
    Multiplier{"mio", 6},      Multiplier{"mln", 6},      Multiplier{"mn", 6},
    Multiplier{"million", 6},  Multiplier{"millions", 6}, Multiplier{"millionen", 6},
    Multiplier{"millones", 6}, Multiplier{"millón", 6},   Multiplier{"milj", 6},
    Multiplier{"miljoen", 6},  Multiplier{"miljoner", 6}, Multiplier{"milioni", 6},
    Multiplier{"milhão", 6},   Multiplier{"milhões", 6},  Multiplier{"miljoonaa", 6},
    Multiplier{"млн", 6},      Multiplier{"百万", 6},     Multiplier{"b", 9},
    Multiplier{"bn", 9},       Multiplier{"mrd", 9},      Multiplier{"mld", 9},
    Multiplier{"mdr", 9},      Multiplier{"млрд", 9},     Multiplier{"万", 4},
    Multiplier{"億", 8},       Multiplier{"亿", 8},       Multiplier{"lakh", 5},
    Multiplier{"lakhs", 5},    Multiplier{"lac", 5},      Multiplier{"lacs", 5},
    Multiplier{"crore", 7},    Multiplier{"crores", 7}};

/// The text taken apart around its digits.
struct Pieces {
  std::string_view before;
  std::string_view body;
  std::string_view behind;
};

/// What stands around the digits, word by word.
struct Around {
  NumberReading into;
  int exponent = 0;
  int n_signs = 0;
  bool negative = false;
  bool dashes = false;  ///< `,-` and the like: no fraction
};

bool take(std::string_view& text, std::string_view beginning) {
  if (!text.starts_with(beginning)) return false;
  text.remove_prefix(beginning.size());
  return true;
}

Pieces cut(std::string_view text) {
  auto const first_digit = std::ranges::find_if(text, is_digit) - text.begin();
  if (static_cast<std::size_t>(first_digit) == text.size()) return {text, {}, {}};
  auto first = static_cast<std::size_t>(first_digit);
  // A point before the first digit begins a fraction, unless it ends an abbreviation as in `Rs.5`.
  bool const sign = first > 0 && (text[first - 1] == '.' || text[first - 1] == ',');
  auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (sign && !(first > 1 && letter(text[first - 2]))) --first;
  auto last = text.size();
  while (!is_digit(text[last - 1])) --last;
  return {text.substr(0, first), text.substr(first, last - first), text.substr(last)};
}

bool take_mark(Around& around, std::string_view word) {
  auto const* const sign = find_currency_sign(word);
  if (sign == nullptr && !is_currency_code(word)) return false;
  auto& mark = around.into.mark;
  auto const* const earlier = mark.empty() ? nullptr : find_currency_sign(mark);
  if (earlier != nullptr && earlier->may_mean(word)) mark.clear();
  if (!mark.empty() && mark != word && !(sign != nullptr && sign->may_mean(mark))) return false;
  if (mark.empty()) mark = word;
  if (mark.size() > 1 && mark.ends_with('.')) mark.pop_back();
  return true;
}

bool take_multiplier(Around& around, std::string_view word) {
  if (word.size() > 1 && word.ends_with('.')) word.remove_suffix(1);
  auto const lower = lower_case(word);
  auto const* const found = std::ranges::find(multipliers, lower, &Multiplier::word);
  int exponent = found == multipliers.end() ? 0 : found->exponent;
  if (word == "L") exponent = 5;
  if (word == "Cr" || word == "Crs") exponent = 7;
  if (exponent == 0 || around.exponent != 0) return false;
  around.exponent = exponent;
  around.into.scale = lower;
  return true;
}

/// A multiplier and a currency in one word: `T€`, `TEUR`, `k€`, `Mio.€`, `mkr`.
bool take_both(Around& around, std::string_view word) {
  for (std::size_t n = 1; n < word.size() && n <= 12; ++n) {
    auto const head = word.substr(0, n);
    auto const tail = word.substr(n);
    bool const thousand = head == "T" || head == "t";
    bool const is_mark = find_currency_sign(tail) != nullptr || is_currency_code(tail);
    if (!is_mark) continue;
    if (thousand && around.exponent == 0) {
      around.exponent = 3;
      around.into.scale = "t";
      return take_mark(around, tail);
    }
    if (take_multiplier(around, head)) return take_mark(around, tail);
  }
  return false;
}

bool take_sign(Around& around, std::string_view& text) {
  bool const plus = take(text, "+");
  bool const minus = !plus && (take(text, "-") || take(text, minus_sign));
  if (!plus && !minus) return false;
  ++around.n_signs;
  around.negative = around.negative || minus;
  around.into.explicit_plus = plus;
  return true;
}

bool take_words(Around& around, std::string_view text) {
  for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
    if (take_sign(around, text)) continue;
    if (take(text, "%")) {
      if (around.into.percent) return false;
      around.into.percent = true;
      continue;
    }
    auto const is_end = [&](std::size_t i) {
      return text[i] == ' ' || text[i] == '-' || text[i] == '+' || text[i] == '%' ||
             text.substr(i).starts_with("\xC2\xA0") || text.substr(i).starts_with("\xE2\x80\xAF") ||
             text.substr(i).starts_with(minus_sign);
    };
    std::size_t n = 0;
    while (n < text.size() && !is_end(n)) ++n;
    auto const word = text.substr(0, n);
    // `T` alone is a thousand only beside a currency, as in `120 T €`.
    bool const thousand = word == "T" && around.exponent == 0 && !trimmed(text.substr(n)).empty();
    if (thousand) {
      around.exponent = 3;
      around.into.scale = "t";
    } else if (!take_multiplier(around, word) && !take_mark(around, word) &&
               !take_both(around, word)) {
      return false;
    }
    text.remove_prefix(n);
  }
  return true;
}

/// `.–`, `,-`, `,--`, `/-`: no fraction follows.
void take_dashes(Around& around, std::string_view& behind) {
  auto rest = behind;
  if (take(rest, "/-") || take(rest, "/=")) {
    behind = rest;
    around.dashes = true;
    return;
  }
  if (!take(rest, ".") && !take(rest, ",")) return;
  bool any = false;
  while (take(rest, "-") || take(rest, "\xE2\x80\x93") || take(rest, "\xE2\x80\x94")) any = true;
  if (!any) return;
  behind = rest;
  around.dashes = true;
}

/// Western groups of three, or Indian: the last of three, the others of two.
bool groups_are_right(std::vector<std::string_view> const& groups) {
  if (groups.size() == 1) return true;
  auto const& first = groups.front();
  if (groups.back().size() != 3 || first.empty() || first.size() > 3 || first.front() == '0') {
    return false;
  }
  auto const inner = std::span(groups).subspan(1, groups.size() - 2);
  bool const threes = std::ranges::all_of(inner, [](auto group) { return group.size() == 3; });
  bool const twos = !inner.empty() && first.size() <= 2 &&
                    std::ranges::all_of(inner, [](auto group) { return group.size() == 2; });
  return threes || twos;
}

/// Digits of an integer part whose groups are parted by one kind of separator, or nothing.
std::optional<std::string> ungrouped(std::string_view integer, char other_sign) {
  static constexpr std::array<std::string_view, 6> blanks{
      "'", "\xE2\x80\x99", " ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};
  std::string_view separator(&other_sign, 1);
  for (auto const blank : blanks) {
    if (integer.find(blank) != std::string_view::npos) separator = blank;
  }
  std::vector<std::string_view> groups;
  while (true) {
    auto const at = integer.find(separator);
    groups.push_back(integer.substr(0, at));
    if (at == std::string_view::npos) break;
    integer.remove_prefix(at + separator.size());
  }
  if (!groups_are_right(groups)) return std::nullopt;
  std::string digits;
  for (auto const group : groups) digits += group;
  return digits;
}

std::optional<Decimal> decimal_of(std::string digits, std::string_view fraction, int exponent) {
  auto const n_integer = static_cast<int>(digits.size());
  digits += fraction;
  if (digits.empty() || !std::ranges::all_of(digits, is_digit)) return std::nullopt;
  auto const leading = std::min(digits.find_first_not_of('0'), digits.size() - 1);
  // Digits beyond those that a double holds are cut off the fraction, never off the integer part.
  auto const kept = std::min(digits.size(), leading + most_digits);
  if (static_cast<int>(kept) < n_integer) return std::nullopt;
  Decimal number;
  std::from_chars(digits.data(), digits.data() + kept, number.mantissa);
  number.exponent = exponent - (static_cast<int>(kept) - n_integer);
  while (number.mantissa != 0 && number.exponent < 0 && number.mantissa % 10 == 0) {
    number.mantissa /= 10;
    ++number.exponent;
  }
  if (number.mantissa == 0) number.exponent = 0;
  return number;
}

std::optional<Decimal> read_with(std::string_view body, char sign, Around const& around) {
  auto const at = body.rfind(sign);
  auto const fraction = at == std::string_view::npos ? std::string_view() : body.substr(at + 1);
  if (at != std::string_view::npos && fraction.empty()) return std::nullopt;
  if (around.dashes && at != std::string_view::npos) return std::nullopt;
  auto digits = ungrouped(body.substr(0, at), sign == '.' ? ',' : '.');
  if (!digits) return std::nullopt;
  auto number = decimal_of(std::move(*digits), fraction, around.exponent);
  if (number && around.negative) number->mantissa = -number->mantissa;
  return number;
}

/// `1.5e+06`, as statistics programs write round numbers.
std::optional<Decimal> read_scientific(std::string_view body, Around const& around) {
  auto const at = body.find_first_of("eE");
  if (at == std::string_view::npos || at + 1 >= body.size()) return std::nullopt;
  auto power = body.substr(at + 1);
  if (power.starts_with('+')) power.remove_prefix(1);
  int exponent = 0;
  auto const [end, error] = std::from_chars(power.data(), power.data() + power.size(), exponent);
  bool const whole = error == std::errc() && end == power.data() + power.size();
  if (!whole || std::abs(exponent) > 300) return std::nullopt;
  auto const head = body.substr(0, at);
  auto const point = head.find('.');
  auto const fraction =
      point == std::string_view::npos ? std::string_view() : head.substr(point + 1);
  auto number = decimal_of(std::string(head.substr(0, point)), fraction, exponent);
  if (number && around.negative) number->mantissa = -number->mantissa;
  return number;
}

}  // namespace

double to_double(Decimal number) {
  auto const text = fmt::format("{}e{}", number.mantissa, number.exponent);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<Minor> to_minor(Decimal number) {
  constexpr Minor most = Minor{10'000'000'000'000'000};
  int exponent = number.exponent + 2;
  Minor minor = number.mantissa;
  for (; exponent > 0 && minor != 0; --exponent) {
    if (std::abs(minor) >= most) return std::nullopt;
    minor *= 10;
  }
  if (exponent < -18) return 0;
  Minor divisor = 1;
  for (; exponent < 0; ++exponent) divisor *= 10;
  Minor const rest = std::abs(minor % divisor);
  minor /= divisor;
  // Halves go away from zero, and the sign is that of the whole number, which may round to zero.
  if (divisor > 1 && rest >= divisor - rest) minor += number.mantissa < 0 ? -1 : 1;
  return std::abs(minor) < most ? std::optional(minor) : std::nullopt;
}

NumberReading read_number_text(std::string_view text) {
  Around around;
  text = trimmed(text);
  bool const brackets = text.size() > 2 && text.front() == '(' && text.back() == ')';
  if (brackets) text = trimmed(text.substr(1, text.size() - 2));
  auto [before, body, behind] = cut(text);
  if (body.empty()) return {};
  around.negative = brackets;
  take_dashes(around, behind);
  if (!take_words(around, before) || !take_words(around, behind)) return {};
  if (around.n_signs > 1) return {};
  auto& reading = around.into;
  if (body.find_first_of("eE") != std::string_view::npos) {
    reading.if_point = reading.if_comma = read_scientific(body, around);
  } else {
    reading.if_point = read_with(body, '.', around);
    reading.if_comma = read_with(body, ',', around);
  }
  return reading.is_number() ? reading : NumberReading{};
}

bool says_unknown(std::string_view text) {
  static constexpr std::array<std::string_view, 22> words{
      "n/a",     "na",        "#n/a",    "n.a.", "null",   "nil", "none",         "nan",
      "unknown", "unbekannt", "tbd",     "tbc",  "-",      "--",  "\xE2\x80\x93", "\xE2\x80\x94",
      "?",       "(blank)",   "not set", "k.a.", "n.v.t.", "s/o"};
  return std::ranges::find(words, lower_case(trimmed(text))) != words.end();
}

}  // namespace quarterdeck::core
