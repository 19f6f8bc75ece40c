// engine/table/text_encoding.hpp – which bytes are which letters, and rewriting them as UTF-8.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace quarterdeck::io {

enum class Encoding { utf8, utf8_marked, utf16_little, utf16_big, windows_1252 };

/// The encoding of a whole text: by its byte order mark; else UTF-16 when every other byte of the
/// first 4096 is mostly zero; else UTF-8 when all bytes are valid; else Windows-1252, which any
/// bytes are.
/// @verified tests/unit/table/text_encoding_test.cpp
[[nodiscard]] Encoding detect_encoding(std::string_view bytes);

/// Whether the bytes are well-formed UTF-8 (no overlong forms, surrogates or values past U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// The text as UTF-8 without a byte order mark. Halves of broken surrogate pairs and the five
/// unassigned bytes of Windows-1252 become U+FFFD.
[[nodiscard]] std::string to_utf8(std::string_view bytes, Encoding encoding);

}  // namespace quarterdeck::io
