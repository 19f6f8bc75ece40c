// engine/core/date.hpp – days, the only instants that the engine knows.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace quarterdeck::core {

/// A civil day. Ordered, and the difference of two dates is `std::chrono::days`.
using Date = std::chrono::sys_days;
using Days = std::chrono::days;

/// Marks an unknown date inside columns that hold millions of them; elsewhere use std::optional.
inline constexpr Date no_date = Date::min();

/// The date of a proleptic Gregorian year, month and day.
/// @pre the three name a real day
[[nodiscard]] Date make_date(int year, unsigned month, unsigned day);

/// Reads `YYYY-MM-DD` and nothing else.
/// @return the date, or nothing when the text is not exactly that form or not a real day
/// @verified tests/unit/core/date_test.cpp
[[nodiscard]] std::optional<Date> parse_iso_date(std::string_view text);

/// Writes `YYYY-MM-DD`; an unknown date is written as the empty text.
[[nodiscard]] std::string to_iso(Date date);

/// Whole days from `from` to `to`, negative when `to` is earlier.
[[nodiscard]] constexpr int days_between(Date from, Date to) {
  return static_cast<int>((to - from).count());
}

}  // namespace quarterdeck::core
