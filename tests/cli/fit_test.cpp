// tests/cli/fit_test.cpp – `quarterdeck fit`: what was learned, in words.
// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/command.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

TEST_CASE("fit: every part of the model has its section", "[cli]") {
  auto const said = test::run({"fit", test::small_company()});
  REQUIRE(said.code == 0);
  for (auto const* const title :
       {"WIN RATES", "TIME TO CLOSE", "AMOUNTS", "NEW BUSINESS", "GOOD AND BAD PERIODS"}) {
    CHECK(said.out.find(title) != std::string::npos);
  }
  CHECK(said.err.empty());
}

TEST_CASE("fit: a company without any history is told so", "[cli]") {
  auto const folder = test::scratch() / "young";
  test::write_text(folder / "quarterdeck.yaml", "sources: {opportunities: {file: o.csv}}\n");
  test::write_text(folder / "o.csv",
                   "id,stage,status,amount,created_date\n"
                   "A,Proposal,open,100,2026-01-05\nB,Proposal,open,200,2026-01-06\n");
  auto const said = test::run({"fit", folder.string()});
  CHECK(said.code == 0);
  CHECK(said.out.find("history.none") != std::string::npos);
}

}  // namespace
}  // namespace quarterdeck
