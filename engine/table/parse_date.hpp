// engine/table/parse_date.hpp – a column of dates in whatever form an export has them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/time_zone.hpp"
#include "engine/table/interner.hpp"

namespace quarterdeck::io {

/// Order of the parts of a date that is written with digits only.
enum class DayOrder { unknown, ymd, dmy, mdy };

/// `ymd`, `dmy`, `mdy`; anything else is unknown.
[[nodiscard]] DayOrder day_order(std::string_view declared);

/// What a text in a date column says, as far as it can be told without the rest of the column.
struct DateReading {
  std::optional<core::Date> if_dmy;         ///< the date if the day comes first
  std::optional<core::Date> if_mdy;         ///< the date if the month comes first
  std::optional<core::Date> if_year_first;  ///< of three numbers of two digits
  /// Of an instant, a time with an offset: seconds from the date's midnight in UTC to it, possibly
  /// negative or longer than a day. Nothing: a day of the place where it was written.
  std::optional<int> utc_second;
  bool midnight = true;         ///< no time is written, or that of midnight
  bool two_digit_year = false;  ///< the century was added
  /// Both readings are the same day, or the text leaves no choice.
  [[nodiscard]] bool certain() const { return if_dmy && if_mdy && *if_dmy == *if_mdy; }
};

/// Reads ISO dates and times, `2026/1/5`, `20260105`, `5-Jan-2026`, `Jan 5, 2026`, `Fri, 3 October
/// 2026`, months and weekdays in eleven languages (`3. Oktober 2026`, `3 de octubre de 2026`,
/// `2026年10月3日`), spreadsheet serials 20000 to 60000 (days since 1899-12-30, a fraction behind a
/// point or comma is the time of day), milliseconds since 1970 of 12 or 13 digits (instants), and
/// three numbers with the year last. Two-digit years are 1970 to 2069.
/// @param declared  order that the workspace declares; a text that contradicts it has no reading
[[nodiscard]] DateReading read_date(std::string_view text, DayOrder declared = DayOrder::unknown);

/// A column of dates being read. Texts that need the rest of the column to be understood are kept,
/// each once, until `finish` decides the order of day and month by any part over 12. Instants
/// become days of the zone, unless all of the column are written at midnight: then they are days
/// already.
/// @verified tests/unit/table/parse_date_test.cpp
class DateColumn {
 public:
  /// @param zone  whose days instants become; nothing: UTC
  explicit DateColumn(DayOrder declared = DayOrder::unknown,
                      std::optional<core::TimeZone> zone = std::nullopt)
      : declared_(declared), zone_(std::move(zone)) {}
  void push_back(std::string_view text);
  [[nodiscard]] std::size_t size() const { return values_.size(); }

  /// The order that texts of this column alone show: one with a part over 12 does. Unknown where
  /// none does, or where they contradict each other.
  [[nodiscard]] DayOrder shown_order() const;
  /// Takes the order for what the column itself leaves open.
  void assume(DayOrder order) {
    if (declared_ == DayOrder::unknown) declared_ = order;
  }

  /// Two rows with which the order cannot be told, or which contradict each other.
  struct Ambiguity {
    std::size_t row = 0;
    std::string text;
    std::size_t other_row = 0;
    std::string other_text;
    bool contradiction = false;
    bool year_first = false;  ///< the years are alike only where they are read from the front
  };
  /// Decides and fills in the values; rows of texts that are no dates go to `unparsable`.
  /// @return the reason when the order of day and month cannot be told; nothing is guessed then
  [[nodiscard]] std::optional<Ambiguity> finish();

  /// @pre finish has been called
  [[nodiscard]] core::Date operator[](std::size_t row) const { return values_[row]; }
  [[nodiscard]] std::vector<std::pair<std::size_t, std::string>> const& unparsable() const {
    return unparsable_;
  }
  /// Reads days before that one as unknown. @pre finish has been called
  /// @return  the rows of them
  [[nodiscard]] std::vector<std::size_t> forget_before(core::Date day);
  /// The instant of a row that became a day of a zone; nothing for days as written.
  /// @pre finish has been called
  [[nodiscard]] std::optional<core::Instant> instant(std::size_t row) const;
  /// How many rows have a two-digit year, and the first of them. @pre finish has been called
  [[nodiscard]] std::int64_t n_two_digit_years() const { return n_two_digit_years_; }
  [[nodiscard]] std::pair<std::size_t, std::string> const& two_digit_year() const {
    return two_digit_year_;
  }

 private:
  struct Pending {
    std::size_t row;
    std::uint32_t code;
  };
  [[nodiscard]] std::optional<Ambiguity> decide(std::vector<DateReading> const& readings,
                                                DayOrder& order) const;
  [[nodiscard]] bool looks_year_first(std::vector<DateReading> const& readings,
                                      DayOrder order) const;
  void note_instant(std::size_t row, core::Date day, int utc_second);
  void place_instants();

  DayOrder declared_;
  std::optional<core::TimeZone> zone_;
  std::vector<core::Date> values_;
  std::vector<Pending> pending_;
  Interner texts_;
  std::vector<std::pair<std::size_t, std::string>> unparsable_;
  std::vector<std::int64_t> instants_;  ///< seconds since 1970 by row; empty: there is none
  bool any_time_of_day_ = false;        ///< some instant is written at another time than midnight
  std::int64_t n_two_digit_years_ = 0;
  std::pair<std::size_t, std::string> two_digit_year_;
};

/// Columns of one table come from one program with one setting: those that cannot tell the order of
/// day and month take that of the others, provided that these agree.
/// @pre no column has finished
/// @verified tests/unit/table/parse_date_test.cpp
void share_order(std::span<DateColumn* const> columns);

}  // namespace quarterdeck::io
