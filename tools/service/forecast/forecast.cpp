// tools/service/forecast/forecast.cpp – see forecast.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/forecast.hpp"

#include <utility>

#include "engine/plan/outer.hpp"
#include "tools/service/forecast/run.hpp"
#include "tools/service/record/recording.hpp"
#include "tools/service/session/book.hpp"
#include "tools/service/session/inputs.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

results::VarianceShares uncertainty_of(plan::Plan const& plan, results::Results const& run) {
  plan::ConditionalMean const mean(plan);
  std::vector<double> by_row(static_cast<std::size_t>(plan.draws.n_rows()));
  for (std::size_t r = 0; r < by_row.size(); ++r)
    by_row[r] = mean.row(static_cast<Eigen::Index>(r));
  std::vector<double> row_means(run.conditional_mean.size());
  for (std::size_t k = 0; k < row_means.size(); ++k) row_means[k] = by_row[k % by_row.size()];
  return results::variance_shares(run, row_means);
}

/// The steps after reading; says whether all were done, or what is wrong with the scenarios.
core::Checked<bool> run_steps(Forecast& forecast, Book&& book, ForecastRequest const& request,
                              Hooks const& hooks) {
  auto const scenarios = read_scenarios(request.scenarios);
  if (!scenarios) return tl::unexpected(scenarios.error());
  if (!go_on(hooks, "fitting")) return false;
  forecast.models = models::fit(book.history, model_spec(book, forecast.period));
  data::merge_findings(book.findings, forecast.models.findings);
  forecast.quality = data::grade(std::move(book.findings), book.extent);

  std::vector<models::baseline::Baseline> baselines;
  if (request.past != nullptr) baselines = baselines_of(book, forecast.period);
  forecast.overrides = book.overrides;
  ScaleCheck const scale(book);
  auto inputs = forecast_inputs(std::move(book), forecast.models);
  auto const base = prepare(inputs, forecast.provenance);
  auto applied = apply_scenarios(*scenarios, inputs);
  if (!applied) return tl::unexpected(std::move(applied.error()));
  forecast.scenarios = std::move(*applied);
  auto const keep = request.past != nullptr ? simulate::KeepDraws::yes : request.keep_draws;
  auto played = play_inputs(inputs, base, {forecast.provenance, hooks, keep});
  if (!played.results.complete) return false;
  forecast.compiled = std::move(played.compiled);
  models::note_model_chances(forecast.overrides, forecast.compiled);
  forecast.results = std::move(played.results);
  forecast.exact = std::move(played.exact);
  forecast.check = played.check;
  forecast.summary = std::move(played.summary);
  if (scenarios->empty()) {
    auto without = scale.run({forecast.period, forecast.compiled, forecast.summary},
                             {forecast.provenance, hooks});
    if (!without) return false;
    forecast.without = std::move(*without);
  }
  forecast.provenance.trials = forecast.results.n_trials;
  forecast.uncertainty = uncertainty_of(forecast.compiled.plan, forecast.results);
  forecast.unbacked = why_unbacked(request.past, forecast);
  if (forecast.unbacked.empty()) {
    forecast.backing = backing_of(*request.past, forecast, baselines);
  }
  // Last, because a backtest is known by the tables that it read, and it read no scenarios.
  auto const hashes = scenario_hashes(*scenarios);
  auto& all_inputs = forecast.provenance.inputs;
  all_inputs.insert(all_inputs.end(), hashes.begin(), hashes.end());
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
  auto const done = run_steps(forecast, std::move(*book), request, hooks);
  if (!done) return tl::unexpected(done.error());
  forecast.complete = *done;
  return forecast;
}

}  // namespace quarterdeck::service
