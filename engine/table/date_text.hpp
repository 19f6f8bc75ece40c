// engine/table/date_text.hpp – one date without its time; inside of parse_date.cpp.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/table/parse_date.hpp"

namespace quarterdeck::io {

/// What `read_date` reads, for a text without a time of day.
[[nodiscard]] DateReading read_day(std::string_view text, DayOrder declared);

}  // namespace quarterdeck::io
