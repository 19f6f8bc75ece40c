// tools/service/past/simple_forecast.cpp – a baseline or the pool on its own, see answer.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/past/simple_forecast.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "engine/core/ids.hpp"
#include "tools/service/forecast/answer.hpp"
#include "tools/service/forecast/forecast.hpp"
#include "tools/service/past/answer.hpp"
#include "tools/service/past/hold.hpp"
#include "tools/service/past/sorted_values.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

core::Diagnostics cannot(std::string const& model, std::string const& why,
                         std::string const& suggestion) {
  return {core::Diagnostic{"QD-326",
                           core::Fault::usage,
                           {},
                           fmt::format("the model {} has no forecast here", model),
                           why,
                           suggestion}};
}

models::baseline::Baseline chosen(std::vector<models::baseline::Baseline> baselines,
                                  std::string const& model) {
  auto const found = std::find_if(baselines.begin(), baselines.end(), [&](auto const& baseline) {
    return models::baseline::name_of(baseline.kind) == model;
  });
  return std::move(*found);
}

/// Company targets of the period, and how many there are of groups.
void add_targets(SimpleForecast& made, io::Workspace const& workspace,
                 std::vector<double> const& grid) {
  for (auto const& target : workspace.targets) {
    bool const same =
        target.period.start == made.period.start && target.period.end == made.period.end;
    if (!same) continue;
    if (!target.where.empty()) {
      ++made.n_group_targets;
      continue;
    }
    auto const first = std::lower_bound(grid.begin(), grid.end(), target.amount - 1e-9);
    made.targets.push_back(
        {target.name, target.amount,
         static_cast<double>(grid.end() - first) / static_cast<double>(grid.size())});
  }
}

SimpleForecast stopped() {
  SimpleForecast made;
  made.complete = false;
  return made;
}

/// What the book says, whatever the method.
SimpleForecast describe(Book const& book, core::Period const& period) {
  SimpleForecast made;
  made.take_from(book, period);
  made.provenance.build = core::build_info();
  made.provenance.stream_version = core::stream_version;
  made.provenance.started_at = utc_now();
  made.provenance.inputs = book.inputs;
  made.measure_counts = book.workspace.measure == io::Measure::count;
  made.quality_score = data::grade(book.findings, book.n_deals).score;
  return made;
}

core::Checked<SimpleForecast> baseline_forecast(Session const& session, std::string const& model,
                                                Hooks const& hooks) {
  auto const period = session.period(hooks);
  if (!period) return tl::unexpected(period.error());
  if (*period == nullptr || !go_on(hooks, "fitting")) return stopped();
  Book const& book = **session.book();
  auto baseline = chosen(baselines_of(book, **period), model);
  if (!baseline.absent.empty()) {
    return tl::unexpected(cannot(model, baseline.absent,
                                 "Choose another --model; `quarterdeck forecast --help` lists "
                                 "them."));
  }
  auto made = describe(book, **period);
  made.model = model;
  made.meaning = models::baseline::meaning_of(baseline.kind);
  made.booked = baseline.booked;
  made.total = spread_of_sorted(baseline.grid);
  made.grid = ledger_grid(baseline.grid);
  add_targets(made, book.workspace, baseline.grid);
  made.calls = std::move(baseline.calls);
  return made;
}

/// The pool out of a whole forecast.
SimpleForecast of_combination(Forecast&& forecast) {
  SimpleForecast made;
  made.model = "pool";
  made.meaning =
      "a mixture of the simulation and simple forecasts, weighted by how near each came in the "
      "past";
  static_cast<ComputedSubject&>(made) = std::move(static_cast<ComputedSubject&>(forecast));
  made.measure_counts = forecast.compiled.plan.measure == plan::Measure::count;
  made.booked = forecast.summary.booked;
  made.total = forecast.backing->combination.total;
  made.grid = forecast.backing->combination.grid;
  made.parts = SimpleForecast::Parts{forecast.backing->combination.open,
                                     forecast.backing->combination.created_later};
  made.quality_score = forecast.quality.score;
  made.check = forecast.check;
  made.weights = forecast.backing->combination.weights;
  for (std::size_t i = 0; i < forecast.summary.targets.size(); ++i) {
    auto const& p_hit = forecast.backing->combination.p_hit[i];
    auto const& target = forecast.summary.targets[i];
    if (p_hit) {
      made.targets.push_back({target.name, target.amount, *p_hit});
    } else {
      ++made.n_group_targets;
    }
  }
  return made;
}

core::Checked<SimpleForecast> pool_forecast(Session const& session, SimpleQuestion const& question,
                                            Hooks const& hooks) {
  auto simulation = question.simulation;
  if (question.past != nullptr) simulation.keep_draws = simulate::KeepDraws::yes;
  auto whole = answer(session, simulation, hooks);
  if (!whole) return tl::unexpected(std::move(whole.error()));
  if (!whole->complete) return stopped();
  hold_against_past(*whole, **session.fitted(), question.past);
  if (!whole->backing) {
    return tl::unexpected(cannot(question.model, whole->unbacked,
                                 "Run `quarterdeck backtest` on the workspace first."));
  }
  return of_combination(std::move(*whole));
}

}  // namespace

std::vector<std::string> simple_models() {
  std::vector<std::string> names{"pool"};
  for (auto const kind : models::baseline::all_kinds)
    names.emplace_back(models::baseline::name_of(kind));
  return names;
}

core::Checked<SimpleForecast> answer(Session const& session, SimpleQuestion const& question,
                                     Hooks const& hooks) {
  if (question.model != "pool") return baseline_forecast(session, question.model, hooks);
  return pool_forecast(session, question, hooks);
}

}  // namespace quarterdeck::service
