// tools/service/forecast/questions.hpp – what may be asked of a session about its day and period.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/simulate/simulate.hpp"

namespace quarterdeck::service {

/// Where will the period land?
struct ForecastQuestion {
  std::optional<std::int64_t> trials{};            ///< empty: as the workspace says
  std::vector<std::filesystem::path> scenarios{};  ///< files, applied one after another
  simulate::KeepDraws keep_draws = simulate::KeepDraws::no;
};

/// The same by the exact engine alone, in a small part of the time: the total and the targets.
struct ExactQuestion {
  std::vector<std::filesystem::path> scenarios{};  ///< files, applied one after another
};

/// What do scenarios touch, before and after?
struct DryRunQuestion {
  std::vector<std::filesystem::path> scenarios{};  ///< files, applied one after another
};

/// Names the workspace as it is among scenarios.
inline constexpr char const* base_name = "base";

/// How do scenarios differ?
struct CompareQuestion {
  /// Each a file, several joined by `+` and applied one after another, or `base`. With a single
  /// one, `base` comes before it.
  std::vector<std::string> scenarios{};
  /// Empty, or one for every scenario named, at least 0, to combine them into one distribution.
  std::vector<double> weights{};
  std::optional<std::int64_t> trials{};  ///< empty: as the workspace says
};

/// Files of a scenario as asked for: those joined by `+`, `base` left out.
[[nodiscard]] std::vector<std::filesystem::path> files_of(std::string const& asked);

/// What was learned from history?
struct FitQuestion {};

/// What is wrong with the data?
struct CheckQuestion {};

}  // namespace quarterdeck::service
