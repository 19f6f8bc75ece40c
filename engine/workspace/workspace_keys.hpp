// engine/workspace/workspace_keys.hpp – every key of quarterdeck.yaml, for reader and schema.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string_view>

#include "engine/yaml/keys.hpp"

namespace quarterdeck::io {

using yaml::Key;
using yaml::KeySection;

/// All sections, the file itself first.
[[nodiscard]] std::span<KeySection const> key_sections();

/// The section of that name.
/// @pre it exists
[[nodiscard]] KeySection const& key_section(std::string_view name);

}  // namespace quarterdeck::io
