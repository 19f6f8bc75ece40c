// tools/service/forecast/compare.cpp – scenarios side by side, see answer.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "engine/results/mixture.hpp"
#include "scenarios/board/board.hpp"
#include "tools/service/forecast/answer.hpp"
#include "tools/service/forecast/checked_run.hpp"
#include "tools/service/forecast/compare_parts.hpp"
#include "tools/service/forecast/comparison.hpp"
#include "tools/service/session/parallel.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

/// Outer draws by which the exact engine checks a scenario. The first one is checked by all.
constexpr std::uint64_t most_draws_checked = 1024;
constexpr std::uint64_t all_draws = std::numeric_limits<std::uint64_t>::max();

/// What was asked for, then what interactions need beside it.
std::vector<std::string> all_runs(std::vector<std::string> const& asked) {
  std::vector<std::string> runs = asked;
  auto const need = [&](std::string const& name) {
    if (std::ranges::find(runs, name) == runs.end()) runs.push_back(name);
  };
  for (std::string const& one : asked) {
    auto const parts = scenarios::parts_of(one);
    if (parts.size() < 2) continue;
    need(base_name);
    for (std::string const& part : parts) need(part);
  }
  return runs;
}

using Files = std::map<std::string, scenarios::Scenario>;

/// Every scenario file of the question, read once.
core::Checked<Files> read_all(std::vector<std::string> const& runs) {
  Files files;
  core::Diagnostics faults;
  for (std::string const& run : runs) {
    for (std::string const& part : scenarios::parts_of(run)) {
      if (part == base_name || files.contains(part)) continue;
      auto read = read_scenarios({part});
      if (read) {
        files.emplace(part, std::move(read->front()));
      } else {
        faults.insert(faults.end(), read.error().begin(), read.error().end());
      }
    }
  }
  if (!faults.empty()) return tl::unexpected(std::move(faults));
  return files;
}

std::string name_of(std::vector<ScenarioNote> const& notes) {
  if (notes.empty()) return base_name;
  std::string name;
  for (auto const& note : notes) name += (name.empty() ? "" : " + ") + note.name;
  return name;
}

/// What all scenarios share.
struct Common {
  std::vector<std::string> asked;
  std::vector<double> weights;  ///< empty, or one for each of those asked
  Files files;
  FittedBook const& fitted;
};

core::Diagnostics faults_of(std::vector<double> const& weights, std::size_t n_scenarios) {
  if (weights.empty()) return {};
  double sum = 0;
  bool negative = false;
  for (double const weight : weights) {
    sum += weight;
    negative = negative || !(weight >= 0);
  }
  std::string problem;
  if (weights.size() != n_scenarios) {
    problem = fmt::format("there are {} weights and {} scenarios", weights.size(), n_scenarios);
  } else if (negative) {
    problem = "a weight is below 0";
  } else if (std::abs(sum - 1) > 1e-6) {
    problem = fmt::format("the weights sum to {:g}", sum);
  }
  if (problem.empty()) return {};
  return usage_fault("QD-391", problem,
                     "a weight is the probability that its scenario is the one that comes true",
                     "Write one weight for every scenario named, in their order, that sum to 1: "
                     "--weights 0.7,0.3.");
}

/// Applies a scenario to the inputs and compiles it.
core::Checked<ScenarioRun> compile_run(std::string const& asked, Common const& common) {
  ScenarioRun run;
  run.shown.asked = asked;
  std::vector<scenarios::Scenario> list;
  for (std::string const& part : scenarios::parts_of(asked)) {
    if (part != base_name) list.push_back(common.files.at(part));
  }
  auto compiled = compile_scenarios(common.fitted, list);
  if (!compiled) return tl::unexpected(std::move(compiled.error()));
  run.shown.notes = std::move(compiled->notes);
  run.shown.name = name_of(run.shown.notes);
  run.targets = target_notes(compiled->targets);
  run.compiled = std::move(compiled->compiled);
  return run;
}

/// Every run compiled, or the faults of all that cannot be.
core::Checked<std::vector<ScenarioRun>> compile_runs(Common const& common, int n_threads) {
  std::vector<std::string> const names = all_runs(common.asked);
  std::vector<core::Checked<ScenarioRun>> compiled(names.size());
  for_each_index(names.size(), n_threads,
                 [&](std::size_t i) { compiled[i] = compile_run(names[i], common); });
  std::vector<ScenarioRun> runs;
  core::Diagnostics faults;
  for (auto& one : compiled) {
    if (one) {
      runs.push_back(std::move(*one));
    } else {
      faults.insert(faults.end(), one.error().begin(), one.error().end());
    }
  }
  if (!faults.empty()) return tl::unexpected(std::move(faults));
  return runs;
}

/// All runs on the same draws; says whether all was done.
bool simulate_runs(std::vector<ScenarioRun>& runs, core::Provenance const& provenance,
                   Hooks const& hooks) {
  std::vector<plan::Plan const*> plans;
  for (ScenarioRun const& run : runs) plans.push_back(&run.compiled.plan);
  auto results =
      simulate::simulate_together(plans, run_options(provenance), simulation_hooks(hooks));
  for (std::size_t i = 0; i < runs.size(); ++i) runs[i].results = std::move(results[i]);
  return runs.front().results.complete;
}

/// What a run shows by itself.
void sum_up(ScenarioRun& run, CheckOptions const& how) {
  auto const& plan = run.compiled.plan;
  auto const checked = check_run(plan, run.results, how);
  run.shown.check = checked.check;
  run.shown.n_trials_checked = checked.n_trials;
  Summary const summary = summarise(plan, run.results, run.targets);
  run.shown.total = summary.total;
  run.shown.targets = summary.targets;
  run.groups = summary.groups;
  run.new_business = summary.created_later.mean;
  run.sorted = results::sorted_totals(run.results);
  run.shown.claim = results::claim_of_sorted(run.sorted) * core::units_per_minor;
  run.shown.accuracy = claimed_accuracy(run.shown.claim, run.shown.total);
  for (std::size_t i = 0; i < run.compiled.deals.size(); ++i) {
    auto const& deal = run.compiled.deals[i];
    run.deals[deal.id] = {"deal", deal.id, deal.name, summary.deals[i].expected};
  }
}

/// Runs everything that was asked for; says whether all was done.
core::Checked<bool> run_all(Comparison& comparison, Common const& common, Hooks const& hooks) {
  if (!go_on(hooks, "compiling")) return false;
  int const n_threads = comparison.provenance.threads;
  auto runs = compile_runs(common, n_threads);
  if (!runs) return tl::unexpected(std::move(runs.error()));
  if (!go_on(hooks, "simulating")) return false;
  if (!simulate_runs(*runs, comparison.provenance, hooks)) return false;
  if (!go_on(hooks, "checking")) return false;
  for_each_index(runs->size(), n_threads, [&](std::size_t i) {
    auto const most = i == 0 ? all_draws : most_draws_checked;
    sum_up((*runs)[i], {.seed = comparison.provenance.seed, .most_draws = most});
  });
  comparison.provenance.trials = runs->front().results.n_trials;
  if (!common.weights.empty()) {
    comparison.combined = combine_runs(*runs, common.weights);
  }
  add_differences(*runs, common.asked.size(), n_threads);
  for (std::size_t i = 0; i < common.asked.size(); ++i) {
    comparison.scenarios.push_back(std::move((*runs)[i].shown));
  }
  return true;
}

}  // namespace

std::vector<std::filesystem::path> files_of(std::string const& asked) {
  auto const files = scenarios::files_of_board_scenario(asked);
  return {files.begin(), files.end()};
}

core::Checked<Comparison> answer(Session const& session, CompareQuestion const& question,
                                 Hooks const& hooks) {
  Comparison comparison;
  std::vector<std::string> asked = question.scenarios;
  std::vector<double> weights = question.weights;
  if (auto faults = faults_of(weights, asked.size()); !faults.empty()) {
    return tl::unexpected(std::move(faults));
  }
  if (asked.size() == 1 && asked.front() != base_name) {
    asked.insert(asked.begin(), base_name);
    if (!weights.empty()) weights.insert(weights.begin(), 0.0);
  }
  auto const files = read_all(all_runs(asked));
  if (!files) return tl::unexpected(files.error());
  auto const part = session.fitted(hooks);
  if (!part) return tl::unexpected(part.error());
  comparison.complete = *part != nullptr;
  if (!comparison.complete) return comparison;

  FittedBook const& fitted = **part;
  comparison.take_from(fitted.book(), fitted.period());
  if (fitted.models().spec.measure_counts) comparison.measure = plan::Measure::count;
  comparison.provenance = session.provenance(fitted.book(), question.trials);
  std::vector<scenarios::Scenario> list;
  for (auto const& [name, scenario] : *files) list.push_back(scenario);
  auto const hashes = scenario_hashes(list);
  auto& all_inputs = comparison.provenance.inputs;
  all_inputs.insert(all_inputs.end(), hashes.begin(), hashes.end());
  Common const common{std::move(asked), std::move(weights), *files, fitted};
  auto const done = run_all(comparison, common, hooks);
  if (!done) return tl::unexpected(done.error());
  comparison.complete = *done;
  return comparison;
}

}  // namespace quarterdeck::service
