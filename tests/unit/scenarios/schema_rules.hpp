// tests/unit/scenarios/schema_rules.hpp – the part of JSON Schema that our schemas use, as a check.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <yaml-cpp/yaml.h>

#include <set>
#include <string>
#include <string_view>

#include "engine/yaml/keys.hpp"

namespace quarterdeck::test {

/// Section of a schema: itself for the name of its root, else one of `$defs`.
[[nodiscard]] YAML::Node section_of(YAML::Node const& schema, std::string_view name,
                                    std::string_view root);

/// Names of the keys that a section of a schema offers, and of those that a reader's section knows.
[[nodiscard]] std::set<std::string> offered_keys(YAML::Node const& section);
[[nodiscard]] std::set<std::string> known_keys(yaml::KeySection const& section);

/// What a value breaks of a rule of the schema; empty when nothing.
[[nodiscard]] std::string broken(YAML::Node const& schema, YAML::Node const& rule,
                                 YAML::Node const& value);

}  // namespace quarterdeck::test
