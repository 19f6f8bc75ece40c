// tools/service/forecast/run.cpp – see run.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/run.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "engine/core/ids.hpp"
#include "tools/service/forecast/exact_chances.hpp"
#include "tools/service/forecast/exact_draws.hpp"
#include "tools/service/session/inputs.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

/// P(hit) of every target by the exact engine.
void add_exact_p_hits(std::vector<TargetNote>& notes, Played const& played,
                      core::Provenance const& provenance) {
  auto const& plan = played.compiled.plan;
  exact::ExactOptions options;
  options.seed = provenance.seed;
  options.n_outer = draws_to_check(plan, played.results);
  options.n_threads = provenance.threads;
  ExactChances chances(plan, played.exact, options);
  for (std::size_t i = 0; i < notes.size(); ++i) notes[i].exact_p_hit = chances.p_hit(i);
}

}  // namespace

core::Provenance provenance_of(ForecastRequest const& request, Book const& book) {
  core::Provenance provenance;
  provenance.build = core::build_info();
  provenance.seed = request.seed.value_or(book.workspace.forecast.seed);
  provenance.trials = request.trials.value_or(book.workspace.forecast.trials);
  provenance.stream_version = core::stream_version;
  provenance.threads = thread_count(request.threads);
  provenance.started_at = utc_now();
  provenance.inputs = book.inputs;
  return provenance;
}

simulate::RunOptions run_options(core::Provenance const& provenance) {
  simulate::RunOptions options;
  options.seed = provenance.seed;
  options.n_trials = provenance.trials;
  options.n_threads = provenance.threads;
  return options;
}

models::Prepared prepare(models::ForecastInputs const& base, core::Provenance const& provenance) {
  models::CompileOptions options;
  options.seed = provenance.seed;
  return models::Prepared(base, options);
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

Played play_inputs(models::ForecastInputs const& inputs, models::Prepared const& base,
                   RunRequest const& request) {
  Played played;
  played.results.complete = go_on(request.hooks, "compiling");
  if (!played.results.complete) return played;
  played.compiled = models::compile(inputs, base);

  played.results.complete = go_on(request.hooks, "simulating");
  if (!played.results.complete) return played;
  auto options = run_options(request.provenance);
  options.keep_draws = request.keep_draws;
  played.results =
      simulate::simulate(played.compiled.plan, options, simulation_hooks(request.hooks));
  if (!played.results.complete) return played;
  played.results.complete = go_on(request.hooks, "checking");
  if (!played.results.complete) return played;
  core::Provenance const& provenance = request.provenance;
  auto checked = check_run(played.compiled.plan, played.results,
                           {.seed = provenance.seed, .n_threads = provenance.threads});
  played.exact = std::move(checked.distribution);
  played.check = checked.check;
  auto notes = target_notes(inputs.targets);
  add_exact_p_hits(notes, played, provenance);
  played.summary = summarise(played.compiled.plan, played.results, notes);
  return played;
}

}  // namespace quarterdeck::service
