// engine/table/parse_amount.cpp – see parse_amount.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/parse_amount.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>

#include "engine/table/csv_layout.hpp"

namespace quarterdeck::io {
namespace {

constexpr std::size_t most_digits = 14;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

/// Takes a sign, brackets and a currency off; what is left starts and ends with a digit or a
/// separator.
struct Stripped {
  std::string_view body;
  std::string currency;
  bool negative = false;
  bool valid = true;
};

std::optional<std::string> currency_of(std::string_view word) {
  struct Symbol {
    std::string_view text;
    std::string_view code;
  };
  static constexpr std::array<Symbol, 10> symbols{{{"€", "EUR"},
                                                   {"£", "GBP"},
                                                   {"₹", "INR"},
                                                   {"$", ""},
                                                   {"¥", ""},
                                                   {"kr", ""},
                                                   {"US$", "USD"},
                                                   {"R$", "BRL"},
                                                   {"zł", "PLN"},
                                                   {"Fr.", "CHF"}}};
  for (auto const& symbol : symbols) {
    if (symbol.text == word) return std::string(symbol.code);
  }
  bool const letters = std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (word.size() == 3 && letters) return std::string(word);
  return std::nullopt;
}

void strip_sign(Stripped& stripped) {
  auto& body = stripped.body;
  body = trimmed(body);
  if (body.starts_with('(') && body.ends_with(')')) {
    body = trimmed(body.substr(1, body.size() - 2));
    stripped.negative = true;
  }
  constexpr std::string_view minus = "\xE2\x88\x92";
  if (body.starts_with('-') || body.starts_with('+')) {
    stripped.negative = stripped.negative || body.front() == '-';
    body.remove_prefix(1);
  } else if (body.starts_with(minus)) {
    stripped.negative = true;
    body.remove_prefix(minus.size());
  } else if (body.ends_with('-')) {
    stripped.negative = true;
    body.remove_suffix(1);
  }
  body = trimmed(body);
}

void strip_currency(Stripped& stripped) {
  auto& body = stripped.body;
  auto const is_number_start = [](char c) { return is_digit(c) || c == '.' || c == ','; };
  auto const first = std::ranges::find_if(body, [&](char c) { return is_digit(c) || c == '-'; });
  auto before = trimmed(body.substr(0, static_cast<std::size_t>(first - body.begin())));
  if (before == "." || before == ",") before = {};
  if (!before.empty()) {
    body.remove_prefix(static_cast<std::size_t>(first - body.begin()));
  }
  auto last = body.size();
  while (last > 0 && !is_number_start(body[last - 1])) --last;
  auto const after = trimmed(body.substr(last));
  if (!after.empty() && after != "-") body = body.substr(0, last);
  for (auto const word : {before, after == "-" ? std::string_view() : after}) {
    if (word.empty()) continue;
    auto const code = currency_of(word);
    stripped.valid = stripped.valid && code.has_value();
    if (code && !code->empty()) stripped.currency = *code;
  }
}

Stripped strip(std::string_view text) {
  Stripped stripped{text, {}, false, true};
  strip_sign(stripped);
  strip_currency(stripped);
  if (stripped.valid && !stripped.negative) strip_sign(stripped);
  return stripped;
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
  static constexpr std::array<std::string_view, 5> blanks{"'", "\xE2\x80\x99", " ", "\xC2\xA0",
                                                          "\xE2\x80\xAF"};
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

std::optional<core::Minor> read_with(std::string_view body, char sign, bool negative) {
  auto const at = body.rfind(sign);
  auto const integer = body.substr(0, at);
  auto const fraction = at == std::string_view::npos ? std::string_view() : body.substr(at + 1);
  if (at != std::string_view::npos && !all_digits(fraction)) return std::nullopt;
  auto const digits = ungrouped(integer, sign == '.' ? ',' : '.');
  if (!digits || digits->size() > most_digits) return std::nullopt;
  if (!all_digits(*digits) && !(digits->empty() && !fraction.empty())) return std::nullopt;
  core::Minor minor = 0;
  std::from_chars(digits->data(), digits->data() + digits->size(), minor);
  auto const digit = [&](std::size_t i) { return i < fraction.size() ? fraction[i] - '0' : 0; };
  minor = minor * core::minor_per_unit + digit(0) * 10 + digit(1) + (digit(2) >= 5 ? 1 : 0);
  return negative ? -minor : minor;
}

/// `1.5e+06`, as statistics programs write round numbers.
std::optional<core::Minor> read_scientific(std::string_view body, bool negative) {
  if (body.find_first_of("eE") == std::string_view::npos) return std::nullopt;
  double value = 0;
  auto const [end, error] = std::from_chars(body.data(), body.data() + body.size(), value);
  if (error != std::errc() || end != body.data() + body.size()) return std::nullopt;
  if (!(std::abs(value) < 1e14)) return std::nullopt;
  return core::to_minor(negative ? -value : value);
}

}  // namespace

AmountReading read_amount(std::string_view text) {
  auto plain = Stripped{text, {}, false, true};
  strip_sign(plain);
  if (auto const minor = read_scientific(plain.body, plain.negative)) return {minor, minor, {}};
  auto const stripped = strip(text);
  if (!stripped.valid || stripped.body.empty()) return {};
  return {read_with(stripped.body, '.', stripped.negative),
          read_with(stripped.body, ',', stripped.negative), stripped.currency};
}

void AmountColumn::declare_numeric() {
  if (declared_ == 0) declared_ = '.';
}

bool AmountColumn::read_plain(std::string_view text, core::Minor& value) {
  auto const sign_at = text.find_first_of(".,");
  auto const integer = text.substr(0, sign_at);
  if (integer.empty() || integer.size() > most_digits || !all_digits(integer)) return false;
  core::Minor units = 0;
  std::from_chars(integer.data(), integer.data() + integer.size(), units);
  value = units * core::minor_per_unit;
  if (sign_at == std::string_view::npos) return true;
  auto const fraction = text.substr(sign_at + 1);
  bool const is_point = text[sign_at] == '.';
  bool const contradicts = declared_ != 0 && declared_ != text[sign_at];
  if (fraction.size() > 2 || !all_digits(fraction) || contradicts) {
    value = core::no_amount;
    return false;
  }
  (is_point ? saw_point_ : saw_comma_) = true;
  value += (fraction[0] - '0') * 10 + (fraction.size() == 2 ? fraction[1] - '0' : 0);
  return true;
}

void AmountColumn::push_back(std::string_view text) {
  auto const row = values_.size();
  values_.push_back(core::no_amount);
  if (read_plain(text, values_[row])) return;
  text = trimmed(text);
  if (!text.empty()) pending_.push_back({row, texts_.code(text)});
}

std::optional<AmountColumn::Ambiguity> AmountColumn::finish() {
  std::vector<AmountReading> readings;
  readings.reserve(texts_.size());
  bool point = declared_ == '.' || saw_point_;
  bool comma = declared_ == ',' || saw_comma_;
  for (auto const& text : texts_.texts()) {
    auto const& reading = readings.emplace_back(read_amount(text));
    if (declared_ != 0) continue;
    point = point || (reading.if_point && !reading.if_comma);
    comma = comma || (reading.if_comma && !reading.if_point);
  }
  for (Pending const& cell : pending_) {
    auto const& reading = readings[cell.code];
    bool const either = reading.if_point && reading.if_comma && !reading.certain();
    if (either && !point && !comma) return Ambiguity{cell.row, texts_[cell.code]};
    bool const torn = point && comma;
    auto const& amount = torn && either                                     ? std::nullopt
                         : (torn && !reading.if_point) || (comma && !point) ? reading.if_comma
                                                                            : reading.if_point;
    if (amount) {
      values_[cell.row] = *amount;
      if (!reading.currency.empty()) currencies_.emplace_back(cell.row, reading.currency);
    } else {
      unparsable_.emplace_back(cell.row, texts_[cell.code]);
    }
  }
  pending_.clear();
  return std::nullopt;
}

std::optional<double> read_number(std::string_view text) {
  text = trimmed(text);
  if (text.ends_with('%')) text = trimmed(text.substr(0, text.size() - 1));
  std::string digits(text);
  std::ranges::replace(digits, ',', '.');
  double value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  bool const whole = error == std::errc() && end == digits.data() + digits.size();
  return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

}  // namespace quarterdeck::io
