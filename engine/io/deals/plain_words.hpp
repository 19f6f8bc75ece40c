// engine/io/deals/plain_words.hpp – the words of a name, without case, accents and decoration.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace quarterdeck::io {

/// The words of a text in lower case, Latin letters without accents (`ß` as `ss`), those of other
/// scripts as they are; digits, signs and pictures part words and are left out. A run of
/// Chinese, Japanese or Korean signs is one word. Broken UTF-8 parts words too.
///
///   `6 - Closed Won (100%)` → closed, won      `✅ Fermée gagnée` → fermee, gagnee
/// @verified tests/unit/io/stage_names_test.cpp
[[nodiscard]] std::vector<std::string> plain_words(std::string_view text);

/// Whether a text has a letter or a digit; a dash or a blank says nothing.
[[nodiscard]] bool says_something(std::string_view text);

}  // namespace quarterdeck::io
