// tools/service/session/reading.hpp – a workspace and its tables, read once for every question.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "engine/io/deals/read_records.hpp"
#include "engine/workspace/workspace.hpp"

namespace quarterdeck::service {

/// Everything that was read, whatever day a question looks from; what was known on a day is a Book.
struct Reading {
  io::Workspace workspace;
  std::string workspace_sha256;  ///< of its file; empty where the records come from memory
  io::ReadResult tables;
  /// What was taken for granted because no workspace says it, a sentence each.
  std::vector<std::string> assumptions{};
};

/// Reads the tables of a workspace.
/// @return the reading, or every fault of the tables
/// @throws core::IoError
/// @verified tests/unit/service/book_test.cpp
[[nodiscard]] core::Checked<Reading> read_tables(io::Workspace const& workspace);

/// The same of a workspace that is no file. @param text  what its file would hold
[[nodiscard]] core::Checked<Reading> read_tables(io::Workspace const& workspace,
                                                 std::string_view text);

}  // namespace quarterdeck::service
