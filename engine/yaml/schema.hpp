// engine/yaml/schema.hpp – JSON Schema of a YAML file, from the table of its keys.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "engine/yaml/keys.hpp"

namespace quarterdeck::yaml {

/// JSON Schema (draft 2020-12) whose root is the first section and whose `$defs` are the others.
/// @verified tests/unit/workspace/workspace_test.cpp, tests/unit/scenarios/schema_test.cpp
[[nodiscard]] std::string schema_text(std::string_view title, std::span<KeySection const> sections);

}  // namespace quarterdeck::yaml
