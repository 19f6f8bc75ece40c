// tools/service/session/reading.cpp – see reading.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/session/reading.hpp"

#include <utility>

#include "engine/table/sha256.hpp"

namespace quarterdeck::service {

namespace {

core::Checked<Reading> read(io::Workspace const& workspace, std::string sha256) {
  Reading reading;
  reading.workspace = workspace;
  reading.workspace_sha256 = std::move(sha256);
  auto tables = io::read_records(workspace);
  if (!tables) return tl::unexpected(std::move(tables.error()));
  reading.tables = std::move(*tables);
  return reading;
}

}  // namespace

core::Checked<Reading> read_tables(io::Workspace const& workspace) {
  // Before the tables, which may take minutes: the hash is of the file that says what to read.
  return read(workspace, io::sha256_of_file(workspace.file));
}

core::Checked<Reading> read_tables(io::Workspace const& workspace, std::string_view text) {
  io::Sha256 hash;
  hash.update(text);
  return read(workspace, hash.hex());
}

}  // namespace quarterdeck::service
