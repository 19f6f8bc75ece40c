// engine/table/date_words.hpp – months, weekdays and small words of dates in eleven languages.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace quarterdeck::io {

/// What a word inside a date means. Some are a month in one language and a weekday in another
/// (`mar`: March, or the Spanish, French and Italian Tuesday).
struct DateWord {
  unsigned month = 0;   ///< 1 to 12, or 0: no month
  bool passed = false;  ///< a weekday or a small word (`de`, `of`, `th`), which says nothing
  [[nodiscard]] bool known() const { return month != 0 || passed; }
};

/// Months by their full names, and by any beginning of at least three letters that only one month
/// has; in German, English, Spanish, Finnish, French, Italian, Japanese, Dutch, Polish, Portuguese
/// and Swedish, the languages in which HubSpot exports.
/// @param word  in lower case, without a dot at its end
/// @verified tests/unit/table/parse_date_test.cpp
[[nodiscard]] DateWord date_word(std::string_view word);

}  // namespace quarterdeck::io
