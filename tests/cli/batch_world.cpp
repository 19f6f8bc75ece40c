// tests/cli/batch_world.cpp – see batch_world.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/batch_world.hpp"

#include <stdexcept>

namespace quarterdeck::test {
namespace {

namespace fs = std::filesystem;

/// A company without a history, whose rates stand in a table: quick to read and to fit.
fs::path tiny_company() {
  static fs::path const folder = [] {
    auto const path = scratch() / "tiny";
    auto const made = run({"sample", path.string(), "--quarters", "6", "--deals-per-week", "2"});
    if (made.code != 0) throw std::runtime_error("no sample company: " + made.err);
    auto text = read_text(path / "quarterdeck.yaml");
    auto const replace = [&](std::string const& from, std::string const& to) {
      auto const at = text.find(from);
      if (at == std::string::npos) throw std::runtime_error("the sample has no " + from);
      text.replace(at, from.size(), to);
    };
    replace("  stage_history: {file: stage_history.csv}\n", "");
    replace("  # win_rates: {file", "  win_rates: {file");
    write_text(path / "quarterdeck.yaml", text);
    return path;
  }();
  return folder;
}

constexpr char const* board_text = R"(name: Test board
defaults: {trials: 640, ledger: false}
jobs:
  - workspace: north
    scenarios: [base, down.yaml, down.yaml+slow.yaml]
    periods: [2026-Q4]
)";

}  // namespace

BatchWorld::BatchWorld(std::string const& name) : path_(scratch() / ("batch-" + name)) {
  fs::create_directories(path_ / "north");
  for (char const* const file : {"quarterdeck.yaml", "opportunities.csv", "win_rates.csv"}) {
    fs::copy_file(tiny_company() / file, path_ / "north" / file);
  }
  write_text(path_ / "down.yaml", "name: Down\nchanges: [{market: {shift_sd: -1}}]\n");
  write_text(path_ / "slow.yaml", "name: Slow\nchanges: [{win_rate: {odds: 0.8}}]\n");
  write_text(path_ / "board.yaml", board_text);
}

Outcome BatchWorld::batch(Arguments const& more) const {
  Arguments arguments{"batch", board()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run(arguments);
}

Tree tree_of(fs::path const& folder) {
  Tree tree;
  for (auto const& entry : fs::recursive_directory_iterator(folder)) {
    auto const name = entry.path().lexically_relative(folder).string();
    if (!entry.is_regular_file() || name == ".batch/log.jsonl" || name == ".batch/lock") continue;
    tree[name] = read_text(entry.path());
  }
  return tree;
}

std::vector<std::string> differences(Tree const& one, Tree const& other) {
  std::vector<std::string> names;
  for (auto const& [name, bytes] : one) {
    auto const found = other.find(name);
    if (found == other.end() || found->second != bytes) names.push_back(name);
  }
  for (auto const& [name, bytes] : other) {
    if (!one.contains(name)) names.push_back(name);
  }
  return names;
}

std::map<std::string, fs::file_time_type> times_of(fs::path const& folder) {
  std::map<std::string, fs::file_time_type> times;
  for (auto const& entry : fs::recursive_directory_iterator(folder)) {
    times[entry.path().string()] = entry.last_write_time();
  }
  return times;
}

}  // namespace quarterdeck::test
