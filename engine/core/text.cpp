// engine/core/text.cpp – see text.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/text.hpp"

#include <array>
#include <cstdint>

namespace quarterdeck::core {
namespace {

/// Lower case of a code point below U+0800, the two-byte sequences of UTF-8.
std::uint32_t lower(std::uint32_t code) {
  bool const latin_1 = code >= 0xC0 && code <= 0xDE && code != 0xD7;
  bool const greek = code >= 0x391 && code <= 0x3A9;
  bool const cyrillic = code >= 0x410 && code <= 0x42F;
  if (latin_1 || greek || cyrillic) return code + 0x20;
  if (code >= 0x400 && code <= 0x40F) return code + 0x50;
  // Latin Extended-A comes in pairs, capital first: even and odd, but odd and even in two runs.
  bool const odd_first = (code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17E);
  bool const even_first = code >= 0x100 && code <= 0x177 && code != 0x130 && code != 0x131 &&
                          code != 0x138 && code != 0x149 && !odd_first;
  if ((odd_first && code % 2 == 1) || (even_first && code % 2 == 0)) return code + 1;
  return code;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  // Nearly every cell ends in letters or digits; this is asked of each of millions.
  auto const is_plain = [](char c) { return c > ' ' && c <= '~'; };
  if (text.empty() || (is_plain(text.front()) && is_plain(text.back()))) return text;
  constexpr std::array<std::string_view, 8> spaces{
      " ", "\t", "\r", "\n", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "\xEF\xBB\xBF"};
  for (bool again = true; again;) {
    again = false;
    for (auto const space : spaces) {
      if (text.starts_with(space)) {
        text.remove_prefix(space.size());
        again = true;
      }
      if (text.ends_with(space)) {
        text.remove_suffix(space.size());
        again = true;
      }
    }
  }
  return text;
}

std::string lower_case(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const byte = static_cast<unsigned char>(text[i]);
    if (byte >= 'A' && byte <= 'Z') {
      result += static_cast<char>(byte + 32);
    } else if ((byte & 0xE0U) == 0xC0U && i + 1 < text.size()) {
      auto const next = static_cast<unsigned char>(text[++i]);
      auto const code = lower(((byte & 0x1FU) << 6U) | (next & 0x3FU));
      result += static_cast<char>(0xC0U | (code >> 6U));
      result += static_cast<char>(0x80U | (code & 0x3FU));
    } else {
      result += text[i];
    }
  }
  return result;
}

}  // namespace quarterdeck::core
