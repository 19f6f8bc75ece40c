// tests/cli/lever_test.cpp – `quarterdeck tornado`, `goal` and `sweep`, as a user runs them.
// SPDX-License-Identifier: Apache-2.0
#include <signal.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/cli/command.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using test::run;

std::string grid_file(std::string const& name, int rows, int columns) {
  auto const file = test::scratch() / (name + ".yaml");
  test::write_text(file, "name: " + name +
                             "\nsweep:\n  - {win_rate: {odds: {from: 0.8, to: 1.4, "
                             "steps: " +
                             std::to_string(rows) +
                             "}}}\n  - {new_deals: {multiply: {from: 0.5, to: 1.5, steps: " +
                             std::to_string(columns) + "}}}\n");
  return file.string();
}

test::Arguments sweep(std::string const& file, fs::path const& out) {
  return {"sweep", test::small_company(), file, "--out", out.string(), "--quiet"};
}

std::size_t n_parts(fs::path const& out) {
  std::error_code ignored;
  std::size_t n = 0;
  for (auto const& entry : fs::directory_iterator(out / ".parts", ignored)) {
    n += entry.path().filename().string().starts_with("row_") ? 1 : 0;
  }
  return n;
}

TEST_CASE("tornado: levers by their swing, each with a range from the past", "[cli]") {
  auto const out = test::scratch() / "tornado";
  auto const said =
      run({"tornado", test::small_company(), "--format", "json", "--out", out.string(), "--quiet"});
  INFO(said.err);
  REQUIRE(said.code == 0);
  CHECK(test::read_text(out / "tornado.json") == said.out);
  auto const json = Json::parse(said.out);
  CHECK(json["schema"] == "quarterdeck.tornado.v1");
  REQUIRE(json["levers"].size() + json["absent"].size() >= 20);
  double before = 1;
  for (auto const& lever : json["levers"]) {
    double const swing = std::abs(lever["swing"]["p_hit"].get<double>());
    CHECK(swing <= before);
    before = swing;
    CHECK(lever["range"]["low"] < lever["range"]["high"]);
    if (lever["lever"] != "market") CHECK(lever["range"]["periods"].size() >= 4);
  }
  for (auto const& lever : json["absent"]) CHECK_FALSE(lever["reason"].get<std::string>().empty());
  auto const text = run({"tornado", test::small_company(), "--quiet"});
  CHECK(text.out.find("P(HIT) OF") != std::string::npos);
}

TEST_CASE("goal: every lever and the pipeline, and faults of usage", "[cli]") {
  auto const said =
      run({"goal", test::small_company(), "--p-hit", "0.9", "--format", "json", "--quiet"});
  INFO(said.err);
  REQUIRE(said.code == 0);
  auto const json = Json::parse(said.out);
  CHECK(json["schema"] == "quarterdeck.goal.v1");
  CHECK(json["levers"].size() == 8);
  for (auto const& lever : json["levers"]) {
    if (!lever.value("reached", false)) continue;
    CHECK(std::abs(lever["there"]["targets"][0]["p_hit"].get<double>() - 0.9) < 0.005);
    CHECK(lever["low"] <= lever["value"]);
  }
  CHECK(run({"goal", test::small_company(), "--p-hit", "80"}).code == 64);
  auto const wrong = run({"goal", test::small_company(), "--lever", "win_rat"});
  CHECK(wrong.code == 64);
  CHECK(wrong.err.find("Did you mean `win_rate`") != std::string::npos);
}

TEST_CASE("sweep: killed and gone on, the same bytes as never stopped", "[cli]") {
  auto const file = grid_file("resume", 12, 8);
  auto const whole = test::scratch() / "sweep-whole";
  auto const broken = test::scratch() / "sweep-broken";
  auto const begin = std::chrono::steady_clock::now();
  auto const undisturbed = run(sweep(file, whole));
  auto const spent = std::chrono::steady_clock::now() - begin;
  INFO(undisturbed.err);
  REQUIRE(undisturbed.code == 0);
  bool resumed = false;
  for (int kill = 0; kill < 6 && !fs::exists(broken / "grid.json"); ++kill) {
    test::Running running(sweep(file, broken));
    // Until some rows are there, at most as long as the whole took twice.
    auto const until = std::chrono::steady_clock::now() + 2 * spent;
    std::size_t const enough = n_parts(broken) + 2;
    while (n_parts(broken) < enough && std::chrono::steady_clock::now() < until &&
           !fs::exists(broken / "grid.json")) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    running.signal(kill % 2 == 0 ? SIGKILL : SIGINT);
    auto const said = running.wait();
    if (said.code == 75) CHECK(said.err.find("goes on from") != std::string::npos);
    resumed = resumed || n_parts(broken) > 0;
  }
  CHECK(resumed);
  REQUIRE(run(sweep(file, broken)).code == 0);
  for (char const* const name : {"grid.json", "grid.csv"}) {
    CHECK(test::read_text(whole / name) == test::read_text(broken / name));
  }
  CHECK_FALSE(fs::exists(broken / ".parts"));
  auto const json = Json::parse(test::read_text(whole / "grid.json"));
  REQUIRE(json["cells"].size() == 12);
  REQUIRE(json["cells"][0].size() == 8);
  for (std::size_t i = 1; i < 12; ++i) {
    CHECK(json["cells"][i][3][0].get<double>() > json["cells"][i - 1][3][0].get<double>());
  }
}

TEST_CASE("sweep: a grid is no scenario, and a scenario no grid", "[cli]") {
  auto const file = grid_file("grid", 2, 2);
  auto const forecast = run({"forecast", test::small_company(), "--scenario", file});
  CHECK(forecast.code == 78);
  CHECK(forecast.err.find("QD-137") != std::string::npos);
  auto const plain = test::scratch() / "plain.yaml";
  test::write_text(plain, "name: plain\nchanges:\n  - win_rate: {odds: 1.1}\n");
  auto const swept = run({"sweep", test::small_company(), plain.string()});
  CHECK(swept.code == 78);
  CHECK(swept.err.find("QD-137") != std::string::npos);
}

}  // namespace
}  // namespace quarterdeck
