// tests/cli/batch_kill_test.cpp – a batch that is killed and resumed is as if it never had been.
// SPDX-License-Identifier: Apache-2.0
#include <signal.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "engine/table/sha256.hpp"
#include "tests/cli/batch_world.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// What a killed batch may never leave: a record whose outputs are not there as it says, or a
/// manifest of runs that are not done.
void check_half_way(fs::path const& out, test::Tree const& undisturbed) {
  auto const records = out / ".batch/runs";
  if (!fs::exists(records)) return;
  for (auto const& entry : fs::recursive_directory_iterator(records)) {
    auto const name = entry.path().filename().string();
    if (!entry.is_regular_file() || name.starts_with('.')) continue;
    auto const record = nlohmann::json::parse(test::read_text(entry.path()));
    for (auto const& output : record["outputs"]) {
      auto const file = out / output["file"].get<std::string>();
      CHECK(io::sha256_of_file(file) == output["sha256"].get<std::string>());
    }
  }
  if (fs::exists(out / "manifest.json")) {
    CHECK(test::read_text(out / "manifest.json") == undisturbed.at("manifest.json"));
  }
}

/// Forecasts on record, and how often each was made.
std::vector<int> runs_on_record(test::BatchWorld const& world) {
  auto const said = test::run({"history", (world.path() / "north").string(), "--format", "json"});
  REQUIRE(said.code == 0);
  auto const page = nlohmann::json::parse(said.out);
  std::vector<int> runs;
  for (auto const& forecast : page["forecasts"]) runs.push_back(forecast["runs"].get<int>());
  return runs;
}

TEST_CASE("batch: killed at 50 random moments, every resumed one is byte for byte the undisturbed",
          "[cli][slow]") {
  test::BatchWorld const world("killed");
  auto board = test::read_text(world.board());
  board.erase(board.find(", ledger: false"), std::string(", ledger: false").size());
  auto const third = std::string(", down.yaml+slow.yaml");
  board.replace(board.find(third), third.size(), ", slow.yaml");
  board.replace(board.find("base, down.yaml"), std::string("base, down.yaml").size(), "base");
  test::write_text(world.board(), board);
  auto const begin = Clock::now();
  REQUIRE(world.batch().code == 0);
  auto const whole = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
  auto const undisturbed = test::tree_of(world.out());
  REQUIRE(undisturbed.size() == 3 + 3 + 3);

  std::mt19937 moments(1);
  int n_killed = 0;
  int n_resumed = 0;  // with some runs done before and some not
  while (n_killed < 50) {
    fs::remove_all(world.out());
    test::Running running({"batch", world.board(), "--quiet"});
    // Raw bits: how long a child lives need not be the same on every platform.
    std::this_thread::sleep_for(whole * (moments() % 1000) / 1000);
    running.signal(SIGKILL);
    if (running.wait().code != -SIGKILL) continue;
    ++n_killed;
    if (fs::exists(world.out())) check_half_way(world.out(), undisturbed);
    auto const resumed = world.batch();
    REQUIRE(resumed.code == 0);
    bool const went_on = resumed.out.find(" 0 done before") == std::string::npos &&
                         resumed.out.find("Nothing to do") == std::string::npos;
    n_resumed += went_on ? 1 : 0;
    INFO(n_killed);
    CHECK(test::differences(test::tree_of(world.out()), undisturbed).empty());
  }
  // The moments must have met batches that were under way, or nothing was shown.
  CHECK(n_resumed >= 5);
  // However often a run was made again, it stands in the ledger once.
  CHECK(runs_on_record(world) == std::vector<int>{1, 1});

  // Twins: the comparison sees one changed digit, and a batch on another table is another batch.
  auto planted = undisturbed;
  auto& forecast = planted.at("north/2026-Q4/base.forecast.json");
  forecast[forecast.find("\"mean\": ") + 8] ^= 1;
  CHECK(test::differences(planted, undisturbed) ==
        std::vector<std::string>{"north/2026-Q4/base.forecast.json"});
  test::write_text(world.path() / "slow.yaml",
                   "name: Slow\nchanges: [{win_rate: {odds: 0.8001}}]\n");
  REQUIRE(world.batch().code == 0);
  CHECK(test::differences(test::tree_of(world.out()), undisturbed).size() > 4);
}

}  // namespace
}  // namespace quarterdeck
