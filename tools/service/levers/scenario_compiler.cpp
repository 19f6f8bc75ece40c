// tools/service/levers/scenario_compiler.cpp – see scenario_compiler.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/levers/scenario_compiler.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "scenarios/apply/apply.hpp"

namespace quarterdeck::service {

ScenarioCompiler::ScenarioCompiler(std::shared_ptr<models::ForecastInputs const> base,
                                   std::vector<models::Prepared> prepared)
    : base_(std::move(base)), prepared_(std::move(prepared)) {}

core::Checked<plan::Plan> ScenarioCompiler::plan(scenarios::Scenario const& scenario,
                                                 std::size_t replicate) {
  Place place = take();
  auto made = plan_at(place, scenario, replicate);
  std::lock_guard const hold(mutex_);
  free_.push_back(std::move(place));
  return made;
}

ScenarioCompiler::Place ScenarioCompiler::take() {
  std::lock_guard const hold(mutex_);
  Place place;
  if (!free_.empty()) {
    place = std::move(free_.back());
    free_.pop_back();
  } else {
    for (auto const& prepared : prepared_) place.make.emplace_back(prepared);
  }
  return place;
}

core::Checked<plan::Plan> ScenarioCompiler::plan_at(Place& place,
                                                    scenarios::Scenario const& scenario,
                                                    std::size_t replicate) const {
  if (!place.inputs) {
    place.inputs = *base_;
    place.inputs->groups.clear();
  }
  auto applied = scenarios::apply(scenario, std::move(*place.inputs));
  place.inputs.reset();
  if (!applied) return tl::unexpected(std::move(applied.error()));
  auto made = place.make[replicate](applied->inputs);
  bool const deals_stay = std::ranges::none_of(scenario.changes, [](auto const& change) {
    return std::holds_alternative<scenarios::DealEdit>(change.what) ||
           std::holds_alternative<scenarios::AddDeal>(change.what);
  });
  if (!deals_stay) return made;
  place.inputs = std::move(applied->inputs);
  place.inputs->changes = base_->changes;
  place.inputs->what_if = base_->what_if;
  place.inputs->targets = base_->targets;
  return made;
}

}  // namespace quarterdeck::service
