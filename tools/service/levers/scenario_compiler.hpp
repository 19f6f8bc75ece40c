// tools/service/levers/scenario_compiler.hpp – where scenarios become plans, many at once.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "models/compile.hpp"
#include "scenarios/schema/scenario.hpp"

namespace quarterdeck::service {

/// Applies scenarios to one base and compiles them, for several threads at once. Inputs are put
/// back after every scenario instead of copied, because a history is large, and makers of plans
/// remember the scenario before; neither moves a bit. Plans are without breakdowns.
class ScenarioCompiler {
 public:
  /// @param prepared  [replicate]
  ScenarioCompiler(std::shared_ptr<models::ForecastInputs const> base,
                   std::vector<models::Prepared> prepared);
  /// @return the plan of a replicate, or why the scenario cannot be applied
  [[nodiscard]] core::Checked<plan::Plan> plan(scenarios::Scenario const& scenario,
                                               std::size_t replicate);

 private:
  /// What one thread works with at a time.
  struct Place {
    std::optional<models::ForecastInputs> inputs;
    std::vector<models::PlanMaker> make;  ///< [replicate]
  };
  [[nodiscard]] Place take();
  [[nodiscard]] core::Checked<plan::Plan> plan_at(Place& place, scenarios::Scenario const& scenario,
                                                  std::size_t replicate) const;

  std::shared_ptr<models::ForecastInputs const> base_;
  std::vector<models::Prepared> prepared_;
  std::mutex mutex_;
  std::vector<Place> free_;
};

}  // namespace quarterdeck::service
