// engine/yaml/number_hint.cpp – see number_hint.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/yaml/number_hint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/number_text.hpp"
#include "engine/core/text.hpp"

namespace quarterdeck::yaml {
namespace {

/// The number as the range means it: percents become shares or factors.
double meant(core::NumberReading const& reading, core::Decimal number, NumberRange const& range) {
  double const value = core::to_double(number);
  bool const is_factor = range.kind == NumberKind::factor;
  if (reading.percent) {
    bool const change = is_factor && (reading.explicit_plus || value < 0);
    return (change ? 100 + value : value) / 100;
  }
  bool const share = range.kind == NumberKind::share && value > 1 && value <= 100;
  return share ? value / 100 : value;
}

/// Days of `2w`, `3 weeks`, `10d`; nothing for other texts, months among them.
std::optional<double> days_of(std::string_view text) {
  struct Unit {
    std::string_view word;
    int days;
  };
  static constexpr std::array units{Unit{"d", 1},  Unit{"day", 1},  Unit{"days", 1}, Unit{"w", 7},
                                    Unit{"wk", 7}, Unit{"week", 7}, Unit{"weeks", 7}};
  auto const letters = std::ranges::find_if(text, [](char c) { return c >= 'A'; });
  auto const at = static_cast<std::size_t>(letters - text.begin());
  auto const word = core::lower_case(core::trimmed(text.substr(at)));
  auto const* const unit = std::ranges::find(units, word, &Unit::word);
  auto const number = parse_number(core::trimmed(text.substr(0, at)));
  if (unit == units.end() || !number) return std::nullopt;
  return *number * unit->days;
}

std::vector<double> values_of(std::string_view text, NumberRange const& range) {
  std::vector<double> values;
  if (range.kind == NumberKind::days) {
    if (auto const days = days_of(text)) return {*days};
  }
  std::string plain(text);
  std::erase(plain, '_');
  auto const reading = core::read_number_text(plain);
  auto const add = [&](std::optional<core::Decimal> const& number) {
    if (!number) return;
    double const value = meant(reading, *number, range);
    bool const whole = range.kind == NumberKind::whole || range.kind == NumberKind::days;
    bool const fits =
        value >= range.least && value <= range.most && (!whole || value == std::round(value));
    if (fits && std::ranges::find(values, value) == values.end()) values.push_back(value);
  };
  add(reading.if_point);
  add(reading.if_comma);
  return values;
}

}  // namespace

std::string yaml_number(double value) {
  bool const whole = value == std::round(value) && std::abs(value) < 1e15;
  if (!whole) return fmt::format("{:.12g}", value);
  auto text = fmt::format("{:.0f}", std::abs(value));
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0 && std::abs(value) >= 10000;
       at -= 3) {
    text.insert(static_cast<std::size_t>(at), 1, '_');
  }
  return value < 0 ? "-" + text : text;
}

std::string number_hint(std::string_view text, NumberRange const& range) {
  auto const values = values_of(text, range);
  if (values.empty()) return fmt::format("Write {}.", range.words);
  bool const marked = !core::read_number_text(text).mark.empty();
  auto const without = marked ? " without the sign of a currency" : "";
  if (values.size() == 1) {
    return fmt::format("Write {}{} ({}).", yaml_number(values[0]), without, range.words);
  }
  return fmt::format("Write {} or {}, whichever you mean{} ({}).", yaml_number(values[0]),
                     yaml_number(values[1]), without, range.words);
}

}  // namespace quarterdeck::yaml
