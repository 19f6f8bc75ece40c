// engine/table/parse_amount.cpp – see parse_amount.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/parse_amount.hpp"

#include <algorithm>
#include <charconv>

#include "engine/core/currency_sign.hpp"
#include "engine/core/text.hpp"

namespace quarterdeck::io {
namespace {

constexpr std::size_t most_digits = 14;

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, core::is_digit);
}

bool has_three_decimals(std::optional<core::Decimal> const& number) {
  return number && number->exponent <= -3;
}

}  // namespace

/// What the clear cells of a column say about the others.
struct AmountColumn::Evidence {
  bool point = false;  ///< a point is a decimal sign
  bool comma = false;
  bool long_fraction = false;  ///< some clear cell has three decimals or more
  bool double_m = false;       ///< `MM` stands for millions, so `M` may be thousands

  [[nodiscard]] bool torn() const { return point && comma; }
  [[nodiscard]] std::optional<core::Decimal> chosen(core::NumberReading const& reading) const {
    if (double_m && reading.scale == "m") return std::nullopt;
    if (torn() && reading.either()) return std::nullopt;
    bool const by_comma = torn() ? !reading.if_point.has_value() : comma;
    return by_comma ? reading.if_comma : reading.if_point;
  }
};

AmountColumn::AmountColumn(TableSource const& source)
    : AmountColumn(std::string_view(source.decimal)) {
  for (auto const& [sign, code] : source.conventions.currency_signs) {
    bool const known = core::find_currency_sign(sign) != nullptr || core::is_currency_code(sign);
    if (!known && !sign.empty()) own_signs_.emplace(sign, code);
  }
}

core::NumberReading AmountColumn::read(std::string const& text) const {
  auto reading = core::read_number_text(text);
  for (auto sign = own_signs_.begin(); !reading.is_number() && sign != own_signs_.end(); ++sign) {
    auto const at = text.find(sign->first);
    if (at == std::string::npos) continue;
    auto named = text;
    named.replace(at, sign->first.size(), " " + sign->second + " ");
    reading = core::read_number_text(named);
  }
  return reading.percent ? core::NumberReading{} : reading;
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
  text = core::trimmed(text);
  if (!text.empty()) pending_.push_back({row, texts_.code(text)});
}

AmountColumn::Evidence AmountColumn::evidence(
    std::vector<core::NumberReading> const& readings) const {
  Evidence evidence;
  evidence.point = declared_ == '.' || saw_point_;
  evidence.comma = declared_ == ',' || saw_comma_;
  // A declared sign needs no support.
  evidence.long_fraction = declared_ != 0;
  for (auto const& reading : readings) {
    evidence.double_m = evidence.double_m || reading.scale == "mm";
    bool const only_point = reading.if_point && !reading.if_comma;
    bool const only_comma = reading.if_comma && !reading.if_point;
    if (declared_ == 0) {
      evidence.point = evidence.point || only_point;
      evidence.comma = evidence.comma || only_comma;
    }
    auto const& number = only_point ? reading.if_point : reading.if_comma;
    bool const clear = only_point || only_comma;
    evidence.long_fraction =
        evidence.long_fraction || (clear && reading.scale.empty() && has_three_decimals(number));
  }
  return evidence;
}

std::optional<AmountColumn::Ambiguity> AmountColumn::finish() {
  std::vector<core::NumberReading> readings;
  readings.reserve(texts_.size());
  for (auto const& text : texts_.texts()) readings.push_back(read(text));
  auto const evidence = this->evidence(readings);
  for (Pending const& cell : pending_) {
    auto const& reading = readings[cell.code];
    auto const number = evidence.chosen(reading);
    bool const undecided = reading.either() && !evidence.point && !evidence.comma;
    bool const doubtful = reading.either() && reading.scale.empty() && !evidence.long_fraction &&
                          has_three_decimals(number);
    if (undecided || doubtful) return Ambiguity{cell.row, texts_[cell.code]};
    auto const amount = number ? core::to_minor(*number) : std::nullopt;
    if (!amount) {
      unparsable_.emplace_back(cell.row, texts_[cell.code]);
      continue;
    }
    values_[cell.row] = *amount;
    if (!reading.mark.empty()) {
      marked_.push_back({cell.row, cell.code, marks_.code(reading.mark)});
    }
  }
  pending_.clear();
  return std::nullopt;
}

std::vector<std::string> AmountColumn::meanings(Conventions const& conventions) const {
  std::vector<std::string> result;
  bool home_is_told = false;
  for (auto const& mark : marks_.texts()) {
    auto const listed = conventions.currency_signs.find(mark);
    auto const* const sign = core::find_currency_sign(mark);
    auto& meaning = result.emplace_back();
    if (listed != conventions.currency_signs.end()) {
      meaning = listed->second;
    } else if (sign == nullptr || sign->is_one()) {
      meaning = sign == nullptr ? mark : std::string(sign->codes);
    }
    home_is_told = home_is_told || meaning == conventions.currency;
  }
  std::vector<std::size_t> at_home;
  for (std::size_t i = 0; i < result.size(); ++i) {
    auto const* const sign = core::find_currency_sign(marks_.texts()[i]);
    if (result[i].empty() && sign->may_mean(conventions.currency)) at_home.push_back(i);
  }
  bool const one_stands_for_home = at_home.size() == 1 && !home_is_told;
  if (one_stands_for_home) result[at_home.front()] = conventions.currency;
  return result;
}

std::optional<AmountColumn::SignQuestion> AmountColumn::settle_currencies(
    Conventions const& conventions, CurrencyOfRow const& told) {
  auto const meaning = meanings(conventions);
  for (Marked const& cell : marked_) {
    auto const code = told(cell.row);
    auto const& mark = marks_[cell.mark];
    auto const* const sign = core::find_currency_sign(mark);
    auto const& meant = meaning[cell.mark];
    bool const fits = code.empty() || meant == code || (sign != nullptr && sign->may_mean(code));
    if (!fits) {
      values_[cell.row] = core::no_amount;
      unparsable_.emplace_back(cell.row, texts_[cell.text]);
      continue;
    }
    if (!code.empty()) continue;
    if (meant.empty() && !conventions.currency.empty()) {
      return SignQuestion{cell.row, texts_[cell.text], mark};
    }
    bool const plain_home = meant == conventions.currency && sign != nullptr && !sign->is_one();
    if (!meant.empty() && !plain_home) currencies_.emplace_back(cell.row, meant);
  }
  marked_.clear();
  return std::nullopt;
}

std::optional<double> read_number(std::string_view text) {
  auto const reading = core::read_number_text(text);
  auto const number = reading.mark.empty() ? reading.only() : std::nullopt;
  return number ? std::optional(core::to_double(*number)) : std::nullopt;
}

}  // namespace quarterdeck::io
