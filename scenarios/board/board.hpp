// scenarios/board/board.hpp – a board: which forecasts and comparisons to make unattended.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/diagnostic.hpp"

namespace quarterdeck::scenarios {

/// The scenario that is the workspace as it is.
inline constexpr char const* board_base = "base";
/// The period that contains the day after the as-of day.
inline constexpr char const* board_next = "next";

/// A text of the file and where it stands.
struct Placed {
  std::string text;
  core::Place place;
};

/// One workspace with all that is asked of it: every scenario in every period.
struct BoardJob {
  std::string name;  ///< folder of its results
  core::Place place;
  Placed workspace;                                 ///< as written; relative to the board's folder
  std::vector<Placed> scenarios{{board_base, {}}};  ///< `base`, or files joined by `+`, as written
  std::vector<Placed> periods{{board_next, {}}};    ///< `next`, or as the calendar names them
  std::string as_of;                                ///< ISO date; empty: the newest in the data
  std::optional<std::int64_t> trials;               ///< nothing: as the workspace says
  std::optional<std::uint64_t> seed;                ///< nothing: as the workspace says
  bool forecasts = true;                            ///< a forecast of every scenario
  bool compares = false;                            ///< all scenarios side by side
  bool ledger = true;                               ///< forecasts are recorded
};

struct Board {
  std::filesystem::path file;  ///< absolute
  std::string name;
  std::filesystem::path out;  ///< folder of the results, absolute
  int threads = 0;            ///< of all runs together; 0: all cores
  std::vector<BoardJob> jobs;
};

/// Names of a scenario as asked for: those joined by `+`.
[[nodiscard]] std::vector<std::string> parts_of(std::string const& asked);

/// Files of a scenario as a board writes it, in their order; none for `base`.
[[nodiscard]] std::vector<std::string> files_of_board_scenario(std::string const& asked);

/// Reads a board file under the limits of `yaml::find_yaml_fault`. Files that it names are not
/// opened here.
/// @return the board, or all faults of the file, each with its place; QD-150 to QD-153 are
/// explained in docs/formats/diagnostics.md
/// @throws core::IoError when the file cannot be opened
/// @verified tests/unit/scenarios/board_test.cpp
[[nodiscard]] core::Checked<Board> read_board(std::filesystem::path const& file);

/// JSON Schema of a board file, for editors, from the very keys that the reader takes.
/// @verified tests/unit/scenarios/board_test.cpp
[[nodiscard]] std::string board_schema();

}  // namespace quarterdeck::scenarios
