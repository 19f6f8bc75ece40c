// tools/service/init/init.hpp – from exports to a workspace, on disk or in memory.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/diagnostic.hpp"
#include "tools/service/session/session.hpp"

namespace quarterdeck::service {

/// Draw up a workspace.
struct InitRequest {
  std::vector<std::filesystem::path> files;  ///< at least one
  std::filesystem::path folder{};            ///< of the workspace; empty: that of the first file
};

/// A file as the workspace reads it.
struct InitTable {
  std::string file;  ///< as the workspace writes it
  std::string key;
  std::int64_t n_files = 1;
};

/// What was written, and what the reader then found in it.
struct InitReport {
  std::filesystem::path file;  ///< the workspace
  std::vector<InitTable> tables;
  std::vector<std::string> left_out;   ///< names of files that are none of the tables
  std::vector<std::string> questions;  ///< to be answered in the file before anything is forecast
  std::vector<std::string> remarks;    ///< what the file has lines for, and no command waits for
  core::Diagnostics refusal;           ///< why the tables cannot be read; empty: they can
  // Where they can be read:
  std::int64_t n_rows = 0;
  std::int64_t n_deals = 0;
  std::int64_t n_open = 0, n_won = 0, n_lost = 0;
  core::Date as_of{};
  core::Period period;  ///< that would be forecast
};

/// Looks at the files, writes a commented quarterdeck.yaml whole or not at all, and reads it back.
/// @return the report; or QD-350 where no file holds deals, QD-351 where a workspace is there
///         already, QD-352 where two files are one table, and what is wrong with a file
/// @pre files is not empty
/// @throws core::IoError
/// @verified tests/unit/service/init_test.cpp, tests/cli/init_test.cpp
[[nodiscard]] core::Checked<InitReport> init(InitRequest const& request);

/// A session of tables without a workspace: that which `init` would write is read from memory, and
/// what it takes for granted is told with every answer. Nothing is recorded unless a ledger is
/// named.
/// @param about  its workspace is not looked at
/// @return the session; or faults as of `init`, and what the reader of the tables refuses
/// @pre files is not empty
/// @throws core::IoError
/// @verified tests/unit/service/init_test.cpp, tests/cli/init_test.cpp
[[nodiscard]] core::Checked<Session> open_tables(std::vector<std::filesystem::path> const& files,
                                                 SessionRequest about);

}  // namespace quarterdeck::service
