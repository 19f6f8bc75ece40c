// models/compile/booked.hpp – what was won from the start of the period to the as-of day.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "engine/core/money.hpp"
#include "engine/data/history.hpp"
#include "models/inputs.hpp"

namespace quarterdeck::models::parts {

/// Wins of the period by the end of as_of.
[[nodiscard]] std::vector<data::WonDeal> booked_wins(ForecastInputs const& inputs);

/// What a won amount counts in the plan's measure; blank counts nothing.
[[nodiscard]] core::Minor worth(core::Minor amount, bool measure_counts);

}  // namespace quarterdeck::models::parts
