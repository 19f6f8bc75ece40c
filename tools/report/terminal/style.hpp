// tools/report/terminal/style.hpp – how wide, how colourful and in which signs a text report is
// drawn. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "tools/report/page/tone.hpp"

namespace quarterdeck::report {

enum class Signs { unicode, ascii };
enum class Colour { off, on };

/// Looks of a text report; the caller knows the terminal.
struct Style {
  int width = 80;  ///< columns, 60 to 200
  Signs signs = Signs::unicode;
  Colour colour = Colour::off;
};

/// The text in the colour of its tone, or as it is when colours are off.
[[nodiscard]] std::string paint(std::string_view text, Tone tone, Style const& style);

/// Signs of one alphabet.
struct SignSet {
  std::string_view rule;
  std::string_view dot;
  std::string_view dash;
  std::string_view plus_minus;
  std::string_view ellipsis;
  std::string_view tick;
  std::string_view pointer;
  std::string_view thin;
  std::string_view thick;
  std::string_view median;
  std::string_view goal;
  std::array<std::string_view, 9> bar;  ///< eighths of a cell, 0 to 8
};

[[nodiscard]] SignSet const& signs(Style const& style);

}  // namespace quarterdeck::report
