// tools/service/levers/questions.hpp – what may be asked of a session about its levers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace quarterdeck::service {

/// How much does each lever move the period, over its own plausible range?
struct TornadoQuestion {
  std::vector<std::filesystem::path> scenarios{};  ///< files, applied before any lever is turned
  std::string target{};  ///< whose P(hit) sorts the levers; empty: the first, if there is one
};

/// What would have to be true for a target to be reached with a chance?
struct GoalQuestion {
  std::vector<std::filesystem::path> scenarios{};  ///< files, applied before any lever is turned
  std::string target{};                            ///< empty: the first of the period
  double p_hit = 0.8;                              ///< wanted, inside (0, 1)
  std::string lever{};  ///< word of a LeverKind or `pipeline`; empty: all
  std::string where{};  ///< `column=value`; empty: the company
  std::string by{};     ///< pipeline: ISO day of the last creation; empty: several days
};

/// What does every cell of a grid of one or two changes give?
struct SweepQuestion {
  std::vector<std::filesystem::path> scenarios{};  ///< files, applied before that of the grid
  std::filesystem::path file{};                    ///< a scenario with `sweep`
  std::string target{};  ///< whose P(hit) is told; empty: the first, if there is one
};

}  // namespace quarterdeck::service
