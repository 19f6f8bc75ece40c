// tools/service/forecast.cpp – see forecast.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast.hpp"

#include <map>
#include <thread>
#include <utility>

#include "engine/core/ids.hpp"
#include "engine/plan/outer.hpp"
#include "tools/service/book.hpp"
#include "tools/service/recording.hpp"
#include "tools/service/steps.hpp"

namespace quarterdeck::service {
namespace {

int thread_count(int wanted) {
  if (wanted > 0) return wanted;
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

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

models::ForecastInputs inputs_of(Book&& book, Forecast const& forecast) {
  models::ForecastInputs inputs;
  inputs.history = std::move(book.history);
  inputs.pipeline = std::move(book.pipeline);
  inputs.models = forecast.models;
  inputs.period = forecast.period;
  inputs.currency = forecast.currency;
  inputs.groups = book.workspace.groups;
  for (auto const& target : book.workspace.targets) {
    bool const same =
        target.period.start == forecast.period.start && target.period.end == forecast.period.end;
    if (same) inputs.targets.push_back({target.name, target.amount, target.where});
  }
  return inputs;
}

/// Column and value of targets that are about one value of one column.
std::vector<TargetNote> notes_of(std::vector<models::TargetInput> const& targets) {
  std::vector<TargetNote> notes(targets.size());
  for (std::size_t i = 0; i < targets.size(); ++i) {
    auto const& where = targets[i].where;
    if (where.size() != 1 || where.begin()->second.size() != 1) continue;
    notes[i].by = where.begin()->first;
    notes[i].value = where.begin()->second.front();
  }
  return notes;
}

simulate::RunOptions run_options(ForecastRequest const& request,
                                 core::Provenance const& provenance) {
  simulate::RunOptions options;
  options.seed = provenance.seed;
  options.n_trials = provenance.trials;
  options.n_threads = provenance.threads;
  options.keep_draws = request.keep_draws;
  return options;
}

results::VarianceShares uncertainty_of(plan::Plan const& plan, results::Results const& run) {
  plan::ConditionalMean const mean(plan);
  std::vector<double> by_row(static_cast<std::size_t>(plan.draws.n_rows()));
  for (std::size_t r = 0; r < by_row.size(); ++r)
    by_row[r] = mean.row(static_cast<Eigen::Index>(r));
  std::vector<double> row_means(run.conditional_mean.size());
  for (std::size_t k = 0; k < row_means.size(); ++k) row_means[k] = by_row[k % by_row.size()];
  return results::variance_shares(run, row_means);
}

/// P(hit) of every target by the exact engine; one distribution for each scope.
void add_exact_p_hits(std::vector<TargetNote>& notes, Forecast const& forecast,
                      exact::ExactOptions const& options) {
  auto const& plan = forecast.compiled.plan;
  std::map<std::pair<int, int>, exact::Distribution> of_scope;
  of_scope.emplace(std::pair(-1, 0), forecast.exact);
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

/// Holds the run against the exact engine over the outer draws that the run used.
void check_exactly(Forecast& forecast, std::vector<TargetNote>& notes) {
  auto const& run = forecast.results;
  exact::ExactOptions options;
  options.seed = forecast.provenance.seed;
  options.n_outer = static_cast<std::uint64_t>(run.n_trials / run.trials_per_outer_draw);
  options.n_threads = forecast.provenance.threads;
  forecast.exact = exact::distribution(forecast.compiled.plan, {}, options);
  forecast.check = exact::compare(forecast.exact, run.total);
  add_exact_p_hits(notes, forecast, options);
}

/// The steps after reading; says whether all were done.
bool run_steps(Forecast& forecast, Book&& book, ForecastRequest const& request,
               Hooks const& hooks) {
  if (!go_on(hooks, "fitting")) return false;
  forecast.models = models::fit(book.history, model_spec(book, forecast.period));
  data::merge_findings(book.findings, forecast.models.findings);
  forecast.quality = data::grade(std::move(book.findings), book.n_deals);

  if (!go_on(hooks, "compiling")) return false;
  models::CompileOptions compile_options;
  compile_options.seed = forecast.provenance.seed;
  auto const inputs = inputs_of(std::move(book), forecast);
  auto notes = notes_of(inputs.targets);
  forecast.compiled = models::compile(inputs, compile_options);
  plan::validate(forecast.compiled.plan);

  if (!go_on(hooks, "simulating")) return false;
  forecast.results = simulate::simulate(
      forecast.compiled.plan, run_options(request, forecast.provenance), simulation_hooks(hooks));
  if (!forecast.results.complete || !go_on(hooks, "checking")) return false;
  forecast.provenance.trials = forecast.results.n_trials;
  forecast.uncertainty = uncertainty_of(forecast.compiled.plan, forecast.results);
  check_exactly(forecast, notes);
  forecast.summary = summarise(forecast.compiled.plan, forecast.results, notes);
  return true;
}

}  // namespace

core::Checked<Forecast> forecast(ForecastRequest const& request, Hooks const& hooks) {
  Forecast forecast;
  forecast.complete = go_on(hooks, "reading");
  if (!forecast.complete) return forecast;
  auto book = open_book(request.workspace, request.as_of);
  if (!book) return tl::unexpected(std::move(book.error()));
  auto period = choose_period(*book, request.period);
  if (!period) return tl::unexpected(std::move(period.error()));

  forecast.company = book->workspace.company;
  forecast.as_of = book->as_of;
  forecast.period = std::move(*period);
  forecast.currency = book->workspace.currency;
  forecast.provenance = provenance_of(request, *book);
  forecast.facts = book_facts(*book, forecast.period);
  forecast.complete = run_steps(forecast, std::move(*book), request, hooks);
  return forecast;
}

}  // namespace quarterdeck::service
