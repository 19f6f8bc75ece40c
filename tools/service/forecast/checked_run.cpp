// tools/service/forecast/checked_run.cpp – see checked_run.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/checked_run.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "tools/service/forecast/exact_chances.hpp"
#include "tools/service/forecast/exact_draws.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

/// P(hit) of every target by the exact engine.
void add_exact_p_hits(std::vector<TargetNote>& notes, plan::Plan const& plan, CheckedRun const& run,
                      core::Provenance const& provenance) {
  exact::ExactOptions options;
  options.seed = provenance.seed;
  options.n_outer = draws_to_check(plan, run.results);
  options.n_threads = provenance.threads;
  ExactChances chances(plan, run.exact, options);
  for (std::size_t i = 0; i < notes.size(); ++i) notes[i].exact_p_hit = chances.p_hit(i);
}

}  // namespace

core::Checked<CompiledScenarios> compile_scenarios(FittedBook const& fitted,
                                                   std::span<scenarios::Scenario const> list) {
  CompiledScenarios made;
  if (list.empty()) {
    made.compiled = fitted.compiled();
    made.targets = fitted.inputs().targets;
    return made;
  }
  auto inputs = fitted.inputs();
  auto notes = apply_scenarios(list, inputs);
  if (!notes) return tl::unexpected(std::move(notes.error()));
  made.notes = std::move(*notes);
  made.compiled = models::compile(inputs, fitted.prepared());
  made.targets = std::move(inputs.targets);
  return made;
}

std::vector<TargetNote> target_notes(std::vector<models::TargetInput> const& targets) {
  std::vector<TargetNote> notes(targets.size());
  for (std::size_t i = 0; i < targets.size(); ++i) {
    auto const& where = targets[i].where;
    if (where.size() != 1 || where.begin()->second.size() != 1) continue;
    notes[i].by = where.begin()->first;
    notes[i].value = where.begin()->second.front();
  }
  return notes;
}

simulate::RunOptions run_options(core::Provenance const& provenance) {
  simulate::RunOptions options;
  options.seed = provenance.seed;
  options.n_trials = provenance.trials;
  options.n_threads = provenance.threads;
  return options;
}

ExactCheck check_run(plan::Plan const& plan, results::Results const& run,
                     CheckOptions const& options) {
  exact::ExactOptions exactly;
  exactly.seed = options.seed;
  exactly.n_outer = std::min(draws_to_check(plan, run), options.most_draws);
  exactly.n_threads = options.n_threads;
  ExactCheck checked;
  checked.n_trials = static_cast<std::int64_t>(exactly.n_outer) * run.trials_per_outer_draw;
  checked.distribution = exact::distribution(plan, {}, exactly);
  checked.check = exact::compare(
      checked.distribution, std::span(run.total).first(static_cast<std::size_t>(checked.n_trials)));
  return checked;
}

CheckedRun run_checked(plan::Plan const& plan, std::vector<models::TargetInput> const& targets,
                       RunRequest const& request) {
  CheckedRun run;
  run.results.complete = go_on(request.hooks, "simulating");
  if (!run.results.complete) return run;
  auto options = run_options(request.provenance);
  options.keep_draws = request.keep_draws;
  run.results = simulate::simulate(plan, options, simulation_hooks(request.hooks));
  if (!run.results.complete) return run;
  run.results.complete = go_on(request.hooks, "checking");
  if (!run.results.complete) return run;
  core::Provenance const& provenance = request.provenance;
  auto checked =
      check_run(plan, run.results, {.seed = provenance.seed, .n_threads = provenance.threads});
  run.exact = std::move(checked.distribution);
  run.check = checked.check;
  auto notes = target_notes(targets);
  add_exact_p_hits(notes, plan, run, provenance);
  run.summary = summarise(plan, run.results, notes);
  return run;
}

}  // namespace quarterdeck::service
