// tools/service/forecast/compare_parts.cpp – see compare_parts.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/compare_parts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/results/mixture.hpp"
#include "scenarios/board/board.hpp"
#include "tools/service/forecast/questions.hpp"
#include "tools/service/session/parallel.hpp"

namespace quarterdeck::service {
namespace {

results::Estimate in_units(results::Estimate const& minor) {
  return {minor.value * core::units_per_minor, minor.error * core::units_per_minor};
}

Difference difference_of(ScenarioRun const& run, ScenarioRun const& first) {
  std::vector<results::Weighted> const sum{{1, &run.results}, {-1, &first.results}};
  auto const quantiles = results::quantile_differences(
      results::SortedRun{&run.results, run.sorted},
      results::SortedRun{&first.results, first.sorted}, {0.1, 0.5, 0.9});
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

std::vector<Driver> deal_drivers(ScenarioRun const& run, ScenarioRun const& first) {
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

std::vector<Driver> group_drivers(ScenarioRun const& run, ScenarioRun const& first) {
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
                                          std::map<std::string, ScenarioRun const*> const& runs) {
  auto const parts = scenarios::parts_of(asked);
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

}  // namespace

std::optional<models::evaluate::ExpectedAccuracy> claimed_accuracy(double claim,
                                                                   TotalSpread const& total) {
  return models::evaluate::expected_accuracy({claim, total.spread.quantiles[p50]}, std::nullopt);
}

Combined combine_runs(std::vector<ScenarioRun> const& runs, std::vector<double> const& weights) {
  std::vector<results::Weighted> weighed;
  for (std::size_t i = 0; i < weights.size(); ++i)
    weighed.push_back({weights[i], &runs[i].results});
  Combined combined;
  combined.weights = weights;
  TotalSpread& total = combined.total;
  auto const mean = in_units(results::mean_of_sum(weighed));
  total.spread.mean = mean.value;
  total.mean_error = mean.error;
  auto const quantiles = results::mixture_quantiles(
      weighed, std::vector<double>(quantile_levels.begin(), quantile_levels.end()));
  for (std::size_t i = 0; i < quantiles.size(); ++i) {
    total.spread.quantiles[i] = in_units(quantiles[i]).value;
  }
  total.p10_error = in_units(quantiles[p10]).error;
  total.p50_error = in_units(quantiles[p50]).error;
  total.p90_error = in_units(quantiles[p90]).error;
  auto const variance = results::mixture_variance(weighed);
  double const all = variance.within + variance.between;
  total.spread.sd = std::sqrt(all) * core::units_per_minor;
  combined.between = all > 0 ? variance.between / all : 0;
  for (std::size_t t = 0; t < runs.front().shown.targets.size(); ++t) {
    combined.p_hit.push_back(results::mixture_p_hit(weighed, t));
  }
  combined.claim = results::mixture_claim(weighed) * core::units_per_minor;
  combined.accuracy = claimed_accuracy(combined.claim, total);
  return combined;
}

void add_differences(std::vector<ScenarioRun>& runs, std::size_t n_asked, int n_threads) {
  std::map<std::string, ScenarioRun const*> by_name;
  for (ScenarioRun const& run : runs) by_name.emplace(run.shown.asked, &run);
  for_each_index(n_asked, n_threads, [&](std::size_t i) {
    ScenarioRun& run = runs[i];
    if (i > 0) {
      run.shown.difference = difference_of(run, runs.front());
      run.shown.deals = deal_drivers(run, runs.front());
      run.shown.groups = group_drivers(run, runs.front());
    }
    run.shown.interaction = interaction_of(run.shown.asked, by_name);
  });
}

}  // namespace quarterdeck::service
