// engine/io/deals/input_hashes.hpp – fingerprints of a workspace's tables without reading them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "engine/core/provenance.hpp"
#include "engine/workspace/workspace.hpp"

namespace quarterdeck::io {

/// One table of a workspace, or one file of it.
struct InputFingerprint {
  core::InputHash hash;      ///< name and sha256 as `read_records` gives them; 0 rows for files
  std::uintmax_t bytes = 0;  ///< size of the file; of what a query gives, about as much
};

/// Fingerprints of every table that the workspace names. Files are only hashed; a query is asked
/// and its rows are hashed, because nothing else tells whether they changed.
/// @return the fingerprints, or every table that is not there or that its database refuses
/// @throws core::IoError when a file or database cannot be read
/// @verified tests/unit/io/input_hashes_test.cpp
[[nodiscard]] core::Checked<std::vector<InputFingerprint>> input_hashes(Workspace const& workspace);

}  // namespace quarterdeck::io
