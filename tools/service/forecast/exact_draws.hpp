// tools/service/forecast/exact_draws.hpp – how many outer draws of a run the exact engine looks at.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>

#include "engine/plan/plan.hpp"
#include "engine/results/results.hpp"

namespace quarterdeck::service {

/// Outer draws of a run that the exact engine looks at: all of them where its tables stay within
/// 256 MiB, else as many of the first ones as do, 256 at least. A table holds 16 bytes a draw and
/// cell, and where every deal has a chance of its own a large book has as many cells as deals.
/// @return at most run.n_outer_draws()
/// @verified tests/unit/service/exact_draws_test.cpp
[[nodiscard]] std::uint64_t draws_to_check(plan::Plan const& plan, results::Results const& run);

/// Trials made from these draws, the first ones of the run.
[[nodiscard]] std::int64_t trials_to_check(plan::Plan const& plan, results::Results const& run);

}  // namespace quarterdeck::service
