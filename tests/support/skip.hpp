// tests/support/skip.hpp – a test that cannot run here says so, and is no pass.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

namespace quarterdeck::test {

/// Says why the current case does not run, on a line of its own that begins with `skipped: `. When
/// nothing fails, the program then ends with `exit_skipped`, which CTest shows as skipped. Catch2
/// has this from version 3 on only.
void skip(std::string const& reason);

inline constexpr int exit_skipped = 77;

}  // namespace quarterdeck::test
