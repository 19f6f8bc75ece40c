// tools/service/forecast/forecast.hpp – where the period will land: everything that is told.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/data/finding.hpp"
#include "engine/exact/exact.hpp"
#include "engine/results/results.hpp"
#include "models/compile.hpp"
#include "models/compile/overrides.hpp"
#include "tools/service/forecast/backing.hpp"
#include "tools/service/forecast/summary.hpp"
#include "tools/service/forecast/what_if.hpp"
#include "tools/service/session/subject.hpp"

namespace quarterdeck::service {

/// Whose numbers are said first. The simulation's are told in any case.
enum class Headline { simulation, combination };

/// Everything a report can show; writers compute nothing but layout.
struct Forecast : ComputedSubject {
  models::Compiled compiled;
  results::Results results;
  results::VarianceShares uncertainty;
  Summary summary;
  exact::Distribution exact;
  exact::Check check;
  data::DataQuality quality;
  models::FittedModels models;
  std::vector<models::OverrideEffect> overrides;  ///< applied or not, in the order of their sources
  std::vector<ScenarioNote> scenarios;            ///< applied, in their order
  // What the past adds once the forecast is made, see record/conclude.hpp.
  std::optional<Backing> backing;            ///< what the past says of this forecast
  std::string unbacked;                      ///< why it says nothing; empty where it does
  Headline headline = Headline::simulation;  ///< decided by the past
};

}  // namespace quarterdeck::service
