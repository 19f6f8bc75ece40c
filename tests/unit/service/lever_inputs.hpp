// tests/unit/service/lever_inputs.hpp – a company with a target, to turn levers on.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/unit/models/past.hpp"
#include "tools/service/levers/ground.hpp"

namespace quarterdeck::test {

/// A steady company a third into a quarter, with targets of the company and of one segment.
inline models::ForecastInputs lever_inputs(std::uint64_t seed = 1, double amount = 240'000) {
  core::Date const as_of = day(2025, 11, 14);
  auto inputs = inputs_of(steady_past({.deals_per_quarter = 120, .seed = seed}).history(as_of),
                          quarter_of(as_of));
  inputs.targets = {{"Company", amount, {}}, {"East", amount / 2, {{"segment", {"East"}}}}};
  return inputs;
}

inline service::Ground lever_ground(models::ForecastInputs inputs) {
  service::Ground ground;
  ground.company = "Steady";
  ground.as_of = inputs.history.as_of;
  ground.period = inputs.period;
  ground.currency = "USD";
  ground.provenance.seed = 1;
  ground.provenance.threads = 2;
  ground.inputs = std::move(inputs);
  return ground;
}

}  // namespace quarterdeck::test
