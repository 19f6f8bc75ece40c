// engine/core/text.hpp – small questions about texts that several readers ask.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace quarterdeck::core {

/// The text without white space (non-breaking and thin spaces, byte order marks) at its ends.
/// @verified tests/unit/core/text_test.cpp
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Lower case for the letters of the Latin, Greek and Cyrillic alphabets; all else as it is.
/// @verified tests/unit/core/text_test.cpp
[[nodiscard]] std::string lower_case(std::string_view text);

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace quarterdeck::core
