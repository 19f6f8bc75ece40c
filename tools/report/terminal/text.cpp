// tools/report/terminal/text.cpp – see text.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/terminal/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace quarterdeck::report {
namespace {

/// A sign of a UTF-8 text: its number (0xFFFD when broken) and its bytes.
struct Glyph {
  char32_t number = 0xFFFD;
  std::size_t n_bytes = 1;
};

/// Bytes of the sequence that starts with this byte; 0 when none does.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80U) return 1;
  if (lead >= 0xC2U && lead < 0xE0U) return 2;
  if (lead >= 0xE0U && lead < 0xF0U) return 3;
  if (lead >= 0xF0U && lead < 0xF5U) return 4;
  return 0;
}

Glyph sign_at(std::string_view text, std::size_t at) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  std::size_t const n = sequence_length(byte(0));
  if (n == 1) return {byte(0), 1};
  if (n == 0 || at + n > text.size()) return {};
  char32_t number = byte(0) & (0xFFU >> (n + 1));
  for (std::size_t i = 1; i < n; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    number = (number << 6U) | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  bool const surrogate = number >= 0xD800 && number <= 0xDFFF;
  if (number < least[n] || number > 0x10FFFF || surrogate) return {};
  return {number, n};
}

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t n>
bool in_any(std::array<Range, n> const& ranges, char32_t number) {
  return std::any_of(ranges.begin(), ranges.end(), [number](Range range) {
    return range.first <= number && number <= range.last;
  });
}

bool takes_two_columns(char32_t number) {
  constexpr std::array<Range, 12> wide{{{0x1100, 0x115F},
                                        {0x2E80, 0x303E},
                                        {0x3041, 0xA4CF},
                                        {0xA960, 0xA97C},
                                        {0xAC00, 0xD7A3},
                                        {0xF900, 0xFAFF},
                                        {0xFE30, 0xFE6F},
                                        {0xFF01, 0xFF60},
                                        {0xFFE0, 0xFFE6},
                                        {0x1F300, 0x1F64F},
                                        {0x1F680, 0x1FAFF},
                                        {0x20000, 0x3FFFD}}};
  return in_any(wide, number);
}

bool takes_no_column(char32_t number) {
  constexpr std::array<Range, 5> marks{
      {{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}}};
  return in_any(marks, number);
}

/// Control signs, separators of lines, and marks without a shape of their own.
bool is_unsafe(char32_t number) {
  constexpr std::array<Range, 6> unsafe{{{0x00, 0x1F},
                                         {0x7F, 0x9F},
                                         {0x200B, 0x200F},
                                         {0x2028, 0x202E},
                                         {0x2060, 0x206F},
                                         {0xFEFF, 0xFEFF}}};
  return in_any(unsafe, number);
}

int columns_of_sign(char32_t number) {
  if (takes_no_column(number)) return 0;
  return takes_two_columns(number) ? 2 : 1;
}

/// The longest start of the text that takes at most `width` columns.
std::string_view start_of(std::string_view text, int width) {
  int used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    Glyph const sign = sign_at(text, at);
    used += columns_of_sign(sign.number);
    if (used > width) break;
    at += sign.n_bytes;
  }
  return text.substr(0, at);
}

}  // namespace

int columns_of(std::string_view text) {
  int columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    Glyph const sign = sign_at(text, at);
    columns += columns_of_sign(sign.number);
    at += sign.n_bytes;
  }
  return columns;
}

std::string clean(std::string_view text, Style const& style) {
  std::string safe;
  for (std::size_t at = 0; at < text.size();) {
    Glyph const sign = sign_at(text, at);
    bool const shown = sign.number < 0x80 || style.signs == Signs::unicode;
    if (is_unsafe(sign.number)) {
      safe += ' ';
    } else if (sign.number == 0xFFFD || !shown) {
      safe += '?';
    } else {
      safe += text.substr(at, sign.n_bytes);
    }
    at += sign.n_bytes;
  }
  return safe;
}

std::string fit(std::string_view text, int width, Align align, Style const& style) {
  if (width <= 0) return {};
  std::string shown(text);
  if (columns_of(text) > width) {
    auto const ellipsis = signs(style).ellipsis;
    int const room = width - columns_of(ellipsis);
    shown = room > 0 ? std::string(start_of(text, room)) + std::string(ellipsis)
                     : std::string(start_of(text, width));
  }
  auto const missing = static_cast<std::size_t>(std::max(0, width - columns_of(shown)));
  std::string const blanks(missing, ' ');
  return align == Align::left ? shown + blanks : blanks + shown;
}

std::string cut(std::string_view text, int width, Style const& style) {
  auto shown = fit(text, width, Align::left, style);
  shown.erase(shown.find_last_not_of(' ') + 1);
  return shown;
}

std::string cut_start(std::string_view text, int width, Style const& style) {
  if (columns_of(text) <= width) return std::string(text);
  auto const ellipsis = signs(style).ellipsis;
  int left = columns_of(text);
  std::size_t at = 0;
  while (at < text.size() && left > width - columns_of(ellipsis)) {
    Glyph const sign = sign_at(text, at);
    left -= columns_of_sign(sign.number);
    at += sign.n_bytes;
  }
  return std::string(ellipsis) + std::string(text.substr(at));
}

std::vector<std::string> wrap(std::string_view text, int width, Style const& style) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t const end = std::min(text.find(' ', at), text.size());
    std::string word(text.substr(at, end - at));
    at = end + 1;
    if (word.empty()) continue;
    if (columns_of(word) > width) word = fit(word, width, Align::left, style);
    if (line.empty()) {
      line = word;
    } else if (columns_of(line) + 1 + columns_of(word) <= width) {
      line += ' ' + word;
    } else {
      lines.push_back(std::move(line));
      line = word;
    }
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string paragraph(std::string_view text, int indent, Style const& style) {
  std::string out;
  for (auto const& line : wrap(text, style.width - indent - 2, style)) {
    out += std::string(static_cast<std::size_t>(indent), ' ') + line + '\n';
  }
  return out;
}

std::string repeat(std::string_view sign, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += sign;
  return out;
}

std::string heading(std::string_view title, Style const& style) {
  return '\n' + std::string("  ") + paint(title, Tone::title, style) + '\n';
}

std::string without_end_blanks(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace quarterdeck::report
