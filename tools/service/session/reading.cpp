// tools/service/session/reading.cpp – see reading.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/session/reading.hpp"

#include <utility>

#include "engine/table/sha256.hpp"

namespace quarterdeck::service {

core::Checked<Reading> read_tables(io::Workspace const& workspace) {
  Reading reading;
  reading.workspace = workspace;
  // Before the tables, which may take minutes: the hash is of the file that says what to read.
  reading.workspace_sha256 = io::sha256_of_file(workspace.file);
  auto tables = io::read_records(workspace);
  if (!tables) return tl::unexpected(std::move(tables.error()));
  reading.tables = std::move(*tables);
  return reading;
}

}  // namespace quarterdeck::service
