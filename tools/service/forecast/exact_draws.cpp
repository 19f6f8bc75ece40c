// tools/service/forecast/exact_draws.cpp – see exact_draws.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/exact_draws.hpp"

#include <algorithm>

namespace quarterdeck::service {

std::uint64_t draws_to_check(plan::Plan const& plan, results::Results const& run) {
  constexpr std::uint64_t budget = std::uint64_t{256} << 20U;
  constexpr std::uint64_t least = 256;
  std::uint64_t const bytes_a_draw = 16 * std::max<std::uint64_t>(plan.cells.size(), 1);
  return std::min(static_cast<std::uint64_t>(run.n_outer_draws()),
                  std::max(budget / bytes_a_draw, least));
}

std::int64_t trials_to_check(plan::Plan const& plan, results::Results const& run) {
  return static_cast<std::int64_t>(draws_to_check(plan, run)) * run.trials_per_outer_draw;
}

}  // namespace quarterdeck::service
