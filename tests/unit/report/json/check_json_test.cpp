// tests/unit/report/json/check_json_test.cpp – findings with their rows, for programs.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/check_json.hpp"

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/unit/report/page/sample_answers.hpp"

namespace quarterdeck {
namespace {

TEST_CASE("check_json: lists every row", "[unit]") {
  auto const json = nlohmann::json::parse(report::check_json(test::check_report(25)));
  CHECK(json["schema"] == "quarterdeck.check.v1");
  auto const& finding = json["data_quality"]["findings"][0];
  CHECK(finding["treatment"] == "dropped");
  REQUIRE(finding["rows"].size() == 25);
  CHECK(finding["rows"][24]["line"] == 26);
  CHECK(finding["rows"][24]["subject"] == "deal-24");
}

}  // namespace
}  // namespace quarterdeck
