// engine/io/deals/plain_words.cpp – see plain_words.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/plain_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace quarterdeck::io {
namespace {

/// The next sign of a UTF-8 text; 0 for a byte that begins none. Moves `at` behind it.
std::uint32_t next_sign(std::string_view text, std::size_t& at) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  unsigned const first = byte(at++);
  if (first < 0x80U) return first;
  std::size_t const n_more = first >= 0xF0U ? 3 : first >= 0xE0U ? 2 : first >= 0xC2U ? 1 : 0;
  if (n_more == 0 || at + n_more > text.size()) return 0;
  std::uint32_t sign = first & (0x3FU >> n_more);
  for (std::size_t i = 0; i < n_more; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return 0;
    sign = (sign << 6U) | (byte(at + i) & 0x3FU);
  }
  at += n_more;
  return sign;
}

void append(std::string& word, std::uint32_t sign) {
  if (sign < 0x80U) {
    word += static_cast<char>(sign);
  } else if (sign < 0x800U) {
    word += static_cast<char>(0xC0U | (sign >> 6U));
    word += static_cast<char>(0x80U | (sign & 0x3FU));
  } else {
    word += static_cast<char>(0xE0U | (sign >> 12U));
    word += static_cast<char>(0x80U | ((sign >> 6U) & 0x3FU));
    word += static_cast<char>(0x80U | (sign & 0x3FU));
  }
}

/// Base letters of U+00C0 to U+017F in their order; a point is no letter, `1` is ae, `2` oe, `3`
/// ss, `4` th, `5` ij, `6` an apostrophe before n.
constexpr std::string_view base_letters =
    "aaaaaa1ceeeeiiiidnooooo.ouuuuy43aaaaaa1ceeeeiiiidnooooo.ouuuuy4y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii55jjkkklllllll"
    "lllnnnnnn6nnoooooo22rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

std::string_view latin_letter(std::uint32_t sign) {
  static constexpr std::array<std::string_view, 6> pairs{"ae", "oe", "ss", "th", "ij", "n"};
  std::size_t const at = sign - 0xC0U;
  if (at >= base_letters.size() || base_letters[at] == '.') return {};
  char const letter = base_letters[at];
  if (letter >= '1' && letter <= '6') return pairs.at(static_cast<std::size_t>(letter - '1'));
  return base_letters.substr(at, 1);
}

/// Small letter of a Greek or Cyrillic capital, `ё` as `е`.
std::uint32_t small_letter(std::uint32_t sign) {
  if (sign == 0x401U || sign == 0x451U) return 0x435U;
  if (sign >= 0x410U && sign <= 0x42FU) return sign + 0x20U;
  if (sign >= 0x400U && sign <= 0x40FU) return sign + 0x50U;
  if (sign >= 0x391U && sign <= 0x3A9U) return sign + 0x20U;
  return sign;
}

struct CodePoints {
  std::uint32_t first = 0, last = 0;
};

bool is_in(std::span<CodePoints const> ranges, std::uint32_t sign) {
  return std::ranges::any_of(
      ranges, [&](CodePoints const& range) { return sign >= range.first && sign <= range.last; });
}

/// A letter beyond those of U+00C0 to U+017F, in any script that companies write in.
bool is_letter(std::uint32_t sign) {
  // Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, the scripts of India, Thai to Georgian,
  // Ethiopic to Khmer, Vietnamese, Chinese, Japanese and Korean, full and half width.
  static constexpr std::array letters{
      CodePoints{0x180U, 0x2AFU},   CodePoints{0x370U, 0x52FU},   CodePoints{0x531U, 0x587U},
      CodePoints{0x5D0U, 0x5F2U},   CodePoints{0x610U, 0x8FFU},   CodePoints{0x900U, 0xE3AU},
      CodePoints{0xE40U, 0x1FFFU},  CodePoints{0x3005U, 0x3007U}, CodePoints{0x3041U, 0x30FFU},
      CodePoints{0x3400U, 0x9FFFU}, CodePoints{0xAC00U, 0xD7AFU}, CodePoints{0xFF21U, 0xFF5AU},
      CodePoints{0xFF66U, 0xFF9DU}};
  // Digits and signs among them.
  static constexpr std::array others{CodePoints{0x37EU, 0x37EU}, CodePoints{0x387U, 0x387U},
                                     CodePoints{0x55AU, 0x55FU}, CodePoints{0x61BU, 0x61FU},
                                     CodePoints{0x660U, 0x66DU}, CodePoints{0x6D4U, 0x6D4U},
                                     CodePoints{0x6F0U, 0x6F9U}, CodePoints{0x964U, 0x96FU},
                                     CodePoints{0xE4FU, 0xE5BU}, CodePoints{0xFF3BU, 0xFF40U}};
  return is_in(letters, sign) && !is_in(others, sign);
}

/// Adds a sign to the word; false where it is none of a word.
bool add_letter(std::string& word, std::uint32_t sign) {
  if (sign >= 'A' && sign <= 'Z') sign += 0x20U;
  if (sign >= 'a' && sign <= 'z') {
    append(word, sign);
    return true;
  }
  auto const latin = sign >= 0xC0U ? latin_letter(sign) : std::string_view();
  if (!latin.empty()) {
    word += latin;
    return true;
  }
  if (!is_letter(sign)) return false;
  append(word, small_letter(sign));
  return true;
}

}  // namespace

bool says_something(std::string_view text) {
  for (char const c : text) {
    bool const is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (is_letter || (c >= '0' && c <= '9')) return true;
    // Dashes of two and three bytes are no letters, so signs beyond ASCII are looked at as words.
    if ((static_cast<unsigned char>(c) & 0x80U) != 0) return !plain_words(text).empty();
  }
  return false;
}

std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t at = 0; at < text.size();) {
    if (add_letter(word, next_sign(text, at))) continue;
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

}  // namespace quarterdeck::io
