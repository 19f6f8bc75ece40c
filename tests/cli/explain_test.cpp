// tests/cli/explain_test.cpp – `quarterdeck explain` and `quarterdeck schema`.
// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "tests/cli/command.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

using test::run;

TEST_CASE("explain: tells a term, all terms, and the nearest to a misspelt one", "[cli]") {
  CHECK(run({"explain", "p_hit"}).out.find("target") != std::string::npos);
  auto const all = run({"explain"});
  CHECK(all.code == 0);
  CHECK(all.out.find("leak.final_amount") != std::string::npos);
  auto const wrong = run({"explain", "p_hot"});
  CHECK(wrong.code == 64);
  CHECK(wrong.err.find("did you mean p_hit") != std::string::npos);
}

TEST_CASE("explain: case and the joints of words do not matter", "[cli]") {
  std::string const gap = run({"explain", "honesty gap"}).out;
  CHECK(gap.find("overconfident") != std::string::npos);
  CHECK(run({"explain", "honesty_gap"}).out == gap);
  CHECK(run({"explain", "wape"}).out == run({"explain", "WAPE"}).out);
  CHECK(run({"explain", "wape"}).code == 0);
}

TEST_CASE("schema: is JSON, of the workspace and of scenarios", "[cli]") {
  auto const said = run({"schema", "workspace"});
  CHECK(said.code == 0);
  CHECK(nlohmann::json::accept(said.out));
  CHECK(nlohmann::json::accept(run({"schema", "scenario"}).out));
  CHECK(run({"schema", "results"}).code == 64);
  CHECK(run({"schema"}).code == 64);
}

}  // namespace
}  // namespace quarterdeck
