// tools/service/forecast/compare_parts.hpp – scenarios that were run, and how they differ.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "models/compile.hpp"
#include "tools/service/forecast/comparison.hpp"
#include "tools/service/forecast/summary.hpp"

namespace quarterdeck::service {

/// A scenario that was run, with what differences need.
struct ScenarioRun {
  ComparedScenario shown;
  models::Compiled compiled;
  std::vector<TargetNote> targets;
  results::Results results;
  std::vector<core::Minor> sorted;  ///< its totals, ascending
  std::vector<GroupOutlook> groups;
  std::map<std::string, Driver> deals;  ///< by id; `difference` is the mean that it brings
  double new_business = 0;
};

/// The accuracy that a total claims of itself; what the past says of it is added by past/.
/// @param claim  E|X - X'| / 2, reporting units
[[nodiscard]] std::optional<models::evaluate::ExpectedAccuracy> claimed_accuracy(
    double claim, TotalSpread const& total);

/// The first runs weighed into one distribution.
/// @param weights  as many as runs to weigh
[[nodiscard]] Combined combine_runs(std::vector<ScenarioRun> const& runs,
                                    std::vector<double> const& weights);

/// Fills in what the first `n_asked` runs show beside themselves: differences from the first,
/// drivers, interactions. Those behind are runs that interactions need.
/// @param n_threads  the result does not depend on it
void add_differences(std::vector<ScenarioRun>& runs, std::size_t n_asked, int n_threads);

}  // namespace quarterdeck::service
