// tools/report/terminal/canvas.hpp – what all parts of the terminal renderer draw with.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "tools/report/page/page.hpp"
#include "tools/report/terminal/style.hpp"
#include "tools/report/terminal/text.hpp"
#include "tools/report/words/voice.hpp"

namespace quarterdeck::report {

/// Looks of a terminal and the words of a language.
struct Canvas {
  Style style;
  Voice voice;

  [[nodiscard]] std::string operator()(Value const& value) const { return voice(value); }
};

/// A canvas for a page with this largest amount.
[[nodiscard]] Canvas canvas_of(Style const& style, Language const& language, double largest_amount);

/// The same with names cut to so many columns.
[[nodiscard]] Canvas with_names_cut(Canvas const& canvas, int width);

/// The same with the words of the language, and names of kinds of things, in capitals.
[[nodiscard]] Canvas in_capitals(Canvas const& canvas);

/// Words of a language in signs of the terminal: without Unicode `±` is `+/-` and `×` is `x`.
/// @verified tests/unit/report/terminal/canvas_test.cpp
[[nodiscard]] std::string in_signs(std::string_view words, Style const& style);

/// Words of a heading in capitals; letters with accents of Western languages too.
/// @verified tests/unit/report/terminal/canvas_test.cpp
[[nodiscard]] std::string capitals(std::string_view words);

/// A text in its lines, each painted by itself, as a sentence that stands out.
[[nodiscard]] std::string lines_in_tone(std::string const& text, Tone tone, Style const& style);

/// A paragraph in a quiet tone, set in by `indent` blanks.
[[nodiscard]] std::string quiet_paragraph(std::string const& text, int indent, Style const& style);

}  // namespace quarterdeck::report
