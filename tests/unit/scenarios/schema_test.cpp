// tests/unit/scenarios/schema_test.cpp – the schema says what the reader does.
// SPDX-License-Identifier: Apache-2.0
#include <yaml-cpp/yaml.h>

#include <filesystem>

#include "scenarios/schema/scenario_keys.hpp"
#include "tests/unit/scenarios/fixture.hpp"
#include "tests/unit/scenarios/schema_rules.hpp"

using namespace quarterdeck;
using namespace quarterdeck::scenarios;

namespace {

std::string broken_file(std::string const& text) {
  auto const schema = YAML::Load(scenario_schema());
  return test::broken(schema, schema, YAML::Load(text));
}

}  // namespace

TEST_CASE("scenario schema: its keys are the reader's, section by section", "[unit][scenarios]") {
  auto const schema = YAML::Load(scenario_schema());
  for (auto const& section : key_sections()) {
    auto const node = test::section_of(schema, section.name, "scenario");
    INFO(section.name);
    CHECK(test::offered_keys(node) == test::known_keys(section));
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
    CHECK(test::broken(YAML::Load(scenario_schema()), YAML::Load(scenario_schema()),
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
