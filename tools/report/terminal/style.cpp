// tools/report/terminal/style.cpp – see style.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/terminal/style.hpp"

#include <fmt/core.h>

namespace quarterdeck::report {
namespace {

std::string_view code_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::strong:
      return "1";
    case Tone::quiet:
      return "2";
    case Tone::title:
      return "1;36";
    case Tone::good:
      return "32";
    case Tone::warning:
      return "33";
    case Tone::bad:
      return "1;31";
  }
  return "";
}

constexpr SignSet unicode_signs{"─", "·", "–", "±",
                                "…", "┬", "▲", "─",
                                "━", "●", "┊", {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}};
constexpr SignSet ascii_signs{"-",   "-", "-", "+/-",
                              "...", "+", "^", "-",
                              "=",   "o", ":", {" ", ".", ".", ":", ":", ":", "#", "#", "#"}};

}  // namespace

std::string paint(std::string_view text, Tone tone, Style const& style) {
  auto const code = code_of(tone);
  if (style.colour == Colour::off || code.empty() || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

SignSet const& signs(Style const& style) {
  return style.signs == Signs::unicode ? unicode_signs : ascii_signs;
}

}  // namespace quarterdeck::report
