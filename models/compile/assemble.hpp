// models/compile/assemble.hpp – the plan put together from its parts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/plan/plan.hpp"
#include "models/compile/open_deals.hpp"
#include "models/compile/shared.hpp"

namespace quarterdeck::models::parts {

/// The plan of the inputs: what is booked, the factors, the open deals and new business.
/// @param open  its tables are moved into the plan
[[nodiscard]] plan::Plan assemble(ForecastInputs const& inputs, Shared const& shared,
                                  OpenDeals& open);

}  // namespace quarterdeck::models::parts
