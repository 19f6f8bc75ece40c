// tools/service/batch/batch_inputs.hpp – the files that a board names, each opened and hashed once.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/io/deals/input_hashes.hpp"
#include "engine/workspace/workspace.hpp"
#include "scenarios/board/board.hpp"
#include "scenarios/schema/scenario.hpp"
#include "tools/service/batch/batch.hpp"

namespace quarterdeck::service {

/// A workspace of a board.
struct BatchWorkspace {
  io::Workspace workspace;
  std::string sha256;
  std::vector<io::InputFingerprint> tables;
  core::Diagnostics table_faults;  ///< why they cannot be hashed
  std::filesystem::path backtest;  ///< file of past forecasts; empty where there is none
  std::string backtest_sha256;
};

/// Scenario files of one entry of a board, in their order.
struct BatchScenario {
  std::string asked;  ///< as on the board
  std::string label;  ///< names of its files without ending, joined by `+`; `base`
  std::vector<scenarios::Scenario> parts;
};

/// Opens what a board names and gathers the faults of all of it.
class BatchInputs {
 public:
  explicit BatchInputs(scenarios::Board const& board);

  /// Nothing where it has faults, which are reported once.
  [[nodiscard]] BatchWorkspace const* workspace(scenarios::Placed const& named);
  [[nodiscard]] std::optional<BatchScenario> scenario(scenarios::Placed const& asked);
  /// Sha256 of a scenario file and of those that it extends, by path.
  [[nodiscard]] std::map<std::string, std::string> hashes_of(scenarios::Scenario const& scenario);
  /// The path as results show it: from the folder of the board.
  [[nodiscard]] std::string shown(std::filesystem::path const& path) const;

  void add(core::Diagnostic fault) { faults_.push_back(std::move(fault)); }
  void add(core::Diagnostics const& faults);
  [[nodiscard]] core::Diagnostics const& faults() const { return faults_; }

 private:
  [[nodiscard]] std::optional<BatchWorkspace> open_workspace(scenarios::Placed const& named);
  [[nodiscard]] std::optional<scenarios::Scenario> open_scenario(scenarios::Placed const& asked,
                                                                 std::string const& file);

  std::filesystem::path folder_;
  std::map<std::string, std::optional<BatchWorkspace>> workspaces_;
  std::map<std::string, std::optional<scenarios::Scenario>> scenarios_;
  core::Diagnostics faults_;
};

}  // namespace quarterdeck::service
