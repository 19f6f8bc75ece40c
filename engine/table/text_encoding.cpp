// engine/table/text_encoding.cpp – see text_encoding.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/text_encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace quarterdeck::io {
namespace {

constexpr std::uint32_t replacement = 0xFFFD;

/// Windows-1252 at 0x80..0x9F; zero is unassigned. The rest equals Latin-1.
constexpr std::array<std::uint16_t, 32> windows_block{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::uint32_t byte_at(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

void append_utf8(std::string& out, std::uint32_t code) {
  auto const put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0U | (code >> 6U));
    put(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    put(0xE0U | (code >> 12U));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  } else {
    put(0xF0U | (code >> 18U));
    put(0x80U | ((code >> 12U) & 0x3FU));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  }
}

/// Length of the well-formed UTF-8 sequence at `i`, or 0.
std::size_t sequence_length(std::string_view bytes, std::size_t i) {
  auto const first = byte_at(bytes, i);
  if (first < 0x80) return 1;
  std::size_t const n = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || i + n > bytes.size()) return 0;
  std::uint32_t code = first & (0xFFU >> (n + 1));
  for (std::size_t k = 1; k < n; ++k) {
    auto const next = byte_at(bytes, i + k);
    if ((next & 0xC0U) != 0x80U) return 0;
    code = (code << 6U) | (next & 0x3FU);
  }
  bool const overlong = (n == 3 && code < 0x800) || (n == 4 && code < 0x10000);
  bool const surrogate = code >= 0xD800 && code <= 0xDFFF;
  return overlong || surrogate || code > 0x10FFFF ? 0 : n;
}

bool mostly_zero(std::string_view head, std::size_t offset) {
  std::size_t zeros = 0;
  std::size_t seen = 0;
  for (std::size_t i = offset; i < head.size(); i += 2, ++seen) zeros += head[i] == '\0' ? 1U : 0U;
  return seen >= 2 && zeros * 2 > seen;
}

std::string from_utf16(std::string_view bytes, bool little) {
  auto const unit = [&](std::size_t i) {
    auto const low = byte_at(bytes, little ? i : i + 1);
    auto const high = byte_at(bytes, little ? i + 1 : i);
    return (high << 8U) | low;
  };
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    auto code = unit(i);
    if (i == 0 && code == 0xFEFF) continue;
    bool const high = code >= 0xD800 && code <= 0xDBFF;
    if (high && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) <= 0xDFFF) {
      code = 0x10000 + ((code - 0xD800) << 10U) + (unit(i + 2) - 0xDC00);
      i += 2;
    } else if (code >= 0xD800 && code <= 0xDFFF) {
      code = replacement;
    }
    append_utf8(out, code);
  }
  return out;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto code = byte_at(bytes, i);
    if (code >= 0x80 && code <= 0x9F) {
      code = windows_block[code - 0x80];
      if (code == 0) code = replacement;
    }
    append_utf8(out, code);
  }
  return out;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  std::size_t i = 0;
  while (i < bytes.size()) {
    std::uint64_t word = 0;
    if (i + sizeof word <= bytes.size()) {
      std::memcpy(&word, bytes.data() + i, sizeof word);
      if ((word & 0x8080808080808080U) == 0) {
        i += sizeof word;
        continue;
      }
    }
    auto const n = sequence_length(bytes, i);
    if (n == 0) return false;
    i += n;
  }
  return true;
}

Encoding detect_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return Encoding::utf8_marked;
  if (bytes.starts_with("\xFF\xFE")) return Encoding::utf16_little;
  if (bytes.starts_with("\xFE\xFF")) return Encoding::utf16_big;
  auto const head = bytes.substr(0, 4096);
  if (mostly_zero(head, 1)) return Encoding::utf16_little;
  if (mostly_zero(head, 0)) return Encoding::utf16_big;
  return is_utf8(bytes) ? Encoding::utf8 : Encoding::windows_1252;
}

std::string to_utf8(std::string_view bytes, Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return std::string(bytes);
    case Encoding::utf8_marked:
      return std::string(bytes.substr(3));
    case Encoding::utf16_little:
      return from_utf16(bytes, true);
    case Encoding::utf16_big:
      return from_utf16(bytes, false);
    case Encoding::windows_1252:
      return from_windows_1252(bytes);
  }
  return {};
}

}  // namespace quarterdeck::io
