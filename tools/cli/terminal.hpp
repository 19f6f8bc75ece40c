// tools/cli/terminal.hpp – what standard output and standard error can show.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "tools/cli/options.hpp"
#include "tools/report/terminal/style.hpp"

namespace quarterdeck::cli {

/// Looks of a text on standard output: 80 columns, or those of the terminal from 60 to 100; colours
/// only on a terminal that is not dumb and where neither NO_COLOR nor the flag forbids them;
/// Unicode where the locale is UTF-8.
[[nodiscard]] report::Style style_of_output(OutputOptions const& options);

/// Whether standard error is a terminal that can redraw a line.
[[nodiscard]] bool error_is_terminal();

/// Whether the locale of the environment is UTF-8.
[[nodiscard]] bool locale_is_utf8();

/// Writes the result to standard output and flushes it.
/// @throws core::IoError when that fails, for example on a full disk
void write_result(std::string_view text);

}  // namespace quarterdeck::cli
