// tools/service/levers/tornado.hpp – how much each lever moves the period over its own plausible
// range. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "tools/service/levers/cell_bench.hpp"
#include "tools/service/levers/ground.hpp"
#include "tools/service/levers/lever.hpp"

namespace quarterdeck::service {

struct TornadoRequest {
  ForecastRequest common;  ///< its trials are not looked at
  std::string target;      ///< whose P(hit) sorts the levers; empty: the first, if there is one
};

/// A lever at both ends of its range, or why it is not there.
struct TornadoBar {
  Lever lever;
  std::string label;
  std::string absent;  ///< empty where there is a bar
  LeverRange range;
  Estimated low;   ///< at range.low
  Estimated high;  ///< at range.high
  [[nodiscard]] double swing_mean() const;
  [[nodiscard]] double swing_p_hit(std::size_t target) const;
};

struct Tornado {
  Ground ground;
  std::vector<std::string> targets;   ///< names, all of the period
  std::optional<std::size_t> target;  ///< into targets: the one that sorts
  Estimated base;
  std::vector<TornadoBar> bars;    ///< largest swing first: of P(hit), without a target of the mean
  std::vector<TornadoBar> absent;  ///< in the order of all_levers
};

/// Reads and fits once, learns the range of every lever from past periods, and evaluates both ends
/// of each by the exact engine on common outer draws.
/// @return  the tornado, or every fault of the workspace, its tables, the request or its scenarios
/// @throws  core::IoError, core::NumericError
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] core::Checked<Tornado> tornado(TornadoRequest const& request,
                                             Hooks const& hooks = {});

}  // namespace quarterdeck::service
