// tests/unit/service/lever_inputs.hpp – a company with a target, to turn levers on.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/unit/models/past.hpp"
#include "tools/service/levers/starting_point.hpp"

namespace quarterdeck::test {

/// A steady company a third into a quarter, with targets of the company and of one segment.
inline models::ForecastInputs lever_inputs(std::uint64_t seed = 1, double amount = 240'000) {
  core::Date const as_of = day(2025, 11, 14);
  auto inputs = inputs_of(steady_past({.deals_per_quarter = 120, .seed = seed}).history(as_of),
                          quarter_of(as_of));
  inputs.targets = {{"Company", amount, {}}, {"East", amount / 2, {{"segment", {"East"}}}}};
  return inputs;
}

inline service::StartingPoint lever_start(models::ForecastInputs inputs) {
  service::StartingPoint start;
  start.company = "Steady";
  start.as_of = inputs.history.as_of;
  start.period = inputs.period;
  start.currency = "USD";
  start.provenance.seed = 1;
  start.provenance.threads = 2;
  start.inputs = std::move(inputs);
  return start;
}

}  // namespace quarterdeck::test
