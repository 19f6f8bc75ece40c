// scenarios/board/board_keys.hpp – every key of a board file, for reader and schema.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string_view>

#include "engine/yaml/keys.hpp"

namespace quarterdeck::scenarios {

/// All sections, the file itself first.
[[nodiscard]] std::span<yaml::KeySection const> board_key_sections();

/// The section of that name.
/// @pre it exists
[[nodiscard]] yaml::KeySection const& board_key_section(std::string_view name);

}  // namespace quarterdeck::scenarios
