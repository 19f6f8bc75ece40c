// engine/table/time_of_day.hpp – the time behind a date, and the offset behind the time.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string_view>

namespace quarterdeck::io {

struct TimeOfDay {
  int second = 0;             ///< since midnight, as written
  std::optional<int> offset;  ///< seconds that the zone is ahead of UTC; nothing: no zone is named
};

/// Reads `8:15`, `08:15:30.123`, `8:15 PM`, each with `Z`, `UTC`, `GMT`, `+02`, `+0200` or `-07:00`
/// behind it or nothing. A zone that is named by letters is not understood: `CST` is four of them.
/// @return nothing when any part of the text is not understood
/// @verified tests/unit/table/parse_date_test.cpp
[[nodiscard]] std::optional<TimeOfDay> read_time_of_day(std::string_view text);

}  // namespace quarterdeck::io
