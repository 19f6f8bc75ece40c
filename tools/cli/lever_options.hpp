// tools/cli/lever_options.hpp – what tornado, goal and sweep are called with.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tools/cli/options.hpp"

namespace quarterdeck::cli {

struct LeverOptions {
  SessionOptions session;
  std::vector<std::string> scenarios;
  std::string target;
  std::string out;
  OutputOptions output;
};

struct GoalOptions {
  LeverOptions common;
  double p_hit = 0.8;
  std::string lever;  ///< empty: all
  std::string where;
  std::string by;
};

struct SweepOptions {
  LeverOptions common;
  std::string file;
};

/// Adds all but the workspace and --out.
void add_lever_options(CLI::App& command, LeverOptions& options);

CLI::App& add_tornado(CLI::App& app, LeverOptions& options);
[[nodiscard]] int run_tornado(LeverOptions const& options);

CLI::App& add_goal(CLI::App& app, GoalOptions& options);
[[nodiscard]] int run_goal(GoalOptions const& options);

CLI::App& add_sweep(CLI::App& app, SweepOptions& options);
[[nodiscard]] int run_sweep(SweepOptions const& options);

}  // namespace quarterdeck::cli
