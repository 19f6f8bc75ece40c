// tools/service/forecast/deal_effects.hpp – what every open deal means for the period's total.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "engine/plan/plan.hpp"
#include "engine/results/results.hpp"
#include "tools/service/forecast/summary.hpp"

namespace quarterdeck::service {

/// Effects in the order of plan.deals; the formulas stand at DealEffect.
/// @pre results belong to the plan and have trials
/// @verified tests/unit/service/deal_effects_test.cpp
[[nodiscard]] std::vector<DealEffect> deal_effects(plan::Plan const& plan,
                                                   results::Results const& results);

}  // namespace quarterdeck::service
