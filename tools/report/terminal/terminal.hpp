// tools/report/terminal/terminal.hpp – a page as text for a terminal.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/report/page/page.hpp"
#include "tools/report/terminal/style.hpp"
#include "tools/report/words/language.hpp"

namespace quarterdeck::report {

/// The page in the signs, colours and columns of a style. No line is wider than the style.
/// @verified tests/unit/report/terminal/terminal_test.cpp
[[nodiscard]] std::string terminal_text(Page const& page, Style const& style,
                                        Language const& language = english());

/// A single value without margins and line breaks.
[[nodiscard]] std::string terminal_words(Value const& value, Style const& style,
                                         Language const& language = english());

/// A single value in lines without margins, each ended by a line break.
[[nodiscard]] std::string terminal_lines(Value const& value, Style const& style,
                                         Language const& language = english());

}  // namespace quarterdeck::report
