// tests/cli/scenario_test.cpp – scenarios on the command line, and the library on the sample.
// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/cli/command.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using test::run;

fs::path library() { return fs::path(QUARTERDECK_SOURCE_DIR) / "scenarios/library"; }

test::Outcome forecast(test::Arguments const& more) {
  test::Arguments arguments{"forecast", test::small_company(), "--trials", "4096", "--quiet"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run(arguments);
}

Json forecast_json(test::Arguments more) {
  more.insert(more.end(), {"--format", "json"});
  auto const said = forecast(more);
  INFO(said.err);
  REQUIRE(said.code == 0);
  return Json::parse(said.out);
}

std::string written(std::string const& name, std::string const& text) {
  auto const file = test::scratch() / name;
  test::write_text(file, text);
  return file.string();
}

TEST_CASE("library: every scenario runs on the sample and moves it as it says", "[cli]") {
  std::set<std::string> const up{"five-hires", "partner-programme-doubles"};
  std::set<std::string> const either{"price-increase"};  // dearer, and fewer buy
  double const base = forecast_json({})["total"]["mean"];
  int n = 0;
  for (auto const& entry : fs::directory_iterator(library())) {
    INFO(entry.path());
    auto const json = forecast_json({"--scenario", entry.path().string()});
    CHECK(json["exact_check"]["agrees"] == true);
    REQUIRE(json["scenarios"].size() == 1);
    CHECK_FALSE(json["scenarios"][0]["changes"].empty());
    CHECK_FALSE(json["scenarios"][0]["why"].get<std::string>().empty());
    double const mean = json["total"]["mean"];
    auto const name = entry.path().stem().string();
    CHECK(mean != base);
    if (!either.contains(name)) CHECK((mean > base) == up.contains(name));
    ++n;
  }
  CHECK(n >= 10);
}

TEST_CASE("forecast: scenarios are named on the page with what they touch", "[cli]") {
  auto const said = forecast({"--scenario", (library() / "procurement-freeze.yaml").string()});
  REQUIRE(said.code == 0);
  CHECK(said.out.find("Procurement freeze") != std::string::npos);
  CHECK(said.out.find("odds × 0.8") != std::string::npos);
  CHECK(said.out.find("open deal") != std::string::npos);
}

TEST_CASE("forecast: several scenarios are applied one after another", "[cli]") {
  auto const one = written("one.yaml", "name: A\nchanges:\n  - win_rate: {odds: 2}\n");
  auto const both = written("both.yaml", "name: B\nchanges:\n  - win_rate: {odds: 4}\n");
  auto const twice = forecast_json({"--scenario", one, "--scenario", one});
  auto const once = forecast_json({"--scenario", both});
  CHECK(twice["scenarios"].size() == 2);
  CHECK(twice["total"] == once["total"]);
  bool hashed = false;
  for (auto const& input : twice["provenance"]["inputs"]) hashed |= input["name"] == one;
  CHECK(hashed);
}

TEST_CASE("forecast: a dry run lists deals and rates, and simulates nothing", "[cli]") {
  auto const file = written("odds.yaml",
                            "name: Odds\nchanges:\n  - win_rate: {odds: 0.5}\n"
                            "    where: {segment: Mid-market}\n  - new_deals: {multiply: 2}\n");
  auto const json = forecast_json({"--scenario", file, "--dry-run"});
  CHECK(json["schema"] == "quarterdeck.dry_run.v1");
  REQUIRE_FALSE(json["deals"].empty());
  for (auto const& deal : json["deals"]) {
    double const p = deal["before"]["p_win_in_period"];
    double const q = deal["after"]["p_win_in_period"];
    CHECK(q <= p);
    CHECK(deal["before"].value("amount", 0.0) == deal["after"].value("amount", 0.0));
  }
  double before = 0, after = 0;
  for (auto const& rate : json["rates"]) {
    if (rate["name"].get<std::string>().find(", new") == std::string::npos) continue;
    before += rate["before"].get<double>();
    after += rate["after"].get<double>();
  }
  CHECK(after == Approx(2 * before));
  CHECK_FALSE(json.contains("total"));
  auto const page = forecast({"--scenario", file, "--dry-run"});
  CHECK(page.out.find("Nothing was simulated") != std::string::npos);
  CHECK(forecast({"--dry-run"}).code == 64);
}

TEST_CASE("forecast: a faulty scenario ends with its place and exit code", "[cli]") {
  auto const bad = forecast({"--scenario", written("bad.yaml", "name: A\nchngs: []\n")});
  CHECK(bad.code == 78);
  CHECK(bad.err.find("bad.yaml:2:1") != std::string::npos);
  CHECK(bad.err.find("[QD-102]") != std::string::npos);
  CHECK(forecast({"--scenario", "nowhere.yaml"}).code == 66);
  auto const nothing =
      forecast({"--scenario", written("no.yaml",
                                      "name: A\nchanges:\n  - win_rate: {odds: 2}\n"
                                      "    where: {region: Atlantis}\n")});
  CHECK(nothing.code == 78);
  CHECK(nothing.err.find("no.yaml:4:12") != std::string::npos);
  CHECK(nothing.out.empty());
}

}  // namespace
}  // namespace quarterdeck
