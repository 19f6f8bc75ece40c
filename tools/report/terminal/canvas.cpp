// tools/report/terminal/canvas.cpp – see canvas.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/terminal/canvas.hpp"

#include <array>
#include <utility>

namespace quarterdeck::report {
namespace {

/// Signs that words use and what a terminal without Unicode writes for them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> plain_signs{
    {{"±", "+/-"}, {"–", "-"}, {"×", "x"}, {"·", "-"}, {"…", "..."}, {"\u00a0", " "}}};

/// A name made safe; a long path without its start.
std::string safe_name(Name const& name, Style const& style) {
  auto text = clean(name.text, style);
  return name.kind == NameKind::path ? cut_start(text, style.width - 8, style) : text;
}

}  // namespace

std::string in_signs(std::string_view words, Style const& style) {
  std::string text(words);
  if (style.signs == Signs::unicode) return text;
  for (auto const& [sign, plain] : plain_signs) {
    for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign, at)) {
      text.replace(at, sign.size(), plain);
    }
  }
  return clean(text, style);
}

std::string capitals(std::string_view words) {
  std::string text(words);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] >= 'a' && text[i] <= 'z') text[i] = static_cast<char>(text[i] - 'a' + 'A');
    // à to þ are C3 A0 to C3 BE in UTF-8, their capitals 0x20 below; ÷ lies between.
    bool const of_latin_1 = text[i] == '\xC3' && i + 1 < text.size();
    if (of_latin_1 && text[i + 1] >= '\xA0' && text[i + 1] <= '\xBE' && text[i + 1] != '\xB7') {
      text[i + 1] = static_cast<char>(text[i + 1] - 0x20);
    }
  }
  return text;
}

Canvas canvas_of(Style const& style, Language const& language, double largest_amount) {
  Medium medium{[style](Name const& name) { return safe_name(name, style); },
                [style](std::string_view words) { return in_signs(words, style); }};
  return {style, Voice(language, largest_amount, std::move(medium))};
}

Canvas with_names_cut(Canvas const& canvas, int width) {
  Style const style = canvas.style;
  return {style,
          canvas.voice.in({[style, width](Name const& name) {
                             return cut(clean(name.text, style), width, style);
                           },
                           [style](std::string_view words) { return in_signs(words, style); }})};
}

Canvas in_capitals(Canvas const& canvas) {
  Style const style = canvas.style;
  return {style, canvas.voice.in({[style](Name const& name) {
                                    auto const text = clean(name.text, style);
                                    return name.kind == NameKind::common ? capitals(text) : text;
                                  },
                                  [style](std::string_view words) {
                                    return in_signs(capitals(words), style);
                                  }})};
}

std::string lines_in_tone(std::string const& text, Tone tone, Style const& style) {
  std::string out;
  for (auto const& line : wrap(text, style.width - 4, style)) {
    out += "  " + paint(line, tone, style) + '\n';
  }
  return out;
}

std::string quiet_paragraph(std::string const& text, int indent, Style const& style) {
  return paint(paragraph(text, indent, style), Tone::quiet, style);
}

}  // namespace quarterdeck::report
