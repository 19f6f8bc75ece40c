// engine/workspace/workspace_keys.hpp – every key of quarterdeck.yaml, for reader and schema.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/table/description.hpp"
#include "engine/yaml/keys.hpp"

namespace quarterdeck::io {

using yaml::Key;
using yaml::KeySection;

/// The sections of a workspace that may name the tables of a list. Keys of tables, and those of
/// entries that may stand in for a table, are made from the descriptions, which must outlive it.
class WorkspaceKeys {
 public:
  explicit WorkspaceKeys(std::span<SourceDescription const> sources);
  WorkspaceKeys(WorkspaceKeys const&) = delete;
  WorkspaceKeys& operator=(WorkspaceKeys const&) = delete;

  /// All sections, the file itself first.
  [[nodiscard]] std::span<KeySection const> sections() const { return sections_; }
  /// The section of that name.
  /// @pre it exists
  [[nodiscard]] KeySection const& section(std::string_view name) const;

 private:
  // Deques: the sections point into them while they grow.
  std::deque<std::string> texts_;
  std::deque<std::vector<Key>> keys_;
  std::vector<KeySection> sections_;
};

/// The section of that name among those of the built-in tables.
/// @pre it exists
[[nodiscard]] KeySection const& key_section(std::string_view name);

}  // namespace quarterdeck::io
