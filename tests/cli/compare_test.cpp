// tests/cli/compare_test.cpp – `quarterdeck compare`: pairs, differences and interactions.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/command.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

using Json = nlohmann::ordered_json;
using test::run;

std::string scenario(std::string const& name, std::string const& changes) {
  auto const file = test::scratch() / (name + ".yaml");
  test::write_text(file, "name: " + name + "\nchanges:\n" + changes);
  return file.string();
}

std::string better() {
  return scenario("better", "  - win_rate: {odds: 1.3}\n    where: {segment: Mid-market}\n");
}
std::string dearer() { return scenario("dearer", "  - amount: {multiply: 1.1, deals: all}\n"); }
std::string same() { return scenario("same", "  - win_rate: {odds: 1}\n"); }

test::Outcome compare(test::Arguments const& more) {
  test::Arguments arguments{"compare", test::small_company(), "--trials", "8192", "--quiet"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run(arguments);
}

Json compare_json(test::Arguments more) {
  more.insert(more.end(), {"--format", "json"});
  auto const said = compare(more);
  INFO(said.err);
  REQUIRE(said.code == 0);
  return Json::parse(said.out);
}

TEST_CASE("compare: what changes nothing differs by exactly nothing", "[cli]") {
  auto const json = compare_json({same()});
  REQUIRE(json["scenarios"].size() == 2);
  CHECK(json["scenarios"][0]["name"] == "base");
  CHECK_FALSE(json["scenarios"][0].contains("difference"));
  auto const& difference = json["scenarios"][1]["difference"];
  for (char const* const what : {"mean", "0.1", "0.5", "0.9"}) {
    CHECK(difference[what]["value"] == 0);
    CHECK(difference[what]["error"] == 0);
  }
  for (auto const& target : difference["targets"]) CHECK(target["p_hit"]["value"] == 0);
  CHECK(difference["drivers"]["deals"].empty());
  CHECK(difference["drivers"]["groups"].empty());
}

TEST_CASE("compare: distributions are those of forecast, differences theirs", "[cli]") {
  auto const json = compare_json({"base", better()});
  auto const& scenarios = json["scenarios"];
  auto const alone = Json::parse(run({"forecast", test::small_company(), "--trials", "8192",
                                      "--quiet", "--format", "json", "--scenario", better()})
                                     .out);
  CHECK(scenarios[1]["total"]["mean"] == alone["total"]["mean"]);
  CHECK(scenarios[1]["total"]["quantiles"] == alone["total"]["quantiles"]);
  auto const& difference = scenarios[1]["difference"];
  double const mean =
      scenarios[1]["total"]["mean"].get<double>() - scenarios[0]["total"]["mean"].get<double>();
  CHECK(difference["mean"]["value"].get<double>() == Approx(mean).epsilon(1e-6));
  CHECK(difference["mean"]["low"].get<double>() > 0);
  double deals = 0;
  for (auto const& deal : difference["drivers"]["deals"]) {
    deals += deal["difference"].get<double>();
  }
  CHECK(deals == Approx(mean).epsilon(1e-6));
  for (auto const& group : difference["drivers"]["groups"]) {
    if (group["by"] == "segment") CHECK(group["value"] == "Mid-market");
  }
}

TEST_CASE("compare: common numbers cut the error of a difference to a fifth", "[cli]") {
  auto const paired = compare_json({"base", better()});
  double const error = paired["scenarios"][1]["difference"]["mean"]["error"];
  double independent = 0;
  for (int i = 0; i < 2; ++i) {
    double const one = paired["scenarios"][static_cast<std::size_t>(i)]["total"]["error"]["mean"];
    independent += one * one;
  }
  CHECK(error > 0);
  CHECK(error < std::sqrt(independent) / 5);
}

TEST_CASE("compare: scenarios together less each alone", "[cli]") {
  auto const both = better() + "+" + dearer();
  auto const json = compare_json({"base", better(), dearer(), both});
  auto const mean = [&](std::size_t i) {
    return json["scenarios"][i]["total"]["mean"].get<double>();
  };
  auto const& interaction = json["scenarios"][3]["interaction"];
  double const expected = mean(3) - mean(1) - mean(2) + mean(0);
  CHECK(interaction["mean"]["value"].get<double>() == Approx(expected).epsilon(1e-6));
  CHECK(interaction["mean"]["value"].get<double>() > 0);
  auto const alone = compare_json({"base", both});  // the parts are run without being shown
  CHECK(alone["scenarios"].size() == 2);
  CHECK(alone["scenarios"][1]["interaction"] == interaction);
}

TEST_CASE("compare: the page and the file say the same", "[cli]") {
  auto const folder = test::scratch() / "compared";
  auto const said = compare({"base", better(), "--out", folder.string()});
  REQUIRE(said.code == 0);
  CHECK(said.out.find("better AGAINST base") != std::string::npos);
  auto const json = Json::parse(test::read_text(folder / "compare.json"));
  CHECK(json["schema"] == "quarterdeck.compare.v1");
}

TEST_CASE("compare: a dry run lists what each scenario touches", "[cli]") {
  auto const json = compare_json({"base", better(), dearer(), "--dry-run"});
  REQUIRE(json.size() == 2);
  CHECK(json[0]["scenarios"][0]["name"] == "better");
  CHECK(json[1]["deals"].size() > json[0]["deals"].size());
}

TEST_CASE("compare: weights make one distribution of all scenarios", "[cli]") {
  auto const json = compare_json({"base", better(), dearer(), "--weights", "0.5,0.3,0.2"});
  auto const& scenarios = json["scenarios"];
  auto const& combined = json["combined"];
  double const weights[] = {0.5, 0.3, 0.2};
  double mean = 0, p_hit = 0, low = 1e300, high = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    mean += weights[i] * scenarios[i]["total"]["mean"].get<double>();
    p_hit += weights[i] * scenarios[i]["targets"][0]["p_hit"].get<double>();
    low = std::min(low, scenarios[i]["total"]["quantiles"]["0.5"].get<double>());
    high = std::max(high, scenarios[i]["total"]["quantiles"]["0.5"].get<double>());
    CHECK(combined["weights"][i]["weight"] == weights[i]);
    CHECK(combined["weights"][i]["name"] == scenarios[i]["name"]);
  }
  CHECK(combined["total"]["mean"].get<double>() == Approx(mean).epsilon(1e-6));
  CHECK(combined["targets"][0]["p_hit"].get<double>() == Approx(p_hit).epsilon(1e-6));
  CHECK(combined["total"]["quantiles"]["0.5"].get<double>() > low);
  CHECK(combined["total"]["quantiles"]["0.5"].get<double>() < high);
  CHECK(combined["variance_between_scenarios"].get<double>() > 0);
  CHECK_FALSE(compare_json({"base", better()}).contains("combined"));
}

TEST_CASE("compare: weights that are no chances are refused", "[cli]") {
  for (char const* const weights : {"0.5,0.6", "1.5,-0.5", "1", "0.2,0.3,0.5"}) {
    auto const said = compare({"base", better(), "--weights", weights});
    INFO(weights);
    CHECK(said.code == 64);
    CHECK(said.err.find("QD-391") != std::string::npos);
    CHECK(said.err.find("--weights 0.7,0.3") != std::string::npos);
  }
}

TEST_CASE("compare: a backtest says how far to believe each scenario", "[cli]") {
  auto const folder = (test::scratch() / "record").string();
  auto const past = run({"backtest", test::small_company(), "--trials", "512", "--weeks-left",
                         "9,6,3", "--out", folder, "--quiet"});
  INFO(past.err);
  REQUIRE(past.code == 0);
  auto const json = compare_json({"base", better(), "--backtest", folder});
  double const ratio = json["track_record"]["honesty_ratio"];
  CHECK(json["track_record"]["n_periods"].get<int>() >= 4);
  for (auto const& scenario : json["scenarios"]) {
    auto const& accuracy = scenario["predictability"];
    double const claimed = accuracy["claimed"];
    CHECK(accuracy["expected"].get<double>() == Approx(1 - ratio * (1 - claimed)).epsilon(1e-4));
    CHECK(accuracy["interval"][0].get<double>() <= accuracy["expected"].get<double>());
  }
  auto const alone = compare_json({"base", better()});
  CHECK(alone["track_record"].contains("unbacked"));
  CHECK_FALSE(alone["scenarios"][0]["predictability"].contains("expected"));
}

TEST_CASE("compare: faults of all scenarios come at once", "[cli]") {
  auto const one = scenario("faulty1", "  - win_rate: {ods: 1}\n");
  auto const two = scenario("faulty2", "  - market: {shift: 1}\n");
  auto const said = compare({one, two});
  CHECK(said.code == 78);
  CHECK(said.err.find("faulty1.yaml") != std::string::npos);
  CHECK(said.err.find("faulty2.yaml") != std::string::npos);
  CHECK(compare({}).code == 64);
}

}  // namespace
}  // namespace quarterdeck
