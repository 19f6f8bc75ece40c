// tools/service/forecast/forecast.cpp – where the period will land, see answer.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/forecast.hpp"

#include <utility>

#include "tools/service/forecast/answer.hpp"
#include "tools/service/forecast/checked_run.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

/// @param by_row  mean total in every posterior row
results::VarianceShares uncertainty_of(results::Results const& run,
                                       std::vector<double> const& by_row) {
  std::vector<double> by_draw(run.conditional_mean.size());
  for (std::size_t k = 0; k < by_draw.size(); ++k) by_draw[k] = by_row[k % by_row.size()];
  return results::variance_shares(run, by_draw);
}

/// What the book says, before anything is run.
void describe(Forecast& forecast, FittedBook const& fitted) {
  forecast.take_from(fitted.book(), fitted.period());
  forecast.models = fitted.models();
  forecast.quality = fitted.quality();
  forecast.overrides = fitted.book().overrides;
}

/// Runs the compiled plan. @return false when the hook said stop
bool run(Forecast& forecast, std::vector<models::TargetInput> const& targets,
         RunRequest const& request) {
  auto run = run_checked(forecast.compiled.plan, targets, request);
  if (!run.results.complete) return false;
  models::note_model_chances(forecast.overrides, forecast.compiled);
  forecast.results = std::move(run.results);
  forecast.exact = std::move(run.exact);
  forecast.check = run.check;
  forecast.summary = std::move(run.summary);
  forecast.provenance.trials = forecast.results.n_trials;
  return true;
}

}  // namespace

core::Checked<Forecast> answer(Session const& session, ForecastQuestion const& question,
                               Hooks const& hooks) {
  Forecast forecast;
  // Scenario files are read before the fit, which takes longest: a misspelt one is told at once.
  auto const period = session.period(hooks);
  if (!period) return tl::unexpected(period.error());
  auto const scenarios = read_scenarios(question.scenarios);
  if (!scenarios) return tl::unexpected(scenarios.error());
  auto const part = session.fitted(hooks);
  if (!part) return tl::unexpected(part.error());
  forecast.complete = *part != nullptr && go_on(hooks, "compiling");
  if (!forecast.complete) return forecast;

  FittedBook const& fitted = **part;
  describe(forecast, fitted);
  forecast.provenance = session.provenance(fitted.book(), question.trials);
  auto compiled = compile_scenarios(fitted, *scenarios);
  if (!compiled) return tl::unexpected(std::move(compiled.error()));
  forecast.compiled = std::move(compiled->compiled);
  forecast.scenarios = std::move(compiled->notes);
  forecast.complete =
      run(forecast, compiled->targets, {forecast.provenance, hooks, question.keep_draws});
  if (!forecast.complete) return forecast;
  forecast.uncertainty =
      uncertainty_of(forecast.results,
                     scenarios->empty() ? fitted.base_row_means()
                                        : row_means(forecast.compiled.plan, session.n_threads()));
  auto const hashes = scenario_hashes(*scenarios);
  auto& all_inputs = forecast.provenance.inputs;
  all_inputs.insert(all_inputs.end(), hashes.begin(), hashes.end());
  return forecast;
}

}  // namespace quarterdeck::service
