// engine/io/workspace_keys.hpp – every key of quarterdeck.yaml, for the reader and the schema
// alike. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string_view>

namespace quarterdeck::io {

/// One key of a mapping in the workspace file.
struct Key {
  std::string_view name;
  std::string_view type;     ///< its JSON Schema, without the description
  std::string_view meaning;  ///< one sentence for editors
};

/// The keys that a kind of mapping may have. What the reader refuses as unknown and what the schema
/// offers are both read from here.
struct KeySection {
  std::string_view name;  ///< as under `$defs` in the schema; `workspace` is the file itself
  std::span<Key const> keys;
  std::string_view required;  ///< JSON array of the keys that must be there
};

/// All sections, the file itself first.
[[nodiscard]] std::span<KeySection const> key_sections();

/// The section of that name.
/// @pre it exists
[[nodiscard]] KeySection const& key_section(std::string_view name);

}  // namespace quarterdeck::io
