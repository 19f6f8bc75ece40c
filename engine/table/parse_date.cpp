// engine/table/parse_date.cpp – see parse_date.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/parse_date.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <span>

#include "engine/core/text.hpp"
#include "engine/table/date_text.hpp"
#include "engine/table/time_of_day.hpp"

namespace quarterdeck::io {
namespace {

constexpr std::int64_t no_instant = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t seconds_a_day = 86400;

/// Whether the text begins with an ISO date that nothing or a time follows.
bool is_iso(std::string_view text) {
  return text.size() >= 10 && (text.size() == 10 || text[10] == 'T' || text[10] == ' ');
}

DateReading with_time(DateReading reading, TimeOfDay const& time) {
  reading.midnight = time.second == 0;
  if (time.offset) reading.utc_second = time.second - *time.offset;
  return reading;
}

/// Where a time of day begins: at the digits in front of the first colon, when a blank, comma or
/// `T` parts them from the date. npos: there is none.
std::size_t time_begin(std::string_view text) {
  auto from = text.find(':');
  if (from == std::string_view::npos) return from;
  while (from > 0 && core::is_digit(text[from - 1])) --from;
  bool const parted =
      from > 0 && (text[from - 1] == ' ' || text[from - 1] == 'T' || text[from - 1] == ',');
  return parted ? from : std::string_view::npos;
}

}  // namespace

DayOrder day_order(std::string_view declared) {
  if (declared == "ymd") return DayOrder::ymd;
  if (declared == "dmy") return DayOrder::dmy;
  if (declared == "mdy") return DayOrder::mdy;
  return DayOrder::unknown;
}

DateReading read_date(std::string_view text, DayOrder declared) {
  text = core::trimmed(text);
  auto const from = time_begin(text);
  if (from == std::string_view::npos) return read_day(text, declared);
  auto const time = read_time_of_day(text.substr(from));
  if (!time) return {};
  auto const day = core::trimmed(text.substr(0, from - (text[from - 1] == ' ' ? 0 : 1)));
  return with_time(read_day(day, declared), *time);
}

void DateColumn::note_instant(std::size_t row, core::Date day, int utc_second) {
  if (instants_.empty()) instants_.assign(values_.size(), no_instant);
  instants_.resize(values_.size(), no_instant);
  instants_[row] = day.time_since_epoch().count() * seconds_a_day + utc_second;
}

void DateColumn::push_back(std::string_view text) {
  auto const row = values_.size();
  values_.push_back(core::no_date);
  if (is_iso(text)) {
    auto const date = core::parse_iso_date(text.substr(0, 10));
    auto const time = date && text.size() > 10 ? read_time_of_day(text.substr(11))
                                               : std::optional<TimeOfDay>(TimeOfDay{});
    if (date && time) {
      values_[row] = *date;
      if (!time->offset) return;
      any_time_of_day_ = any_time_of_day_ || time->second != 0;
      note_instant(row, *date, time->second - *time->offset);
      return;
    }
  }
  text = core::trimmed(text);
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
  auto const* const any = day_first != nullptr     ? day_first
                          : month_first != nullptr ? month_first
                                                   : open;
  if (any != nullptr && declared_ == DayOrder::unknown && looks_year_first(readings, order)) {
    auto ambiguity = report(*any, *any, false);
    ambiguity.year_first = true;
    return ambiguity;
  }
  if (day_first == nullptr && month_first == nullptr && open != nullptr) {
    return report(*open, other_open == nullptr ? *open : *other_open, false);
  }
  return std::nullopt;
}

/// `26-11-03` in a column whose years are two or three when they stand first, and any of 1 to 31
/// when they stand last.
bool DateColumn::looks_year_first(std::vector<DateReading> const& readings, DayOrder order) const {
  constexpr int least_cells = 5;
  constexpr int many_years = 12;
  int n_cells = 0;
  std::array<int, 2> least{9999, 9999};
  std::array<int, 2> most{0, 0};
  for (Pending const& cell : pending_) {
    auto const& reading = readings[cell.code];
    auto const& chosen = order == DayOrder::dmy ? reading.if_dmy : reading.if_mdy;
    if (!chosen && !reading.if_year_first) continue;
    if (!reading.if_year_first) return false;
    ++n_cells;
    std::array const days{chosen, reading.if_year_first};
    for (std::size_t i = 0; i < days.size(); ++i) {
      if (!days[i]) continue;
      int const year(std::chrono::year_month_day(*days[i]).year());
      least[i] = std::min(least[i], year);
      most[i] = std::max(most[i], year);
    }
  }
  return n_cells >= least_cells && most[0] - least[0] > many_years &&
         3 * (most[1] - least[1]) < most[0] - least[0];
}

std::vector<std::size_t> DateColumn::forget_before(core::Date day) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < values_.size(); ++row) {
    if (values_[row] == core::no_date || values_[row] >= day) continue;
    values_[row] = core::no_date;
    rows.push_back(row);
  }
  return rows;
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
    if (!date) {
      unparsable_.emplace_back(cell.row, texts_[cell.code]);
      continue;
    }
    values_[cell.row] = *date;
    if (reading.two_digit_year && n_two_digit_years_++ == 0) {
      two_digit_year_ = {cell.row, texts_[cell.code]};
    }
    if (!reading.utc_second) continue;
    any_time_of_day_ = any_time_of_day_ || !reading.midnight;
    note_instant(cell.row, *date, *reading.utc_second);
  }
  pending_.clear();
  place_instants();
  return std::nullopt;
}

void DateColumn::place_instants() {
  // Programs write a day without a time as its midnight, and that of UTC most often; moved into
  // another zone all of them would be a day off.
  if (!any_time_of_day_) instants_.clear();
  core::DayOfInstant day_of(zone_);
  for (std::size_t row = 0; row < instants_.size(); ++row) {
    if (instants_[row] == no_instant) continue;
    values_[row] = day_of(core::Instant(std::chrono::seconds(instants_[row])));
  }
}

std::optional<core::Instant> DateColumn::instant(std::size_t row) const {
  if (row >= instants_.size() || instants_[row] == no_instant) return std::nullopt;
  return core::Instant(std::chrono::seconds(instants_[row]));
}

}  // namespace quarterdeck::io
