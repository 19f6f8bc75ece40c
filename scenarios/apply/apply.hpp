// scenarios/apply/apply.hpp – a scenario on what a forecast rests on.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "models/compile.hpp"
#include "scenarios/schema/scenario.hpp"

namespace quarterdeck::scenarios {

/// A number that a change sets, before and after.
struct NumberChange {
  std::string name;
  double before = 0;
  double after = 0;
};

/// What one change was about.
struct Effect {
  std::string change;  ///< in words, see `describe`
  std::string why;
  core::Place place;
  std::vector<std::string> deals;     ///< ids of the open deals touched, in their order
  std::vector<NumberChange> numbers;  ///< rates, targets and the like
};

struct Applied {
  models::ForecastInputs inputs;
  std::vector<Effect> effects;  ///< one a change, in their order
};

/// Applies the changes of a scenario from top to bottom; a later filter sees the amounts and days
/// that an earlier change left. Models are not fitted anew: what was learned from history stays,
/// and changes act on top of it. Changes with factors of 1 leave every bit as it is.
/// @return  what to compile instead, or every fault: filters that match nothing (QD-140), names
///          that are not there, changes that need what the data do not have
/// @verified tests/unit/scenarios/apply_test.cpp
[[nodiscard]] core::Checked<Applied> apply(Scenario const& scenario, models::ForecastInputs inputs);

}  // namespace quarterdeck::scenarios
