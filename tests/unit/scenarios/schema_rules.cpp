// tests/unit/scenarios/schema_rules.cpp – see schema_rules.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/scenarios/schema_rules.hpp"

#include <set>

namespace quarterdeck::test {
namespace {

std::string target_of(YAML::Node const& reference) {
  auto const text = reference.as<std::string>();
  return text.substr(text.rfind('/') + 1);
}

bool allows_type(YAML::Node const& type, YAML::Node const& value) {
  std::set<std::string> allowed;
  if (type.IsScalar()) allowed.insert(type.as<std::string>());
  for (auto const& item : type) allowed.insert(item.as<std::string>());
  if (value.IsSequence()) return allowed.contains("array");
  if (value.IsMap()) return allowed.contains("object");
  double number = 0;
  bool const is_number = YAML::convert<double>::decode(value, number);
  if (allowed.contains("string")) return true;
  if (allowed.contains("boolean") && (value.Scalar() == "true" || value.Scalar() == "false")) {
    return true;
  }
  if (allowed.contains("integer") && is_number)
    return number == static_cast<double>(static_cast<long>(number));
  return allowed.contains("number") && is_number;
}

std::string broken_object(YAML::Node const& schema, YAML::Node const& rule,
                          YAML::Node const& value) {
  for (auto const& key : rule["required"]) {
    if (!value[key.as<std::string>()]) return "lacks " + key.as<std::string>();
  }
  for (auto const& entry : value) {
    auto const key = entry.first.as<std::string>();
    auto const known = rule["properties"][key];
    auto const more = rule["additionalProperties"];
    if (known) {
      if (auto const why = broken(schema, known, entry.second); !why.empty())
        return key + ": " + why;
    } else if (more.IsMap()) {
      if (auto const why = broken(schema, more, entry.second); !why.empty())
        return key + ": " + why;
    } else {
      return "unknown " + key;
    }
  }
  return {};
}

}  // namespace

YAML::Node section_of(YAML::Node const& schema, std::string_view name, std::string_view root) {
  return name == root ? schema : schema["$defs"][std::string(name)];
}

std::set<std::string> offered_keys(YAML::Node const& section) {
  std::set<std::string> keys;
  for (auto const& entry : section["properties"]) keys.insert(entry.first.as<std::string>());
  return keys;
}

std::set<std::string> known_keys(yaml::KeySection const& section) {
  std::set<std::string> keys;
  for (auto const& key : section.keys) keys.emplace(key.name);
  return keys;
}

std::string broken(YAML::Node const& schema, YAML::Node const& rule, YAML::Node const& value) {
  if (rule["$ref"]) return broken(schema, schema["$defs"][target_of(rule["$ref"])], value);
  if (rule["oneOf"]) {
    for (auto const& choice : rule["oneOf"]) {
      if (broken(schema, choice, value).empty()) return {};
    }
    return "fits no choice";
  }
  if (rule["enum"]) {
    for (auto const& word : rule["enum"]) {
      if (value.IsScalar() && word.as<std::string>() == value.Scalar()) return {};
    }
    return "not among the words";
  }
  if (rule["type"] && !allows_type(rule["type"], value)) return "wrong type";
  if (rule["properties"] && value.IsMap()) return broken_object(schema, rule, value);
  if (value.IsSequence() && rule["minItems"] && value.size() < rule["minItems"].as<std::size_t>()) {
    return "too few";
  }
  if (value.IsSequence() && rule["items"]) {
    for (auto const& item : value) {
      if (auto const why = broken(schema, rule["items"], item); !why.empty()) return why;
    }
  }
  double number = 0;
  if (value.IsScalar() && YAML::convert<double>::decode(value, number)) {
    if (rule["minimum"] && number < rule["minimum"].as<double>()) return "too small";
    if (rule["exclusiveMinimum"] && number <= rule["exclusiveMinimum"].as<double>()) {
      return "too small";
    }
    if (rule["maximum"] && number > rule["maximum"].as<double>()) return "too large";
  }
  return {};
}

}  // namespace quarterdeck::test
