// tools/service/levers/ground.cpp – see ground.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/levers/ground.hpp"

#include <fmt/format.h>

#include <utility>

#include "tools/service/forecast/run.hpp"
#include "tools/service/session/book.hpp"
#include "tools/service/session/inputs.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {

core::Checked<Ground> open_base(ForecastRequest const& request, Hooks const& hooks) {
  Ground ground;
  ground.complete = go_on(hooks, "reading");
  if (!ground.complete) return ground;
  auto book = open_book(request.workspace, request.as_of);
  if (!book) return tl::unexpected(std::move(book.error()));
  auto period = choose_period(*book, request.period);
  if (!period) return tl::unexpected(std::move(period.error()));
  ground.complete = go_on(hooks, "fitting");
  if (!ground.complete) return ground;

  ground.company = book->workspace.company;
  ground.as_of = book->as_of;
  ground.period = *period;
  ground.currency = book->workspace.currency;
  ground.provenance = provenance_of(request, *book);
  auto models = models::fit(book->history, model_spec(*book, *period));
  if (models.spec.measure_counts) ground.measure = plan::Measure::count;
  ground.inputs = forecast_inputs(std::move(*book), std::move(models));
  return ground;
}

core::Checked<Ground> open_ground(ForecastRequest const& request,
                                  std::span<scenarios::Scenario const> list, Hooks const& hooks) {
  auto ground = open_base(request, hooks);
  if (!ground || !ground->complete) return ground;
  ground->provenance.trials = 0;
  auto const hashes = scenario_hashes(list);
  auto& all = ground->provenance.inputs;
  all.insert(all.end(), hashes.begin(), hashes.end());
  auto notes = apply_scenarios(list, ground->inputs);
  if (!notes) return tl::unexpected(std::move(notes.error()));
  ground->scenarios = std::move(*notes);
  return ground;
}

core::Checked<std::size_t> find_target(Ground const& ground, std::string const& name) {
  auto const& targets = ground.inputs.targets;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (name.empty() || targets[i].name == name) return i;
    names.push_back(targets[i].name);
  }
  auto const nearest = core::nearest_word(name, names);
  std::string const problem =
      targets.empty()
          ? fmt::format("the workspace has no target in {}", ground.period.id)
          : fmt::format("the workspace has no target `{}` in {}", name, ground.period.id);
  return tl::unexpected(
      usage_fault("QD-331", problem, "the chance to be reached is that of a target",
                  !nearest.empty()  ? fmt::format("Did you mean `{}`?", nearest)
                  : targets.empty() ? "Write one under `targets` in the workspace."
                                    : fmt::format("Targets: {}.", fmt::join(names, ", "))));
}

}  // namespace quarterdeck::service
