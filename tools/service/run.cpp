// tools/service/run.cpp – see run.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/run.hpp"

#include <map>
#include <span>
#include <utility>

#include "engine/core/ids.hpp"
#include "tools/service/exact_draws.hpp"
#include "tools/service/inputs.hpp"
#include "tools/service/steps.hpp"

namespace quarterdeck::service {
namespace {

simulate::RunOptions run_options(RunRequest const& request) {
  simulate::RunOptions options;
  options.seed = request.provenance.seed;
  options.n_trials = request.provenance.trials;
  options.n_threads = request.provenance.threads;
  options.keep_draws = request.keep_draws;
  return options;
}

/// P(hit) of every target by the exact engine; one distribution for each scope.
void add_exact_p_hits(std::vector<TargetNote>& notes, Played const& played,
                      exact::ExactOptions const& options) {
  auto const& plan = played.compiled.plan;
  std::map<std::pair<int, int>, exact::Distribution> of_scope;
  of_scope.emplace(std::pair(-1, 0), played.exact);
  for (std::size_t i = 0; i < plan.targets.size(); ++i) {
    auto const& target = plan.targets[i];
    std::pair const scope(target.grouping, target.grouping < 0 ? 0 : target.value);
    auto found = of_scope.find(scope);
    if (found == of_scope.end()) {
      auto made = exact::distribution(plan, {scope.first, scope.second}, options);
      found = of_scope.emplace(scope, std::move(made)).first;
    }
    notes[i].exact_p_hit = found->second.p_at_least(static_cast<double>(target.amount));
  }
}

/// Holds the run against the exact engine over the outer draws that the run used, or over the first
/// of them where the book is very large.
void check_exactly(Played& played, std::vector<TargetNote>& notes,
                   core::Provenance const& provenance) {
  auto const& run = played.results;
  exact::ExactOptions options;
  options.seed = provenance.seed;
  options.n_outer = draws_to_check(played.compiled.plan, run);
  options.n_threads = provenance.threads;
  played.exact = exact::distribution(played.compiled.plan, {}, options);
  played.check = exact::compare(played.exact, std::span(run.total).first(static_cast<std::size_t>(
                                                  trials_to_check(played.compiled.plan, run))));
  add_exact_p_hits(notes, played, options);
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

Played play_inputs(models::ForecastInputs const& inputs, RunRequest const& request) {
  Played played;
  played.results.complete = go_on(request.hooks, "compiling");
  if (!played.results.complete) return played;
  models::CompileOptions compile_options;
  compile_options.seed = request.provenance.seed;
  auto notes = target_notes(inputs.targets);
  played.compiled = models::compile(inputs, compile_options);
  plan::validate(played.compiled.plan);

  played.results.complete = go_on(request.hooks, "simulating");
  if (!played.results.complete) return played;
  played.results = simulate::simulate(played.compiled.plan, run_options(request),
                                      simulation_hooks(request.hooks));
  if (!played.results.complete) return played;
  played.results.complete = go_on(request.hooks, "checking");
  if (!played.results.complete) return played;
  check_exactly(played, notes, request.provenance);
  played.summary = summarise(played.compiled.plan, played.results, notes);
  return played;
}

}  // namespace quarterdeck::service
