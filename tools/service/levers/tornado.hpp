// tools/service/levers/tornado.hpp – how much each lever moves the period over its own plausible
// range. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "tools/service/levers/cell_answer.hpp"
#include "tools/service/levers/lever.hpp"
#include "tools/service/levers/starting_point.hpp"

namespace quarterdeck::service {

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
  StartingPoint start;
  std::vector<std::string> targets;   ///< names, all of the period
  std::optional<std::size_t> target;  ///< into targets: the one that sorts
  Estimated base;
  std::vector<TornadoBar> bars;    ///< largest swing first: of P(hit), without a target of the mean
  std::vector<TornadoBar> absent;  ///< in the order of all_levers
};

}  // namespace quarterdeck::service
