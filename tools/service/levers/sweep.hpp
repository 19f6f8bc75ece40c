// tools/service/levers/sweep.hpp – a grid of one or two changes, evaluated cell by cell.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tools/service/levers/cell_bench.hpp"
#include "tools/service/levers/ground.hpp"

namespace quarterdeck::service {

struct SweepRequest {
  ForecastRequest common;      ///< its scenarios are applied before those of the file
  std::filesystem::path file;  ///< a scenario with `sweep`
  std::string target;          ///< whose P(hit) is told; empty: the first, if there is one
};

struct SweepAxisShown {
  std::string name;   ///< `win_rate.odds`
  std::string about;  ///< the change in words, without its number
  std::vector<double> values;
};

/// Answers of the cells of one value of the first axis, in the order of the second.
using SweepRow = std::vector<CellAnswer>;

/// Where finished rows are kept, so that work that was stopped can go on. Both may be empty.
struct SweepStore {
  /// @return what was kept under the key, or nothing
  std::function<std::optional<SweepRow>(std::string const& key)> load;
  std::function<void(std::string const& key, SweepRow const& row)> save;
};

struct Sweep {
  Ground ground;
  std::string name;
  std::vector<SweepAxisShown> axes;  ///< one or two
  std::string target;                ///< empty: none
  double amount = 0;                 ///< of the target, as the workspace has it
  Estimated base;                    ///< of the file's `changes` alone
  std::vector<SweepRow> rows;        ///< [first axis][second axis]
  CellAnswer error;  ///< largest standard error of the corners: what a cell's sampling may err
};

/// Reads and fits once, then evaluates every cell of the grid: the `changes` of the file, then one
/// change of each axis. As many rows at a time as there are threads, their cells in parallel; the
/// same bits at any number of threads and after any number of interruptions. Cells are those of
/// `GridBench`, by the first replicate; how far that may be off is measured at the corners with all
/// of them.
/// @return  the sweep; or every fault of the workspace, its tables, the request or the file, QD-137
///          for a file without `sweep`
/// @throws  core::IoError, core::NumericError
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] core::Checked<Sweep> sweep(SweepRequest const& request, SweepStore const& store = {},
                                         Hooks const& hooks = {});

}  // namespace quarterdeck::service
