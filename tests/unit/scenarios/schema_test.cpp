// tests/unit/scenarios/schema_test.cpp – the schema says what the reader does.
// SPDX-License-Identifier: Apache-2.0
#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <set>

#include "scenarios/schema/scenario_keys.hpp"
#include "tests/unit/scenarios/fixture.hpp"

using namespace quarterdeck;
using namespace quarterdeck::scenarios;

namespace {

YAML::Node section_of(YAML::Node const& schema, std::string_view name) {
  return name == "scenario" ? schema : schema["$defs"][std::string(name)];
}

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

/// What a value breaks of a schema, in the part of JSON Schema that ours uses; empty when nothing.
std::string broken(YAML::Node const& schema, YAML::Node const& rule, YAML::Node const& value);

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

std::string broken(YAML::Node const& schema, YAML::Node const& rule, YAML::Node const& value) {
  if (rule["$ref"]) return broken(schema, section_of(schema, target_of(rule["$ref"])), value);
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

std::string broken_file(std::string const& text) {
  auto const schema = YAML::Load(scenario_schema());
  return broken(schema, schema, YAML::Load(text));
}

}  // namespace

TEST_CASE("scenario schema: its keys are the reader's, section by section", "[unit][scenarios]") {
  auto const schema = YAML::Load(scenario_schema());
  for (auto const& section : key_sections()) {
    auto const node = section_of(schema, section.name);
    std::set<std::string> offered;
    for (auto const& entry : node["properties"]) offered.insert(entry.first.as<std::string>());
    std::set<std::string> known;
    for (auto const& key : section.keys) known.emplace(key.name);
    INFO(section.name);
    CHECK(offered == known);
    CHECK(node["additionalProperties"].IsMap() == !section.more.empty());
  }
}

TEST_CASE("scenario schema: refuses what the reader refuses", "[unit][scenarios]") {
  for (char const* const change :
       {"win_rate: {ods: 1}", "win_rate: {odds: 0}", "win_rate: {odds: x}", "wine_rate: {odds: 1}",
        "market: {shift_sd: 9}", "amount: {multiply: 1, deals: some}", "deal: {outcome: wonn}",
        "hire: {count: 1}", "hire: {count: 0, start: +1d, deals_per_week: 1}",
        "{win_rate: {odds: 1}, where: {a: {ovr: 1}}}"}) {
    std::string const entry = std::string("  - ") + change + "\n";
    INFO(entry);
    CHECK_FALSE(broken_file("name: t\nchanges:\n" + entry).empty());
    CHECK_FALSE(test::read_changes(entry));
  }
}

TEST_CASE("scenario schema: holds for every file of the library", "[unit][scenarios]") {
  int n = 0;
  for (auto const& entry : std::filesystem::directory_iterator(
           std::filesystem::path(QUARTERDECK_SOURCE_DIR) / "scenarios/library")) {
    INFO(entry.path());
    CHECK(broken(YAML::Load(scenario_schema()), YAML::Load(scenario_schema()),
                 YAML::LoadFile(entry.path().string())) == "");
    auto const scenario = read_scenario(entry.path());
    INFO(test::faults_of(scenario));
    REQUIRE(scenario);
    CHECK_FALSE(scenario->why.empty());
    CHECK_FALSE(scenario->source.empty());
    ++n;
  }
  CHECK(n >= 10);
}
