// tests/cli/overrides_test.cpp – values set by hand, from the workspace to every report.
// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/command.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using test::run;

/// The small company with overrides of its own, from a table.
std::string company_with(std::string const& name, std::string const& rows) {
  fs::path const folder = test::scratch() / name;
  fs::copy(test::small_company(), folder, fs::copy_options::recursive);
  auto const yaml = folder / "quarterdeck.yaml";
  test::write_text(yaml, test::read_text(yaml) + "overrides: {file: by_hand.csv}\n");
  test::write_text(folder / "by_hand.csv",
                   "deal,probability,amount,outcome,author,reason,expires\n" + rows);
  return folder.string();
}

Json forecast_of(std::string const& folder) {
  auto const said = run({"forecast", folder, "--trials", "8192", "--format", "json", "--quiet"});
  INFO(said.err);
  REQUIRE(said.code == 0);
  return Json::parse(said.out);
}

Json const& deal_of(Json const& forecast, std::string const& id) {
  for (auto const& deal : forecast["deals"]) {
    if (deal["id"] == id) return deal;
  }
  throw std::out_of_range("no deal " + id);
}

TEST_CASE("overrides: change the forecast and stand in every report", "[cli]") {
  auto const before = forecast_of(test::small_company());
  CHECK(before["overrides"].empty());
  std::string const first = before["deals"][0]["id"];
  std::string const second = before["deals"][1]["id"];
  auto const folder = company_with("by-hand", first + ",,,won,Dana,signed,2100-01-01\n" + second +
                                                  ",0.05,,,Tom,\"slow, very\",2100-01-01\n" +
                                                  second + ",0.9,,,Ann,old view,2001-01-01\n");
  auto const after = forecast_of(folder);
  REQUIRE(after["overrides"].size() == 3);
  CHECK(after["overrides"][0]["field"] == "outcome");
  CHECK(after["overrides"][0]["after"] == "won");
  CHECK(after["overrides"][0]["applied"] == true);
  CHECK(after["overrides"][0]["before"].get<double>() ==
        Approx(deal_of(before, first)["p_win_in_period"].get<double>()).margin(0.03));
  CHECK(after["overrides"][1]["reason"] == "slow, very");
  CHECK(after["overrides"][2]["applied"] == false);
  CHECK(after["overrides"][2]["status"] == "expired");
  CHECK(deal_of(after, first)["p_win_in_period"] == 1.0);
  CHECK(deal_of(after, first)["flags"].back() == "changed: outcome");
  CHECK(deal_of(after, second)["p_win_in_period"].get<double>() == Approx(0.05).margin(0.015));
  CHECK(after["exact_check"]["agrees"] == true);
  CHECK(after["provenance"]["inputs"].size() == before["provenance"]["inputs"].size() + 1);

  auto const page = run({"forecast", folder, "--trials", "8192", "--quiet"}).out;
  CHECK(page.find("SET BY HAND") != std::string::npos);
  CHECK(page.find("Tom, slow, very; until 2100-01-01") != std::string::npos);
  auto const checked = run({"check", folder});
  CHECK(checked.out.find("SET BY HAND") != std::string::npos);
  CHECK(checked.out.find("override.expired") != std::string::npos);
  // What was learned is the same; only the finding about the expired one is new.
  auto const learned = [](std::string const& workspace) {
    auto const said = run({"fit", workspace}).out;
    return said.substr(0, said.find("DATA QUALITY"));
  };
  CHECK(learned(folder) == learned(test::small_company()));
  CHECK(learned(folder).size() > 1000);
}

TEST_CASE("overrides: a misspelt deal stops the forecast and names the nearest", "[cli]") {
  std::string id = forecast_of(test::small_company())["deals"][0]["id"];
  std::string const right = id;
  id.back() = id.back() == '1' ? '2' : '1';
  id += "x";
  auto const folder = company_with("misspelt", id + ",,,lost,Dana,gone,2100-01-01\n");
  auto const said = run({"forecast", folder, "--trials", "8192"});
  INFO(said.err);
  CHECK(said.code == 65);
  CHECK(said.out.empty());
  CHECK(said.err.find("QD-217") != std::string::npos);
  CHECK(said.err.find("by_hand.csv:2") != std::string::npos);
  CHECK(said.err.find("Did you mean `") != std::string::npos);
}

}  // namespace
}  // namespace quarterdeck
