// engine/yaml/keys.hpp – the keys that a kind of YAML file may have, for reader and schema alike.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string_view>

namespace quarterdeck::yaml {

/// One key of a mapping.
struct Key {
  std::string_view name;
  std::string_view type;     ///< its JSON Schema, without the description
  std::string_view meaning;  ///< one sentence for editors
};

/// The keys that a kind of mapping may have. What the reader refuses as unknown and what the schema
/// offers are both read from here.
struct KeySection {
  std::string_view name;  ///< as under `$defs` in the schema; the first section is the file itself
  std::span<Key const> keys;
  std::string_view required;  ///< JSON array of the keys that must be there
  std::string_view more{};    ///< JSON Schema of keys beyond these; empty: there are none
};

}  // namespace quarterdeck::yaml
