// tools/service/levers/starting_point.cpp – see starting_point.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/levers/starting_point.hpp"

#include <fmt/format.h>

#include <utility>

#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {

core::Checked<StartingPoint> start_from(Session const& session,
                                        std::span<scenarios::Scenario const> list,
                                        Hooks const& hooks) {
  StartingPoint start;
  auto const part = session.fitted(hooks);
  if (!part) return tl::unexpected(part.error());
  start.complete = *part != nullptr;
  if (!start.complete) return start;
  FittedBook const& fitted = **part;
  start.take_from(fitted.book(), fitted.period());
  if (fitted.models().spec.measure_counts) start.measure = plan::Measure::count;
  start.provenance = session.provenance(fitted.book(), 0);
  auto const hashes = scenario_hashes(list);
  auto& all = start.provenance.inputs;
  all.insert(all.end(), hashes.begin(), hashes.end());
  start.inputs = fitted.inputs();
  auto notes = apply_scenarios(list, start.inputs);
  if (!notes) return tl::unexpected(std::move(notes.error()));
  start.scenarios = std::move(*notes);
  return start;
}

core::Checked<std::size_t> find_target(StartingPoint const& start, std::string const& name) {
  auto const& targets = start.inputs.targets;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (name.empty() || targets[i].name == name) return i;
    names.push_back(targets[i].name);
  }
  auto const nearest = core::nearest_word(name, names);
  std::string const problem =
      targets.empty()
          ? fmt::format("the workspace has no target in {}", start.period.id)
          : fmt::format("the workspace has no target `{}` in {}", name, start.period.id);
  return tl::unexpected(
      usage_fault("QD-331", problem, "the chance to be reached is that of a target",
                  !nearest.empty()  ? fmt::format("Did you mean `{}`?", nearest)
                  : targets.empty() ? "Write one under `targets` in the workspace."
                                    : fmt::format("Targets: {}.", fmt::join(names, ", "))));
}

}  // namespace quarterdeck::service
