// tools/service/forecast/what_if.cpp – see what_if.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/what_if.hpp"

#include <algorithm>
#include <utility>

#include "engine/table/sha256.hpp"

namespace quarterdeck::service {

namespace {

core::Diagnostic grid_fault(scenarios::SweepAxis const& axis) {
  return {"QD-137",
          core::Fault::configuration,
          axis.place,
          "the scenario has a `sweep`, so it is a grid and not one scenario",
          "which of its cells is meant would be open",
          "Run it with `quarterdeck sweep`, or drop `sweep`."};
}

}  // namespace

core::Checked<std::vector<scenarios::Scenario>> read_scenarios(
    std::vector<std::filesystem::path> const& files, Grids grids) {
  std::vector<scenarios::Scenario> list;
  core::Diagnostics faults;
  for (auto const& file : files) {
    auto scenario = scenarios::read_scenario(file);
    if (!scenario) {
      faults.insert(faults.end(), scenario.error().begin(), scenario.error().end());
    } else if (grids == Grids::refused && !scenario->sweep.empty()) {
      faults.push_back(grid_fault(scenario->sweep.front()));
    } else {
      list.push_back(std::move(*scenario));
    }
  }
  if (!faults.empty()) return tl::unexpected(std::move(faults));
  return list;
}

core::Checked<std::vector<ScenarioNote>> apply_scenarios(std::span<scenarios::Scenario const> list,
                                                         models::ForecastInputs& inputs) {
  std::vector<ScenarioNote> notes;
  for (auto const& scenario : list) {
    auto applied = scenarios::apply(scenario, std::move(inputs));
    if (!applied) return tl::unexpected(std::move(applied.error()));
    inputs = std::move(applied->inputs);
    notes.push_back(
        {scenario.name, scenario.why, scenario.source, scenario.file, std::move(applied->effects)});
  }
  return notes;
}

std::vector<core::InputHash> scenario_hashes(std::span<scenarios::Scenario const> list) {
  std::vector<core::InputHash> hashes;
  auto const add = [&](std::filesystem::path const& file, std::size_t n_changes) {
    auto const same = [&](auto const& seen) { return seen.name == file.string(); };
    if (std::ranges::any_of(hashes, same)) return;
    hashes.push_back(
        {file.string(), io::sha256_of_file(file), static_cast<std::int64_t>(n_changes)});
  };
  for (auto const& scenario : list) {
    add(scenario.file, scenario.changes.size());
    for (auto const& base : scenario.extends) add(base, 0);
  }
  return hashes;
}

}  // namespace quarterdeck::service
