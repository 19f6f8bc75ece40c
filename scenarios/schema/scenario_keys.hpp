// scenarios/schema/scenario_keys.hpp – every key of a scenario file, for reader and schema.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string_view>

#include "engine/yaml/keys.hpp"

namespace quarterdeck::scenarios {

/// All sections, the file itself first.
[[nodiscard]] std::span<yaml::KeySection const> key_sections();

/// The section of that name.
/// @pre it exists
[[nodiscard]] yaml::KeySection const& key_section(std::string_view name);

/// Keys of a change that name its kind.
[[nodiscard]] std::span<std::string_view const> change_kinds();

}  // namespace quarterdeck::scenarios
