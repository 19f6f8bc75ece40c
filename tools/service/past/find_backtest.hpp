// tools/service/past/find_backtest.hpp – the backtest of a workspace, where there is one.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "engine/core/diagnostic.hpp"
#include "tools/service/past/backtest.hpp"

namespace quarterdeck::service {

/// Where a backtest of the workspace is written and looked for unless the user says otherwise.
/// @param workspace  file, or a folder that holds `quarterdeck.yaml`
[[nodiscard]] std::filesystem::path backtest_folder(std::filesystem::path const& workspace);

/// The file within such a folder that holds it.
inline constexpr char const* backtest_file_name = "backtest.json";

/// A backtest out of the text of its file; the second text names the file in faults.
using BacktestParser =
    std::function<core::Checked<Backtest>(std::string const& text, std::string const& file)>;

struct FoundBacktest {
  std::optional<Backtest> backtest;
  std::string warning;  ///< why one that is there is left out; empty where none is
};

/// Where to look.
struct BacktestPlace {
  std::filesystem::path workspace;
  std::filesystem::path named{};  ///< folder that the user named; empty: the default one
};

/// Looks for a backtest. A default place that holds none, or one of another version, leaves
/// forecasts unbacked; a place that was named must hold one.
/// @return  what was found; QD-327 or what is wrong with the file of a place that was named
/// @verified tests/unit/service/find_backtest_test.cpp
[[nodiscard]] core::Checked<FoundBacktest> find_backtest(BacktestPlace const& place,
                                                         BacktestParser const& parse);

/// Reads a backtest that is known to be there. One of another version is a warning.
/// @throws core::IoError when the file cannot be read
[[nodiscard]] FoundBacktest read_backtest(std::filesystem::path const& file,
                                          BacktestParser const& parse);

}  // namespace quarterdeck::service
