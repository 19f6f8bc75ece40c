// tools/dev/source_location.hpp – std::source_location for clang-tidy before version 16.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>

// Included in front of every file by tools/dev/tidy and by nothing else; never part of a build.
#if defined(__clang__) && !__has_builtin(__builtin_source_location)
namespace std {
struct source_location {
  static constexpr source_location current(char const* file = __builtin_FILE(),
                                           unsigned line = __builtin_LINE(),
                                           char const* function = __builtin_FUNCTION()) noexcept {
    return {file, function, line};
  }
  [[nodiscard]] constexpr char const* file_name() const noexcept { return file; }
  [[nodiscard]] constexpr char const* function_name() const noexcept { return function; }
  [[nodiscard]] constexpr std::uint_least32_t line() const noexcept { return row; }
  [[nodiscard]] constexpr std::uint_least32_t column() const noexcept { return 0; }

  char const* file = "";
  char const* function = "";
  unsigned row = 0;
};
}  // namespace std
#endif
