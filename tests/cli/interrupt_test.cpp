// tests/cli/interrupt_test.cpp – signals and sudden death leave the old files or the new ones.
// SPDX-License-Identifier: Apache-2.0
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "tests/cli/command.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using test::Running;

test::Arguments long_run(fs::path const& out) {
  return {"forecast", test::small_company(), "--trials", "50000000", "--out", out.string()};
}

TEST_CASE("interrupt: a signal ends the run with code 75 and nothing written", "[cli]") {
  for (int const number : {SIGINT, SIGTERM}) {
    auto const out = test::scratch() / ("signal-" + std::to_string(number));
    Running running(long_run(out));
    std::this_thread::sleep_for(milliseconds(1500));
    running.signal(number);
    auto const said = running.wait();
    CHECK(said.code == 75);
    CHECK(said.out.empty());
    CHECK(said.err.find("interrupted") != std::string::npos);
    CHECK_FALSE(fs::exists(out / "forecast.json"));
  }
}

TEST_CASE("interrupt: sudden death leaves the old forecast or the new one, never half", "[cli]") {
  auto const out = test::scratch() / "killed";
  auto const arguments = [&](int seed) {
    return test::Arguments{"forecast", test::small_company(),
                           "--trials", "4096",
                           "--format", "json",
                           "--out",    out.string(),
                           "--draws",  (out / "draws.csv").string(),
                           "--seed",   std::to_string(seed)};
  };
  auto const begin = std::chrono::steady_clock::now();
  fs::create_directories(out);
  REQUIRE(test::run(arguments(1)).code == 0);
  auto const whole =
      std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begin);
  std::mt19937 moments(1);
  int n_killed = 0;
  std::int64_t seed_before = 1;
  for (int seed = 2; seed < 26; ++seed) {
    Running running(arguments(seed));
    // Raw bits: how long a child lives need not be the same on every platform.
    std::this_thread::sleep_for(whole * (moments() % 1000) / 900);
    running.signal(SIGKILL);
    n_killed += running.wait().code == -SIGKILL ? 1 : 0;
    auto const json = nlohmann::json::parse(test::read_text(out / "forecast.json"));
    auto const found = json["provenance"]["seed"].get<std::int64_t>();
    CHECK((found == seed || found == seed_before));
    seed_before = found;
    auto const draws = test::read_text(out / "draws.csv");
    CHECK(std::count(draws.begin(), draws.end(), '\n') == 4097);
  }
  CHECK(n_killed > 0);
  REQUIRE(test::run(arguments(99)).code == 0);
  // The next run sweeps up what the dead ones left.
  CHECK(std::distance(fs::directory_iterator(out), {}) == 2);
}

}  // namespace
}  // namespace quarterdeck
