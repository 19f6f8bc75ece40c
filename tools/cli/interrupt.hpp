// tools/cli/interrupt.hpp – SIGINT and SIGTERM as a question that may be asked.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace quarterdeck::cli {

/// From now on the first SIGINT or SIGTERM only sets a mark; a second one ends the process at once.
void watch_interrupts();

/// Whether a signal has come since.
[[nodiscard]] bool interrupted();

}  // namespace quarterdeck::cli
