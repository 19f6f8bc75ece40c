// tools/service/batch/batch_inputs.cpp – see batch_inputs.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/batch/batch_inputs.hpp"

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/table/sha256.hpp"
#include "tools/service/forecast/what_if.hpp"

namespace quarterdeck::service {
namespace {

namespace fs = std::filesystem;

bool is_file(fs::path const& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

/// Tables that cannot be hashed stop the runs of the workspace, not the batch.
void hash_tables(BatchWorkspace& book) {
  auto const unreadable = [&](char const* why) {
    book.table_faults = {{"QD-203",
                          core::Fault::data,
                          {book.workspace.file.string(), 0, 0},
                          why,
                          "the table cannot be read, and deals would be lacking without it",
                          "Check the file."}};
  };
  try {
    auto tables = io::input_hashes(book.workspace);
    if (tables) book.tables = std::move(*tables);
    if (!tables) book.table_faults = std::move(tables.error());
  } catch (core::IoError const& error) {
    unreadable(error.what());
  } catch (fs::filesystem_error const& error) {
    unreadable(error.what());
  }
}

}  // namespace

BatchInputs::BatchInputs(scenarios::Board const& board) : folder_(board.file.parent_path()) {}

void BatchInputs::add(core::Diagnostics const& faults) {
  faults_.insert(faults_.end(), faults.begin(), faults.end());
}

std::string BatchInputs::shown(fs::path const& path) const {
  auto const from_here = path.lexically_relative(folder_);
  return (from_here.empty() ? path : from_here).string();
}

std::optional<BatchWorkspace> BatchInputs::open_workspace(scenarios::Placed const& named) {
  auto const path = (folder_ / named.text).lexically_normal();
  if (!is_file(path) && !is_file(path / "quarterdeck.yaml")) {
    add({"QD-120", core::Fault::missing_input, named.place,
         fmt::format("there is no workspace file {}", named.text),
         "it says where the tables are and what they mean",
         "Name a folder that holds quarterdeck.yaml, or the file itself; the path is relative to "
         "the board."});
    return std::nullopt;
  }
  auto workspace = io::read_workspace(path);
  if (!workspace) {
    add(workspace.error());
    return std::nullopt;
  }
  BatchWorkspace book;
  book.workspace = std::move(*workspace);
  book.sha256 = io::sha256_of_file(book.workspace.file);
  hash_tables(book);
  auto const past = backtest_folder(book.workspace.file) / backtest_file_name;
  if (is_file(past)) {
    book.backtest = past;
    book.backtest_sha256 = io::sha256_of_file(past);
  }
  return book;
}

BatchWorkspace const* BatchInputs::workspace(scenarios::Placed const& named) {
  auto found = workspaces_.find(named.text);
  if (found == workspaces_.end()) {
    found = workspaces_.emplace(named.text, open_workspace(named)).first;
  }
  return found->second ? &*found->second : nullptr;
}

std::optional<scenarios::Scenario> BatchInputs::open_scenario(scenarios::Placed const& asked,
                                                              std::string const& file) {
  auto const path = (folder_ / file).lexically_normal();
  if (!is_file(path)) {
    add({"QD-133", core::Fault::missing_input, asked.place,
         fmt::format("there is no scenario file {}", file),
         "nothing stands in for changes that are not there", "The path is relative to the board."});
    return std::nullopt;
  }
  if (path.string().find('+') != std::string::npos) {
    add({"QD-152", core::Fault::configuration, asked.place,
         fmt::format("the path {} holds a +", path.string()), "a + joins scenarios",
         "Rename the folder or the file."});
    return std::nullopt;
  }
  auto scenario = scenarios::read_scenario(path);
  if (scenario) return std::move(*scenario);
  add(scenario.error());
  return std::nullopt;
}

std::optional<BatchScenario> BatchInputs::scenario(scenarios::Placed const& asked) {
  BatchScenario entry{asked.text, {}, {}};
  bool whole = true;
  for (auto const& file : scenarios::files_of_board_scenario(asked.text)) {
    auto found = scenarios_.find(file);
    if (found == scenarios_.end()) {
      found = scenarios_.emplace(file, open_scenario(asked, file)).first;
    }
    whole = whole && found->second;
    if (!whole) continue;
    entry.label += (entry.label.empty() ? "" : "+") + fs::path(file).stem().string();
    entry.parts.push_back(*found->second);
  }
  if (!whole) return std::nullopt;
  if (entry.label.empty()) entry.label = scenarios::board_base;
  return entry;
}

std::map<std::string, std::string> BatchInputs::hashes_of(scenarios::Scenario const& scenario) {
  std::map<std::string, std::string> hashes;
  for (auto const& input : scenario_hashes({&scenario, 1})) hashes[input.name] = input.sha256;
  return hashes;
}

}  // namespace quarterdeck::service
