// tests/cli/fit_test.cpp – `quarterdeck fit`: what was learned, in words.
// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "tests/cli/command.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

TEST_CASE("fit: every part of the model has its section", "[cli]") {
  auto const said = test::run({"fit", test::small_company()});
  REQUIRE(said.code == 0);
  for (auto const* const title : {"WHICH DEALS ARE WON", "WIN RATES", "TIME TO CLOSE", "AMOUNTS",
                                  "NEW BUSINESS", "GOOD AND BAD PERIODS"}) {
    CHECK(said.out.find(title) != std::string::npos);
  }
  CHECK(said.err.empty());
}

TEST_CASE("fit: JSON names the model of winning, its rivals and why it is used", "[cli]") {
  auto const said = test::run({"fit", test::small_company(), "--format", "json"});
  REQUIRE(said.code == 0);
  auto const document = nlohmann::json::parse(said.out);
  CHECK(document["schema"] == "quarterdeck.fit.v1");
  auto const& win = document["win"];
  CHECK_FALSE(win["reason"].get<std::string>().empty());
  std::string const method = win["method"];
  CHECK((method == "table" || method == "hazard" || method == "hazard_with_covariates"));
  CHECK(win["candidates"].empty() == win["judged_on"].empty());
  for (auto const& one : win["candidates"]) CHECK(one["log_loss"].get<double>() > 0);
  CHECK(document["win_rates"].size() > 0);
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
