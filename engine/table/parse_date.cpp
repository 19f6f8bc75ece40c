// engine/table/parse_date.cpp – see parse_date.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/parse_date.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "engine/table/csv_layout.hpp"

namespace quarterdeck::io {
namespace {

bool is_date_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

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

DateReading certain(std::optional<core::Date> date) { return {date, date}; }

/// Month 1 to 12 of an English name of at least three letters, or 0.
unsigned month_of(std::string_view name) {
  static constexpr std::array<std::string_view, 12> names{
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  for (unsigned i = 0; lower.size() >= 3 && i < names.size(); ++i) {
    if (names[i].starts_with(lower)) return i + 1;
  }
  if (lower == "sept") return 9;
  return 0;
}

/// The parts of a date: runs of digits or letters, at most three.
struct Parts {
  std::array<std::string_view, 3> at;
  std::size_t n = 0;
  bool single_separators = true;  ///< one of / - . between the parts
};

/// Cuts a time of day off the end: everything from the first `T12` or ` 12:` on.
std::string_view without_time(std::string_view text) {
  auto const colon = text.find(':');
  if (colon == std::string_view::npos) return text;
  auto from = colon;
  while (from > 0 && is_date_digit(text[from - 1])) --from;
  if (from == 0 || (text[from - 1] != ' ' && text[from - 1] != 'T' && text[from - 1] != ',')) {
    return text;
  }
  return trimmed(text.substr(0, from - 1));
}

std::optional<Parts> split(std::string_view text) {
  Parts parts;
  std::size_t i = 0;
  while (i < text.size()) {
    bool const digits = is_date_digit(text[i]);
    if (!digits && !is_letter(text[i])) return std::nullopt;
    auto const begin = i;
    while (i < text.size() && (digits ? is_date_digit(text[i]) : is_letter(text[i]))) ++i;
    if (parts.n == 3) return std::nullopt;
    parts.at[parts.n++] = text.substr(begin, i - begin);
    auto const gap = i;
    while (i < text.size() && std::string_view("/-. ,").find(text[i]) != std::string_view::npos)
      ++i;
    if (i > gap + 1 || (i > gap && (text[gap] == ' ' || text[gap] == ','))) {
      parts.single_separators = false;
    }
    if (i > gap + 2) return std::nullopt;
  }
  return parts;
}

DateReading read_one_number(std::string_view digits) {
  auto const value = number(digits);
  if (digits.size() == 5 && value >= 20000 && value <= 60000) {
    return certain(*make(1899, 12, 30) + core::Days(value));
  }
  if (digits.size() == 8) return certain(make(value / 10000, value / 100 % 100, value % 100));
  if (digits.size() == 12 || digits.size() == 13) {
    return certain(core::Date(core::Days(value / 86400000)));
  }
  return {};
}

DateReading read_with_month_name(Parts const& parts) {
  bool const name_first = is_letter(parts.at[0][0]);
  auto const month = month_of(name_first ? parts.at[0] : parts.at[1]);
  auto const day = name_first ? parts.at[1] : parts.at[0];
  if (month == 0 || !is_date_digit(day[0]) || day.size() > 2 || !is_date_digit(parts.at[2][0]))
    return {};
  if (parts.at[2].size() != 2 && parts.at[2].size() != 4) return {};
  return certain(make(full_year(parts.at[2]), month, number(day)));
}

DateReading read_three_numbers(Parts const& parts, DayOrder declared) {
  auto const& [a, b, c] = parts.at;
  if (!parts.single_separators || b.size() > 2) return {};
  if (a.size() == 4 && c.size() <= 2) return certain(make(number(a), number(b), number(c)));
  if (a.size() > 2 || (c.size() != 2 && c.size() != 4)) return {};
  if (declared == DayOrder::ymd) {
    return c.size() == 2 && a.size() == 2 ? certain(make(full_year(a), number(b), number(c)))
                                          : DateReading{};
  }
  DateReading reading;
  if (declared != DayOrder::mdy) reading.if_dmy = make(full_year(c), number(b), number(a));
  if (declared != DayOrder::dmy) reading.if_mdy = make(full_year(c), number(a), number(b));
  return reading;
}

}  // namespace

DayOrder day_order(std::string_view declared) {
  if (declared == "ymd") return DayOrder::ymd;
  if (declared == "dmy") return DayOrder::dmy;
  if (declared == "mdy") return DayOrder::mdy;
  return DayOrder::unknown;
}

DateReading read_date(std::string_view text, DayOrder declared) {
  text = trimmed(text);
  if (text.size() > 10 && (text[10] == 'T' || text[10] == ' ')) {
    if (auto const date = core::parse_iso_date(text.substr(0, 10))) return certain(date);
  }
  text = without_time(text);
  auto const parts = split(text);
  if (!parts || parts->n == 0) return {};
  bool const digits_only = std::ranges::all_of(std::span(parts->at).first(parts->n),
                                               [](auto part) { return is_date_digit(part[0]); });
  if (parts->n == 1) return digits_only ? read_one_number(text) : DateReading{};
  bool const has_fraction = digits_only && parts->n == 2 && text[parts->at[0].size()] == '.';
  if (has_fraction && parts->at[0].size() == 5) return read_one_number(parts->at[0]);
  if (parts->n != 3) return {};
  return digits_only ? read_three_numbers(*parts, declared) : read_with_month_name(*parts);
}

void DateColumn::push_back(std::string_view text) {
  auto const row = values_.size();
  values_.push_back(core::no_date);
  if (text.size() >= 10 && (text.size() == 10 || text[10] == 'T' || text[10] == ' ')) {
    if (auto const date = core::parse_iso_date(text.substr(0, 10))) {
      values_[row] = *date;
      return;
    }
  }
  text = trimmed(text);
  if (!text.empty()) pending_.push_back({row, texts_.code(text)});
}

DayOrder DateColumn::shown_order() const {
  bool day_first = false;
  bool month_first = false;
  for (auto const& text : texts_.texts()) {
    auto const reading = read_date(text, declared_);
    day_first = day_first || (reading.if_dmy && !reading.if_mdy);
    month_first = month_first || (reading.if_mdy && !reading.if_dmy);
  }
  if (day_first == month_first) return DayOrder::unknown;
  return day_first ? DayOrder::dmy : DayOrder::mdy;
}

void share_order(std::span<DateColumn* const> columns) {
  auto common = DayOrder::unknown;
  std::vector<DateColumn*> open;
  for (auto* column : columns) {
    auto const order = column->shown_order();
    if (order == DayOrder::unknown) {
      open.push_back(column);
      continue;
    }
    if (common != DayOrder::unknown && order != common) return;
    common = order;
  }
  for (auto* column : open) column->assume(common);
}

std::optional<DateColumn::Ambiguity> DateColumn::decide(std::vector<DateReading> const& readings,
                                                        DayOrder& order) const {
  Pending const* day_first = nullptr;
  Pending const* month_first = nullptr;
  Pending const* open = nullptr;
  Pending const* other_open = nullptr;
  for (Pending const& cell : pending_) {
    auto const& reading = readings[cell.code];
    if (reading.certain() || (!reading.if_dmy && !reading.if_mdy)) continue;
    if (!reading.if_mdy && day_first == nullptr) day_first = &cell;
    if (!reading.if_dmy && month_first == nullptr) month_first = &cell;
    if (!reading.if_dmy || !reading.if_mdy) continue;
    if (open == nullptr) {
      open = &cell;
    } else if (other_open == nullptr || texts_[other_open->code] == texts_[open->code]) {
      other_open = &cell;
    }
  }
  order = day_first != nullptr ? DayOrder::dmy : DayOrder::mdy;
  auto const report = [&](Pending const& a, Pending const& b, bool contradiction) {
    return Ambiguity{a.row, texts_[a.code], b.row, texts_[b.code], contradiction};
  };
  if (day_first != nullptr && month_first != nullptr && declared_ == DayOrder::unknown) {
    return report(*day_first, *month_first, true);
  }
  if (day_first == nullptr && month_first == nullptr && open != nullptr) {
    return report(*open, other_open == nullptr ? *open : *other_open, false);
  }
  return std::nullopt;
}

std::optional<DateColumn::Ambiguity> DateColumn::finish() {
  std::vector<DateReading> readings;
  readings.reserve(texts_.size());
  for (auto const& text : texts_.texts()) readings.push_back(read_date(text, declared_));
  auto order = DayOrder::unknown;
  auto ambiguity = decide(readings, order);
  if (ambiguity) return ambiguity;
  for (Pending const& cell : pending_) {
    auto const& reading = readings[cell.code];
    auto const& date =
        reading.certain() || order == DayOrder::dmy ? reading.if_dmy : reading.if_mdy;
    if (date) {
      values_[cell.row] = *date;
    } else {
      unparsable_.emplace_back(cell.row, texts_[cell.code]);
    }
  }
  pending_.clear();
  return std::nullopt;
}

}  // namespace quarterdeck::io
