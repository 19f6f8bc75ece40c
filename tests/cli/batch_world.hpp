// tests/cli/batch_world.hpp – a small company, scenarios and a board to batch.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/cli/command.hpp"

namespace quarterdeck::test {

/// A folder of its own with the company `north`, scenarios `down.yaml` and `slow.yaml` and a
/// `board.yaml` that asks for both of them beside base and records nothing.
class BatchWorld {
 public:
  explicit BatchWorld(std::string const& name);
  [[nodiscard]] std::filesystem::path const& path() const { return path_; }
  [[nodiscard]] std::filesystem::path out() const { return path_ / "results"; }
  [[nodiscard]] std::string board() const { return (path_ / "board.yaml").string(); }
  /// Runs the batch with further arguments.
  [[nodiscard]] Outcome batch(Arguments const& more = {}) const;

 private:
  std::filesystem::path path_;
};

/// The bytes of every file of a folder by its name from there; what tells when and how a batch was
/// made is left out: its log and its lock.
using Tree = std::map<std::string, std::string>;
[[nodiscard]] Tree tree_of(std::filesystem::path const& folder);

/// Names of files that are in one tree alone, or differ.
[[nodiscard]] std::vector<std::string> differences(Tree const& one, Tree const& other);

/// When every file of the folder was last written, the log and the lock included.
[[nodiscard]] std::map<std::string, std::filesystem::file_time_type> times_of(
    std::filesystem::path const& folder);

}  // namespace quarterdeck::test
