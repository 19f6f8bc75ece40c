// tools/service/record/rerun.cpp – see rerun.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/record/rerun.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/ids.hpp"
#include "models/compile.hpp"
#include "tools/service/forecast/summary.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

/// What a forecast made again is made of.
struct Ingredients {
  data::History const& history;  ///< whose deals, on its as-of day
  models::FittedModels const& models;
  io::LedgerEntry const& settings;  ///< seed and trials
};

class Rerunner {
 public:
  Rerunner(core::Period period, std::string currency, Hooks const& hooks, int threads)
      : period_(std::move(period)),
        currency_(std::move(currency)),
        hooks_(hooks),
        threads_(threads) {}

  /// Nothing when the hook said stop.
  std::optional<Rerun> operator()(Ingredients const& of) const {
    models::ForecastInputs inputs;
    inputs.history = of.history;
    inputs.pipeline = data::pipeline_at(of.history, of.history.as_of);
    inputs.models = of.models;
    inputs.period = period_;
    inputs.currency = currency_;
    models::CompileOptions compile_options;
    compile_options.seed = of.settings.provenance.seed;
    auto const compiled = models::compile(inputs, compile_options);
    simulate::RunOptions options;
    options.seed = of.settings.provenance.seed;
    options.n_trials = of.settings.provenance.trials;
    options.n_threads = threads_;
    auto const run = simulate::simulate(compiled.plan, options, simulation_hooks(hooks_));
    if (!run.complete) return std::nullopt;
    auto rerun = sum_up(compiled, run);
    add_booked(rerun, of.history, compiled.plan.measure == plan::Measure::count);
    return rerun;
  }

 private:
  [[nodiscard]] static Rerun sum_up(models::Compiled const& compiled, results::Results const& run) {
    auto const summary = summarise(compiled.plan, run, {});
    Rerun rerun;
    rerun.mean = summary.total.spread.mean;
    rerun.median = summary.total.spread.quantiles[p50];
    rerun.new_mean = summary.created_later.mean;
    for (std::size_t i = 0; i < compiled.deals.size(); ++i) {
      rerun.value[compiled.deals[i].id] = summary.deals[i].expected;
      rerun.amount[compiled.deals[i].id] = summary.deals[i].amount;
    }
    return rerun;
  }

  void add_booked(Rerun& rerun, data::History const& history, bool counts) const {
    auto const until = std::min(history.as_of, period_.end);
    for (auto const& win : data::won_between(history, period_.start - core::Days(1), until)) {
      core::Minor const amount = win.amount == core::no_amount ? 0 : win.amount;
      rerun.value[history.deals[win.history_row].id] =
          core::to_units(counts ? core::minor_per_unit : amount);
    }
  }

  core::Period period_;
  std::string currency_;
  Hooks const& hooks_;
  int threads_;
};

bool same_numbers(Rerun const& made, io::LedgerEntry const& recorded) {
  if (made.mean != recorded.mean || made.new_mean != recorded.new_mean) return false;
  return std::all_of(recorded.deals.begin(), recorded.deals.end(), [&](auto const& deal) {
    auto const found = made.value.find(deal.id);
    return found != made.value.end() && found->second == deal.expected;
  });
}

std::string about_records(io::LedgerEntry const& from, io::LedgerEntry const& to) {
  if (from.model != "simulation" || to.model != "simulation") {
    return "a baseline has no models of single deals";
  }
  for (auto const* const entry : {&from, &to}) {
    if (!entry->scenarios.empty() || !entry->overrides.empty()) {
      return "a scenario or an override took part in one of them";
    }
    if (entry->provenance.stream_version != core::stream_version) {
      return "another version of the program with other random numbers made one of them";
    }
  }
  return {};
}

}  // namespace

RerunOutcome rerun_between(Session const& session, io::LedgerEntry const& from,
                           io::LedgerEntry const& to, Hooks const& hooks) {
  RerunOutcome outcome;
  outcome.reason = about_records(from, to);
  if (!outcome.reason.empty()) return outcome;
  auto const on_first = session.at(core::to_iso(from.as_of));
  auto const on_second = session.at(core::to_iso(to.as_of));
  auto const first = on_first.book(hooks);
  auto const second = on_second.book(hooks);
  if (!first || !second) {
    auto const& faults = first ? second.error() : first.error();
    outcome.reason = "the data cannot be read as of those days: " + faults.front().problem;
    return outcome;
  }
  outcome.complete = *first != nullptr && *second != nullptr;
  if (!outcome.complete) return outcome;
  auto const& workspace = (*second)->workspace;
  auto const fit_on = [&](data::History const& history) {
    return fit_models(workspace, history, to.period);
  };
  Rerunner const again(to.period, to.currency, hooks, session.n_threads());
  auto const learned = fit_on((*second)->history);
  auto const check = again({(*second)->history, learned, to});
  outcome.complete = check.has_value();
  if (!outcome.complete) return outcome;
  if (!same_numbers(*check, to)) {
    outcome.reason =
        "the present data, workspace or program does not give the later forecast again";
    return outcome;
  }
  // The first day's deals, looked at from the second day as if nothing had happened since.
  data::History waited = (*first)->history;
  waited.as_of = (*second)->as_of;
  auto const restated = again({(*first)->history, fit_on((*first)->history), from});
  auto const passed = restated ? again({waited, fit_on(waited), to}) : std::nullopt;
  auto const refit = passed ? again({waited, learned, to}) : std::nullopt;
  outcome.complete = refit.has_value();
  if (outcome.complete) outcome.reruns = Reruns{*restated, *passed, *refit};
  return outcome;
}

}  // namespace quarterdeck::service
