// tools/service/forecast/comparison.hpp – scenarios side by side on common random numbers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/exact/exact.hpp"
#include "engine/plan/plan.hpp"
#include "engine/results/compare.hpp"
#include "models/evaluate/predictability.hpp"
#include "tools/service/forecast/backing.hpp"
#include "tools/service/forecast/summary.hpp"
#include "tools/service/forecast/what_if.hpp"
#include "tools/service/session/subject.hpp"

namespace quarterdeck::service {

/// What a scenario changes against the first, reporting units; errors by outer draw.
struct Difference {
  results::Estimate mean;
  results::Estimate p10;
  results::Estimate median;
  results::Estimate p90;
  std::vector<results::Estimate> p_hit;  ///< [target]
};

/// A value of a group, a deal, or new business, and what it adds to the difference of the means.
struct Driver {
  std::string by;  ///< column; `deal`; `new business`
  std::string value;
  std::string name;  ///< of a deal
  double difference = 0;
};

/// Effect of several scenarios together less the sum of their effects alone, each against `base`.
struct Interaction {
  std::vector<std::string> parts;
  results::Estimate mean;
};

struct ComparedScenario {
  std::string name;   ///< of its scenarios, joined by ` + `
  std::string asked;  ///< as in the question
  std::vector<ScenarioNote> notes;
  TotalSpread total;
  std::vector<TargetOutlook> targets;
  double claim = 0;  ///< E|X - X'| / 2 of the total, reporting units: the error that it claims
  /// What that claims of its accuracy and, where the past was held beside it, what is to be
  /// expected by the record; nothing for a median of 0.
  std::optional<models::evaluate::ExpectedAccuracy> accuracy;
  exact::Check check;
  std::int64_t n_trials_checked = 0;     ///< the first ones; all of the first scenario
  std::optional<Difference> difference;  ///< nothing for the first
  std::vector<Driver> groups;            ///< largest difference first, those without one left out
  std::vector<Driver> deals;
  std::optional<Interaction> interaction;
};

/// All scenarios as one distribution: one of them comes true, each with its weight.
struct Combined {
  std::vector<double> weights;  ///< [scenario] sum 1
  TotalSpread total;
  std::vector<results::Estimate> p_hit;  ///< [target] each scenario against its own amount
  double between = 0;  ///< share of the variance that is which scenario comes true, 0 to 1
  double claim = 0;    ///< as ComparedScenario::claim
  std::optional<models::evaluate::ExpectedAccuracy> accuracy;
};

struct Comparison : ComputedSubject {
  plan::Measure measure = plan::Measure::amount;
  std::vector<ComparedScenario> scenarios;  ///< in the order of the question
  std::optional<Combined> combined;         ///< where weights were asked for
  // What the past adds once the scenarios are run, see record/conclude.hpp.
  std::string unbacked;  ///< why the backtest says nothing of the accuracy; empty: it does
  PastHonesty honesty;   ///< where it does
};

}  // namespace quarterdeck::service
