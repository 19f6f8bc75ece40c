// tools/cli/exit_codes.hpp – what the command tells the shell; numbers of BSD's sysexits.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace quarterdeck::cli {

inline constexpr int exit_success = 0;
inline constexpr int exit_usage = 64;          ///< flags and arguments
inline constexpr int exit_data = 65;           ///< rows of a table
inline constexpr int exit_missing_input = 66;  ///< a file or table that is not there
inline constexpr int exit_internal = 70;       ///< a fault of ours, or two engines that disagree
inline constexpr int exit_io = 74;             ///< files, disks, databases
inline constexpr int exit_interrupted = 75;    ///< stopped by a signal; nothing was written
inline constexpr int exit_configuration = 78;  ///< workspace or scenario

}  // namespace quarterdeck::cli
