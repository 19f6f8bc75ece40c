// engine/core/provenance.hpp – what a reader needs to make the same numbers again.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace quarterdeck::core {

struct InputHash {
  std::string name;    ///< as written in the workspace
  std::string sha256;  ///< hexadecimal; of the bytes for files, of the received rows for queries
  std::int64_t rows = 0;
};

struct BuildInfo {
  std::string version;  ///< of the project, `0.1.0`
  std::string git;      ///< commit of the source, empty outside a checkout
  std::string compiler;
  std::string boost;  ///< its distributions may change between versions
};

/// Identity of this build; the commit is the one at the time of its configuration.
/// @verified tests/unit/core/provenance_test.cpp
[[nodiscard]] BuildInfo const& build_info();

struct Provenance {
  BuildInfo build;
  std::uint64_t seed = 1;
  std::int64_t trials = 0;
  int stream_version = 0;
  int threads = 0;
  std::string started_at;  ///< UTC, ISO 8601
  std::vector<InputHash> inputs;
};

}  // namespace quarterdeck::core
