// tools/service/levers/sweep.hpp – a grid of one or two changes, evaluated cell by cell.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tools/service/levers/cell_answer.hpp"
#include "tools/service/levers/starting_point.hpp"

namespace quarterdeck::service {

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
  StartingPoint start;
  std::string name;
  std::vector<SweepAxisShown> axes;  ///< one or two
  std::string target;                ///< empty: none
  double amount = 0;                 ///< of the target, as the workspace has it
  Estimated base;                    ///< of the file's `changes` alone
  std::vector<SweepRow> rows;        ///< [first axis][second axis]
  CellAnswer error;  ///< largest standard error of the corners: what a cell's sampling may err
};

}  // namespace quarterdeck::service
