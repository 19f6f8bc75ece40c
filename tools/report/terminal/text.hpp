// tools/report/terminal/text.hpp – texts measured and cut in columns of a terminal.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "tools/report/terminal/style.hpp"

namespace quarterdeck::report {

enum class Align { left, right };

/// Columns that a text takes: wide East Asian signs and emoji two, combining marks none.
/// @pre the text went through `clean`
/// @verified tests/unit/report/terminal/text_test.cpp
[[nodiscard]] int columns_of(std::string_view text);

/// A text from outside made safe to show on one line: control signs (escape sequences, line breaks,
/// tabs) and marks that turn the direction of writing become blanks, broken UTF-8 becomes `?`, and
/// without Unicode so does every sign beyond ASCII.
/// @verified tests/unit/report/terminal/text_test.cpp
[[nodiscard]] std::string clean(std::string_view text, Style const& style);

/// The text in exactly `width` columns, filled with blanks or cut with an ellipsis.
/// @verified tests/unit/report/terminal/text_test.cpp
[[nodiscard]] std::string fit(std::string_view text, int width, Align align, Style const& style);

/// The text in at most `width` columns, cut with an ellipsis, without blanks at its end.
[[nodiscard]] std::string cut(std::string_view text, int width, Style const& style);

/// The text in at most `width` columns without its start where it is too long, as paths need.
/// @verified tests/unit/report/terminal/text_test.cpp
[[nodiscard]] std::string cut_start(std::string_view text, int width, Style const& style);

/// Lines of at most `width` columns, broken between words; a longer word is cut.
/// @verified tests/unit/report/terminal/text_test.cpp
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, int width, Style const& style);

/// Wrapped lines, each ended by a line break and set in by `indent` blanks.
[[nodiscard]] std::string paragraph(std::string_view text, int indent, Style const& style);

/// A sign repeated.
[[nodiscard]] std::string repeat(std::string_view sign, int times);

/// A heading between two empty lines' worth of room: `WHERE IT COMES FROM`.
[[nodiscard]] std::string heading(std::string_view title, Style const& style);

/// The whole line without blanks at its end.
[[nodiscard]] std::string without_end_blanks(std::string text);

}  // namespace quarterdeck::report
