// tests/unit/models/baseline_fixture.hpp – asking simple forecasts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <vector>

#include "models/baseline/baselines.hpp"
#include "tests/unit/models/past.hpp"

namespace quarterdeck::test {

[[nodiscard]] inline models::baseline::BaselineSpec spec_of(core::Period const& period) {
  models::baseline::BaselineSpec spec;
  spec.period = period;
  return spec;
}

/// @pre there is one of the kind
[[nodiscard]] inline models::baseline::Baseline const& of_kind(
    std::vector<models::baseline::Baseline> const& all, models::baseline::Kind kind) {
  return *std::find_if(all.begin(), all.end(), [kind](auto const& b) { return b.kind == kind; });
}

}  // namespace quarterdeck::test
