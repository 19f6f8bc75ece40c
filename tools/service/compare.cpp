// tools/service/compare.cpp – see compare.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/compare.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "models/evaluate/crps.hpp"
#include "models/evaluate/predictability.hpp"
#include "tools/service/book.hpp"
#include "tools/service/inputs.hpp"
#include "tools/service/run.hpp"
#include "tools/service/steps.hpp"

namespace quarterdeck::service {
namespace {

std::vector<std::string> parts_of(std::string const& asked) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at = asked.find('+'); at != std::string::npos; at = asked.find('+', from)) {
    parts.push_back(asked.substr(from, at - from));
    from = at + 1;
  }
  parts.push_back(asked.substr(from));
  return parts;
}

/// What was asked for, then what interactions need beside it.
std::vector<std::string> all_runs(std::vector<std::string> const& asked) {
  std::vector<std::string> runs = asked;
  auto const need = [&](std::string const& name) {
    if (std::ranges::find(runs, name) == runs.end()) runs.push_back(name);
  };
  for (std::string const& one : asked) {
    auto const parts = parts_of(one);
    if (parts.size() < 2) continue;
    need(base_name);
    for (std::string const& part : parts) need(part);
  }
  return runs;
}

using Files = std::map<std::string, scenarios::Scenario>;

/// Every scenario file of the request, read once.
core::Checked<Files> read_all(std::vector<std::string> const& runs) {
  Files files;
  core::Diagnostics faults;
  for (std::string const& run : runs) {
    for (std::string const& part : parts_of(run)) {
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

/// A scenario that was run, with what differences need.
struct Run {
  ComparedScenario shown;
  results::Results results;
  std::vector<GroupOutlook> groups;
  std::map<std::string, Driver> deals;  ///< by id; `difference` is the mean that it brings
  double new_business = 0;
};

std::string name_of(std::vector<ScenarioNote> const& notes) {
  if (notes.empty()) return base_name;
  std::string name;
  for (auto const& note : notes) name += (name.empty() ? "" : " + ") + note.name;
  return name;
}

/// What the forecast claims of itself.
std::optional<double> claimed_accuracy(results::Results const& run) {
  std::vector<double> sorted;
  for (core::Minor const total : run.total) sorted.push_back(core::to_units(total));
  std::ranges::sort(sorted);
  auto const half = models::evaluate::claimed_crps(sorted, models::evaluate::Estimator::plain);
  if (!half) return std::nullopt;
  double const median = sorted[(sorted.size() - 1) / 2];
  auto const accuracy = models::evaluate::expected_accuracy({*half, median}, std::nullopt);
  return accuracy ? std::optional(accuracy->claimed) : std::nullopt;
}

core::Checked<Run> play(std::string const& asked, Files const& files, models::ForecastInputs inputs,
                        RunRequest const& how) {
  Run run;
  run.shown.asked = asked;
  std::vector<scenarios::Scenario> list;
  for (std::string const& part : parts_of(asked)) {
    if (part != base_name) list.push_back(files.at(part));
  }
  auto notes = apply_scenarios(list, inputs);
  if (!notes) return tl::unexpected(std::move(notes.error()));
  run.shown.notes = std::move(*notes);
  run.shown.name = name_of(run.shown.notes);
  auto played = play_inputs(inputs, how);
  run.results = std::move(played.results);
  if (!run.results.complete) return run;
  run.shown.check = played.check;
  run.shown.total = played.summary.total;
  run.shown.targets = played.summary.targets;
  run.groups = std::move(played.summary.groups);
  run.new_business = played.summary.created_later.mean;
  run.shown.claimed_accuracy = claimed_accuracy(run.results);
  for (std::size_t i = 0; i < played.compiled.deals.size(); ++i) {
    auto const& deal = played.compiled.deals[i];
    run.deals[deal.id] = {"deal", deal.id, deal.name, played.summary.deals[i].expected};
  }
  return run;
}

results::Estimate in_units(results::Estimate const& minor) {
  return {minor.value * core::units_per_minor, minor.error * core::units_per_minor};
}

Difference difference_of(Run const& run, Run const& first) {
  std::vector<results::Weighted> const sum{{1, &run.results}, {-1, &first.results}};
  auto const quantiles = results::quantile_differences(run.results, first.results, {0.1, 0.5, 0.9});
  Difference difference;
  difference.mean = in_units(results::mean_of_sum(sum));
  difference.p10 = in_units(quantiles[0]);
  difference.median = in_units(quantiles[1]);
  difference.p90 = in_units(quantiles[2]);
  for (std::size_t t = 0; t < run.shown.targets.size(); ++t) {
    difference.p_hit.push_back(results::p_hit_difference(run.results, first.results, t));
  }
  return difference;
}

std::vector<Driver> largest_first(std::vector<Driver> drivers) {
  std::erase_if(drivers, [](Driver const& driver) { return driver.difference == 0; });
  std::ranges::stable_sort(drivers, [](Driver const& a, Driver const& b) {
    return std::abs(a.difference) > std::abs(b.difference);
  });
  return drivers;
}

std::vector<Driver> deal_drivers(Run const& run, Run const& first) {
  std::map<std::string, Driver> all = run.deals;
  for (auto const& [id, deal] : first.deals) {
    auto& driver = all.try_emplace(id, Driver{"deal", id, deal.name, 0}).first->second;
    driver.difference -= deal.difference;
  }
  std::vector<Driver> drivers;
  for (auto& [id, driver] : all) drivers.push_back(std::move(driver));
  drivers.push_back({"new business", "", "", run.new_business - first.new_business});
  return largest_first(std::move(drivers));
}

std::vector<Driver> group_drivers(Run const& run, Run const& first) {
  std::map<std::pair<std::string, std::string>, double> all;
  for (auto const& group : run.groups) all[{group.by, group.value}] += group.total.mean;
  for (auto const& group : first.groups) all[{group.by, group.value}] -= group.total.mean;
  std::vector<Driver> drivers;
  for (auto const& [key, difference] : all) {
    drivers.push_back({key.first, key.second, "", difference});
  }
  return largest_first(std::move(drivers));
}

/// (together - base) - sum of (alone - base).
std::optional<Interaction> interaction_of(std::string const& asked,
                                          std::map<std::string, Run const*> const& runs) {
  auto const parts = parts_of(asked);
  if (parts.size() < 2) return std::nullopt;
  Interaction interaction;
  std::vector<results::Weighted> sum{{1, &runs.at(asked)->results}};
  for (std::string const& part : parts) {
    interaction.parts.push_back(runs.at(part)->shown.name);
    sum.push_back({-1, &runs.at(part)->results});
  }
  sum.push_back({static_cast<double>(parts.size()) - 1, &runs.at(base_name)->results});
  interaction.mean = in_units(results::mean_of_sum(sum));
  return interaction;
}

void add_differences(Comparison& comparison, std::vector<Run>& runs, std::size_t n_asked) {
  std::map<std::string, Run const*> by_name;
  for (Run const& run : runs) by_name.emplace(run.shown.asked, &run);
  for (std::size_t i = 0; i < n_asked; ++i) {
    ComparedScenario shown = runs[i].shown;
    if (i > 0) {
      shown.difference = difference_of(runs[i], runs.front());
      shown.deals = deal_drivers(runs[i], runs.front());
      shown.groups = group_drivers(runs[i], runs.front());
    }
    shown.interaction = interaction_of(shown.asked, by_name);
    comparison.scenarios.push_back(std::move(shown));
  }
}

/// What all scenarios share.
struct Common {
  std::vector<std::string> asked;
  Files files;
  models::ForecastInputs inputs;
};

/// Runs everything that was asked for; says whether all was done.
core::Checked<bool> run_all(Comparison& comparison, Common const& common, Hooks const& hooks) {
  std::vector<std::string> const names = all_runs(common.asked);
  std::vector<Run> runs;
  core::Diagnostics faults;
  for (std::string const& name : names) {
    if (!go_on(hooks, "simulating")) return false;
    auto run = play(name, common.files, common.inputs, {comparison.provenance, hooks});
    if (!run) {
      faults.insert(faults.end(), run.error().begin(), run.error().end());
      continue;
    }
    if (!run->results.complete) return false;
    runs.push_back(std::move(*run));
  }
  if (!faults.empty()) return tl::unexpected(std::move(faults));
  comparison.provenance.trials = runs.front().results.n_trials;
  add_differences(comparison, runs, common.asked.size());
  return true;
}

}  // namespace

std::vector<std::filesystem::path> files_of(std::string const& asked) {
  std::vector<std::filesystem::path> files;
  for (std::string const& part : parts_of(asked)) {
    if (part != base_name) files.emplace_back(part);
  }
  return files;
}

core::Checked<Comparison> compare(CompareRequest const& request, Hooks const& hooks) {
  Comparison comparison;
  comparison.complete = go_on(hooks, "reading");
  if (!comparison.complete) return comparison;
  std::vector<std::string> asked = request.scenarios;
  if (asked.size() == 1 && asked.front() != base_name) asked.insert(asked.begin(), base_name);
  auto const files = read_all(all_runs(asked));
  if (!files) return tl::unexpected(files.error());
  auto book = open_book(request.common.workspace, request.common.as_of);
  if (!book) return tl::unexpected(std::move(book.error()));
  auto period = choose_period(*book, request.common.period);
  if (!period) return tl::unexpected(std::move(period.error()));
  comparison.complete = go_on(hooks, "fitting");
  if (!comparison.complete) return comparison;

  comparison.company = book->workspace.company;
  comparison.as_of = book->as_of;
  comparison.period = *period;
  comparison.currency = book->workspace.currency;
  comparison.provenance = provenance_of(request.common, *book);
  std::vector<scenarios::Scenario> list;
  for (auto const& [name, scenario] : *files) list.push_back(scenario);
  auto const hashes = scenario_hashes(list);
  auto& all_inputs = comparison.provenance.inputs;
  all_inputs.insert(all_inputs.end(), hashes.begin(), hashes.end());
  auto models = models::fit(book->history, model_spec(*book, *period));
  if (models.spec.measure_counts) comparison.measure = plan::Measure::count;
  Common const common{std::move(asked), *files,
                      forecast_inputs(std::move(*book), std::move(models))};
  auto const done = run_all(comparison, common, hooks);
  if (!done) return tl::unexpected(done.error());
  comparison.complete = *done;
  return comparison;
}

}  // namespace quarterdeck::service
