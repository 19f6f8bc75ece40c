// tests/cli/check_test.cpp – `quarterdeck check` on a company with the faults of real exports.
// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "tests/cli/command.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

using test::run;

std::string dirty_company() {
  static std::string const folder = [] {
    auto const path = (test::scratch() / "dirty").string();
    REQUIRE(run({"sample", path, "--quarters", "6", "--deals-per-week", "8", "--dirt"}).code == 0);
    return path;
  }();
  return folder;
}

TEST_CASE("check: dirt costs score and is listed row by row", "[cli]") {
  auto const clean =
      nlohmann::json::parse(run({"check", test::small_company(), "--format", "json"}).out);
  auto const said = run({"check", dirty_company(), "--format", "json"});
  REQUIRE(said.code == 0);
  auto const dirty = nlohmann::json::parse(said.out);
  CHECK(dirty["data_quality"]["score"] < clean["data_quality"]["score"]);
  REQUIRE(dirty["data_quality"]["findings"].size() > 2);
  bool any_row = false;
  for (auto const& finding : dirty["data_quality"]["findings"]) {
    any_row = any_row || !finding["rows"].empty();
  }
  CHECK(any_row);
}

TEST_CASE("check: every code that it gives can be explained", "[cli]") {
  auto const json = nlohmann::json::parse(run({"check", dirty_company(), "--format", "json"}).out);
  for (auto const& finding : json["data_quality"]["findings"]) {
    auto const code = finding["code"].get<std::string>();
    INFO(code);
    CHECK(run({"explain", code}).code == 0);
  }
}

TEST_CASE("check: the page names the score", "[cli]") {
  auto const said = run({"check", dirty_company()});
  CHECK(said.code == 0);
  CHECK(said.out.find("Data quality ") != std::string::npos);
  CHECK(said.err.empty());
}

}  // namespace
}  // namespace quarterdeck
