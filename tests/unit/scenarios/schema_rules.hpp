// tests/unit/scenarios/schema_rules.hpp – the part of JSON Schema that our schemas use, as a check.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <yaml-cpp/yaml.h>

#include <string>
#include <string_view>

namespace quarterdeck::test {

/// Section of a schema: itself for the name of its root, else one of `$defs`.
[[nodiscard]] YAML::Node section_of(YAML::Node const& schema, std::string_view name,
                                    std::string_view root);

/// What a value breaks of a rule of the schema; empty when nothing.
[[nodiscard]] std::string broken(YAML::Node const& schema, YAML::Node const& rule,
                                 YAML::Node const& value);

}  // namespace quarterdeck::test
