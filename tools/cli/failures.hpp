// tools/cli/failures.hpp – from faults to messages on standard error and exit codes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "engine/core/diagnostic.hpp"

namespace quarterdeck::cli {

/// Prints every diagnostic on a line of its own, with its code at the end.
/// @return the exit code of the first one
/// @pre not empty
[[nodiscard]] int fail(core::Diagnostics const& diagnostics);

/// Prints one fault of usage and how to get help. @return 64
[[nodiscard]] int fail_usage(std::string_view message, std::string_view command);

/// Prints that a signal stopped the work. @return 75
[[nodiscard]] int stop_interrupted();

/// Prints a warning on standard error.
void warn(std::string_view message);

/// Runs a command and turns what it throws into a message and an exit code.
[[nodiscard]] int guarded(std::function<int()> const& command);

}  // namespace quarterdeck::cli
