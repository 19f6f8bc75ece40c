// engine/io/deals/plain_words.cpp – see plain_words.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/plain_words.hpp"

#include <array>
#include <cstdint>

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

bool is_east_asian(std::uint32_t sign) {
  return (sign >= 0x3005U && sign <= 0x3007U) || (sign >= 0x3041U && sign <= 0x30FFU) ||
         (sign >= 0x3400U && sign <= 0x9FFFU) || (sign >= 0xAC00U && sign <= 0xD7AFU);
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
  bool const is_letter = (sign >= 0x370U && sign <= 0x52FU) || is_east_asian(sign);
  if (is_letter) append(word, small_letter(sign));
  return is_letter;
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
