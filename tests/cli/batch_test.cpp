// tests/cli/batch_test.cpp – `quarterdeck batch`: plan, results, changes, failures, faults.
// SPDX-License-Identifier: Apache-2.0
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "engine/table/sha256.hpp"
#include "tests/cli/batch_world.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::BatchWorld;

json json_of(fs::path const& file) { return json::parse(test::read_text(file)); }

bool has(std::string const& text, std::string const& part) {
  return text.find(part) != std::string::npos;
}

void replace_in(fs::path const& file, std::string const& from, std::string const& to) {
  auto text = test::read_text(file);
  auto const at = text.find(from);
  REQUIRE(at != std::string::npos);
  test::write_text(file, text.replace(at, from.size(), to));
}

/// `run: why` of every run that is not done.
std::vector<std::string> to_do(BatchWorld const& world) {
  auto const said = world.batch({"--plan", "--format", "json"});
  REQUIRE(said.code == 0);
  std::vector<std::string> list;
  auto const plan = json::parse(said.out);
  for (auto const& run : plan["runs"]) {
    if (run["state"] == "done") continue;
    list.push_back(run["run"].get<std::string>() + ": " + run["why"].get<std::string>());
  }
  return list;
}

using List = std::vector<std::string>;

TEST_CASE("batch: the plan is shown first, and alone touches nothing", "[cli]") {
  BatchWorld const world("plan");
  auto const plan = world.batch({"--plan"});
  CHECK(plan.code == 0);
  CHECK(has(plan.out, "4 runs, 4 to do"));
  CHECK(has(plan.out, "down+slow"));
  CHECK_FALSE(fs::exists(world.out()));
  auto const said = world.batch();
  CHECK(said.code == 0);
  CHECK(has(said.err, "4 runs, 4 to do"));
  CHECK(has(said.err, "[4/4]"));
  CHECK(has(said.err, " left"));
  CHECK_FALSE(has(said.err, "\x1b"));
  CHECK(has(said.out, "4 runs made now, 0 done before"));
  CHECK(world.batch({"--quiet"}).err.empty());
}

TEST_CASE("batch: the manifest names what every result rests on and holds", "[cli]") {
  BatchWorld const world("manifest");
  REQUIRE(world.batch({"--threads", "1"}).code == 0);
  auto const manifest = json_of(world.out() / "manifest.json");
  CHECK(manifest["schema"] == "quarterdeck.batch.v1");
  CHECK(manifest["board"]["sha256"] == io::sha256_of_file(world.board()));
  REQUIRE(manifest["runs"].size() == 4);
  json hashes;
  for (auto const& run : manifest["runs"]) {
    CHECK(run["status"] == "done");
    for (auto const& output : run["outputs"]) {
      auto const file = world.out() / output["file"].get<std::string>();
      CHECK(io::sha256_of_file(file) == output["sha256"].get<std::string>());
      CHECK(fs::file_size(file) == output["bytes"].get<std::uintmax_t>());
    }
    for (auto const& one : run["basis"]) hashes[one["what"].get<std::string>()] = one["value"];
  }
  CHECK(hashes["workspace"] == io::sha256_of_file(world.path() / "north/quarterdeck.yaml"));
  CHECK(hashes["table opportunities.csv"] ==
        io::sha256_of_file(world.path() / "north/opportunities.csv"));
  CHECK(hashes["scenario slow.yaml"] == io::sha256_of_file(world.path() / "slow.yaml"));
  CHECK(hashes["trials"] == "640");
  for (auto const& file : manifest["summaries"]) {
    CHECK(io::sha256_of_file(world.out() / file["file"].get<std::string>()) ==
          file["sha256"].get<std::string>());
  }
}

TEST_CASE("batch: results are those of forecast and compare, on any number of threads", "[cli]") {
  BatchWorld const world("same");
  REQUIRE(world.batch({"--threads", "1"}).code == 0);
  auto const other = (world.path() / "other").string();
  REQUIRE(world.batch({"--threads", "7", "--out", other}).code == 0);
  CHECK(test::differences(test::tree_of(world.out()), test::tree_of(other)).empty());
  auto const north = (world.path() / "north").string();
  auto const slow = (world.path() / "slow.yaml").string();
  auto const down = (world.path() / "down.yaml").string();
  auto const alone =
      test::run({"forecast", north, "--period", "2026-Q4", "--trials", "640", "--scenario", down,
                 "--scenario", slow, "--format", "json", "--no-ledger"});
  REQUIRE(alone.code == 0);
  auto expected = json::parse(alone.out);
  auto const forecast = json_of(world.out() / "north/2026-Q4/down+slow.forecast.json");
  for (char const* const key : {"started_at", "threads"}) {
    CHECK_FALSE(forecast["provenance"].contains(key));
    CHECK(expected["provenance"].contains(key));
  }
  for (char const* const key : {"total", "targets", "deals", "groups", "weeks", "as_of"}) {
    INFO(key);
    CHECK(forecast[key] == expected[key]);
  }
  // Scenario files are named from the board, so that its folder may move.
  CHECK(has(forecast.dump(), "\"slow.yaml\""));
  CHECK_FALSE(has(forecast.dump(), world.path().string()));
  auto const compared = test::run({"compare", north, "base", down, down + "+" + slow, "--period",
                                   "2026-Q4", "--trials", "640", "--format", "json"});
  REQUIRE(compared.code == 0);
  auto const comparison = json_of(world.out() / "north/2026-Q4/compare.json");
  auto const wanted = json::parse(compared.out)["scenarios"];
  REQUIRE(comparison["scenarios"].size() == wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    CHECK(comparison["scenarios"][i]["total"] == wanted[i]["total"]);
    CHECK(comparison["scenarios"][i].value("difference", json()) ==
          wanted[i].value("difference", json()));
  }
  CHECK(comparison["scenarios"][2]["asked"] == "down.yaml+slow.yaml");
}

TEST_CASE("batch: a second run on unchanged input does nothing and touches no file", "[cli]") {
  BatchWorld const world("twice");
  REQUIRE(world.batch().code == 0);
  auto const times = test::times_of(world.path());
  auto const again = world.batch();
  CHECK(again.code == 0);
  CHECK(has(again.out, "Nothing to do"));
  CHECK(again.err.empty());
  CHECK(test::times_of(world.path()) == times);
  CHECK(to_do(world).empty());
}

TEST_CASE("batch: a change makes again what rests on it, and nothing else", "[cli]") {
  BatchWorld const world("stale");
  REQUIRE(world.batch().code == 0);
  auto const before = test::tree_of(world.out());
  auto const base = world.out() / "north/2026-Q4/base.forecast.json";
  auto const base_time = fs::last_write_time(base);
  replace_in(world.path() / "slow.yaml", "0.8", "0.7");
  CHECK(to_do(world) == List{"north/2026-Q4/down+slow.forecast: scenario slow.yaml changed",
                             "north/2026-Q4/compare: scenario slow.yaml changed"});
  CHECK(has(world.batch().out, "2 runs made now, 2 done before"));
  CHECK(fs::last_write_time(base) == base_time);
  replace_in(world.path() / "slow.yaml", "0.7", "0.8");
  REQUIRE(world.batch().code == 0);
  CHECK(test::differences(test::tree_of(world.out()), before).empty());

  // Results that somebody changed or lost.
  replace_in(base, "\"mean\"", "\"mode\"");
  fs::remove(world.out() / "north/2026-Q4/compare.json");
  CHECK(to_do(world) == List{"north/2026-Q4/base.forecast: base.forecast.json was changed",
                             "north/2026-Q4/compare: compare.json is missing"});
  // Another program: what it wrote is not what this one would.
  replace_in(world.out() / ".batch/runs/north/2026-Q4/down.forecast.json", "\"value\": \"",
             "\"value\": \"0.0.9 of before ");
  CHECK(to_do(world).at(1) == "north/2026-Q4/down.forecast: program changed");
  CHECK(has(world.batch().out, "3 runs made now, 1 done before"));
  CHECK(test::differences(test::tree_of(world.out()), before).empty());

  replace_in(world.board(), "640", "704");
  CHECK(to_do(world).size() == 4);
  CHECK(to_do(world).front() == "north/2026-Q4/base.forecast: trials changed");
}

TEST_CASE("batch: one failure stops no other run, is told, and stands in the exit code", "[cli]") {
  BatchWorld const world("failing");
  test::write_text(world.path() / "nobody.yaml",
                   "name: N\nchanges: [{win_rate: {odds: 0.5}, where: {segment: Nowhere}}]\n");
  test::write_text(world.path() / "south/quarterdeck.yaml",
                   "sources: {opportunities: {file: gone.csv}}\n");
  test::write_text(world.board(),
                   "defaults: {trials: 640, ledger: false}\njobs:\n"
                   "  - {workspace: north, scenarios: [base, nobody.yaml], kinds: [forecast]}\n"
                   "  - {workspace: south}\n");
  auto const said = world.batch();
  CHECK(said.code == 78);
  CHECK(has(said.out, "3 runs, 2 FAILED"));
  CHECK(has(said.out, "WHAT FAILED"));
  CHECK(has(said.out, "gone.csv"));
  CHECK(has(said.out, "[QD-140]"));
  CHECK(has(said.err, "FAILED: "));
  CHECK(has(said.err, "2 of 3 runs failed"));
  auto const runs = json_of(world.out() / "manifest.json")["runs"];
  CHECK(runs[0]["status"] == "done");
  CHECK(runs[1]["status"] == "failed");
  CHECK(runs[1]["failure"] == "configuration");
  CHECK(runs[2]["failure"] == "missing_input");
  CHECK(has(runs[2]["messages"].dump(), "QD-201"));
  CHECK(fs::exists(world.out() / "north/next/base.forecast.json"));
  auto const csv = test::read_text(world.out() / "summary.csv");
  CHECK(has(csv, "north,Northwind Instruments,base,2026-Q4,2026-11-13,done,USD,"));
  CHECK(has(csv, "south,,base,next,,failed,"));

  // It is tried again, and mended it is done.
  CHECK(to_do(world).front() == "north/next/nobody.forecast: failed before");
  fs::copy_file(world.path() / "north/opportunities.csv", world.path() / "south/gone.csv");
  fs::remove(world.path() / "nobody.yaml");
  fs::copy_file(world.path() / "down.yaml", world.path() / "nobody.yaml");
  fs::copy_file(world.path() / "north/quarterdeck.yaml", world.path() / "south/quarterdeck.yaml",
                fs::copy_options::overwrite_existing);
  fs::copy_file(world.path() / "north/win_rates.csv", world.path() / "south/win_rates.csv");
  replace_in(world.path() / "south/quarterdeck.yaml", "opportunities.csv", "gone.csv");
  CHECK(world.batch().code == 0);

  // What fails after it was done takes its old result along.
  fs::remove(world.path() / "south/gone.csv");
  CHECK(world.batch().code == 66);
  CHECK_FALSE(fs::exists(world.out() / "south/next/base.forecast.json"));
}

TEST_CASE("batch: all faults of the board and what it names, before anything is done", "[cli]") {
  BatchWorld const world("faults");
  test::write_text(world.path() / "odd.yaml", "name: Odd\nchanges: [{wine_rate: {odds: 1}}]\n");
  test::write_text(world.board(),
                   "jobs:\n"
                   "  - workspace: nroth\n"
                   "  - workspace: north\n"
                   "    scenarios: [base, gone.yaml, odd.yaml]\n"
                   "    periods: [2026-Q5]\n");
  auto const said = world.batch();
  CHECK(said.code == 66);
  for (char const* const part :
       {"board.yaml:2:16: there is no workspace file nroth", "[QD-120]",
        "board.yaml:4:23: there is no scenario file gone.yaml", "[QD-133]",
        "odd.yaml:2:12: unknown key `wine_rate`", "board.yaml:5:15: ", "[QD-001]"}) {
    INFO(part << "\n" << said.err);
    CHECK(has(said.err, part));
  }
  CHECK(said.out.empty());
  CHECK_FALSE(fs::exists(world.out()));
  test::write_text(world.board(), "jbos: []\n");
  CHECK(world.batch().code == 78);
  CHECK(test::run({"batch", (world.path() / "none.yaml").string()}).code == 66);
  CHECK(test::run({"batch"}).code == 64);
  auto const schema = test::run({"schema", "board"});
  CHECK(schema.code == 0);
  CHECK(json::parse(schema.out)["$defs"].contains("job"));
}

TEST_CASE("batch: a signal ends it with code 75, and it goes on where it was", "[cli][slow]") {
  BatchWorld const world("signal");
  REQUIRE(world.batch().code == 0);
  auto const whole = test::tree_of(world.out());
  fs::remove_all(world.out());
  // The last run of the board takes long; the others are done by then.
  test::write_text(world.board(), test::read_text(world.board()) +
                                      "  - {workspace: north, name: long, trials: 50000000}\n");
  test::Running running({"batch", world.board(), "--threads", "1"});
  auto const last = world.out() / ".batch/runs/north/2026-Q4/compare.json";
  for (int i = 0; i < 600 && !fs::exists(last); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  running.signal(SIGINT);
  auto const said = running.wait();
  CHECK(said.code == 75);
  CHECK(said.out.empty());
  CHECK(has(said.err, "interrupted; 4 of 5 runs are done"));
  CHECK_FALSE(fs::exists(world.out() / "manifest.json"));
  auto text = test::read_text(world.board());
  test::write_text(world.board(), text.substr(0, text.find("  - {workspace: north, name: long")));
  auto const again = world.batch();
  CHECK(has(again.out, "Nothing to do"));
  CHECK(test::differences(test::tree_of(world.out()), whole).empty());
}

TEST_CASE("batch: forecasts are on record, unless they are not to be", "[cli]") {
  BatchWorld const world("ledger");
  replace_in(world.board(), ", ledger: false", "");
  auto const on_record = [&] {
    auto const said = test::run({"history", (world.path() / "north").string(), "--format", "json"});
    return said.code == 0 ? json::parse(said.out)["forecasts"].size() : 0;
  };
  REQUIRE(world.batch({"--no-ledger"}).code == 0);
  CHECK_FALSE(fs::exists(world.path() / "north/.quarterdeck/ledger.duckdb"));
  REQUIRE(world.batch({"--out", (world.path() / "b").string()}).code == 0);
  CHECK(on_record() == 3);
  replace_in(world.board(), "{trials: 640}", "{trials: 704, ledger: false}");
  REQUIRE(world.batch().code == 0);
  CHECK(on_record() == 3);
}

TEST_CASE("batch: two at once do not work in one folder", "[cli]") {
  BatchWorld const world("locked");
  replace_in(world.board(), "640", "50000000");
  test::Running running({"batch", world.board(), "--quiet"});
  auto const lock = world.out() / ".batch/lock";
  for (int i = 0; i < 600 && !fs::exists(lock); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  auto const second = world.batch();
  CHECK(second.code == 74);
  CHECK(has(second.err, "another batch works in"));
  running.signal(SIGTERM);
  CHECK(running.wait().code == 75);
}

}  // namespace
}  // namespace quarterdeck
