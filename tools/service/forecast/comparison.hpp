// tools/service/forecast/compare.hpp – scenarios side by side on common random numbers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/results/compare.hpp"
#include "models/evaluate/predictability.hpp"
#include "tools/service/forecast/forecast.hpp"
#include "tools/service/past/backing.hpp"

namespace quarterdeck::service {

/// Names the workspace as it is among scenarios.
inline constexpr char const* base_name = "base";

struct CompareRequest {
  ForecastRequest common;  ///< its scenarios are not looked at; its past backs the accuracy
  /// Each a file, several joined by `+` and applied one after another, or `base`. With a single
  /// one, `base` comes before it.
  std::vector<std::string> scenarios;
  /// Empty, or one for every scenario named, at least 0, to combine them into one distribution.
  std::vector<double> weights;
};

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
  std::string asked;  ///< as in the request
  std::vector<ScenarioNote> notes;
  TotalSpread total;
  std::vector<TargetOutlook> targets;
  /// What the forecast claims of itself, and what is to be expected by the record of past ones;
  /// nothing for a median of 0.
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
  std::optional<models::evaluate::ExpectedAccuracy> accuracy;
};

struct Comparison {
  bool complete = true;  ///< false when the hook stopped the work; show nothing then
  std::string company;
  core::Provenance provenance;
  core::Date as_of{};
  core::Period period;
  std::string currency;
  plan::Measure measure = plan::Measure::amount;
  std::vector<ComparedScenario> scenarios;  ///< in the order of the request
  std::optional<Combined> combined;         ///< where weights were asked for
  std::string unbacked;  ///< why the backtest says nothing of the accuracy; empty: it does
  PastHonesty honesty;   ///< where it does
};

/// Files of a scenario as asked for: those joined by `+`, `base` left out.
[[nodiscard]] std::vector<std::filesystem::path> files_of(std::string const& asked);

/// Reads and fits once, then applies, compiles and simulates every scenario with the same seed, so
/// that each deal draws the same numbers in all of them; differences are taken trial by trial. A
/// scenario equal to the first differs by exactly 0.
/// @return the comparison, or every fault of the workspace, its tables, the period, a scenario
///         or the weights
/// @throws core::IoError, core::NumericError
/// @verified tests/cli/compare_test.cpp
[[nodiscard]] core::Checked<Comparison> compare(CompareRequest const& request,
                                                Hooks const& hooks = {});

}  // namespace quarterdeck::service
