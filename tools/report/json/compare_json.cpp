// tools/report/json/compare_json.cpp – see compare_json.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/compare_json.hpp"

#include "tools/report/json/backing_json.hpp"
#include "tools/report/json/json.hpp"
#include "tools/report/json/scenario_json.hpp"
#include "tools/report/json/track_json.hpp"
#include "tools/report/page/parts.hpp"

namespace quarterdeck::report {
namespace {

Json estimate_json(results::Estimate const& estimate) {
  return {{"value", finite(estimate.value)},
          {"error", finite(estimate.error)},
          {"low", finite(estimate.value - normal_975 * estimate.error)},
          {"high", finite(estimate.value + normal_975 * estimate.error)}};
}

Json targets_json(std::vector<service::TargetOutlook> const& targets) {
  Json list = Json::array();
  for (auto const& target : targets) {
    list.push_back({{"name", target.name},
                    {"amount", finite(target.amount)},
                    {"p_hit", finite(target.p_hit.value)},
                    {"error", finite(target.p_hit.error)}});
  }
  return list;
}

Json drivers_json(std::vector<service::Driver> const& drivers) {
  Json list = Json::array();
  for (auto const& driver : drivers) {
    Json object = {{"by", driver.by}, {"value", driver.value}};
    if (!driver.name.empty()) object["name"] = driver.name;
    object["difference"] = finite(driver.difference);
    list.push_back(std::move(object));
  }
  return list;
}

Json difference_json(service::ComparedScenario const& scenario, std::string const& against) {
  auto const& difference = *scenario.difference;
  Json object = {{"against", against},
                 {"mean", estimate_json(difference.mean)},
                 {"0.1", estimate_json(difference.p10)},
                 {"0.5", estimate_json(difference.median)},
                 {"0.9", estimate_json(difference.p90)}};
  Json targets = Json::array();
  for (std::size_t t = 0; t < difference.p_hit.size(); ++t) {
    Json target = {{"name", scenario.targets[t].name}};
    target["p_hit"] = estimate_json(difference.p_hit[t]);
    targets.push_back(std::move(target));
  }
  object["targets"] = std::move(targets);
  object["drivers"] = {{"groups", drivers_json(scenario.groups)},
                       {"deals", drivers_json(scenario.deals)}};
  return object;
}

Json scenario_json(service::ComparedScenario const& scenario, std::string const& first) {
  Json object = {{"name", scenario.name},
                 {"asked", scenario.asked},
                 {"scenarios", scenarios_json(scenario.notes)},
                 {"total", total_json(scenario.total)},
                 {"targets", targets_json(scenario.targets)}};
  if (scenario.accuracy) object["predictability"] = accuracy_json(*scenario.accuracy);
  object["exact_check"] = {{"method", scenario.check.method},
                           {"trials", scenario.n_trials_checked},
                           {"max_cdf_difference", finite(scenario.check.max_cdf_difference)},
                           {"tolerance", finite(scenario.check.tolerance)},
                           {"agrees", scenario.check.agrees}};
  if (scenario.difference) object["difference"] = difference_json(scenario, first);
  if (scenario.interaction) {
    object["interaction"] = {{"parts", scenario.interaction->parts},
                             {"mean", estimate_json(scenario.interaction->mean)}};
  }
  return object;
}

Json combined_json(service::Comparison const& comparison) {
  service::Combined const& combined = *comparison.combined;
  Json weights = Json::array();
  for (std::size_t i = 0; i < combined.weights.size(); ++i) {
    weights.push_back(
        {{"name", comparison.scenarios[i].name}, {"weight", finite(combined.weights[i])}});
  }
  Json targets = Json::array();
  for (std::size_t t = 0; t < combined.p_hit.size(); ++t) {
    targets.push_back({{"name", comparison.scenarios.front().targets[t].name},
                       {"p_hit", finite(combined.p_hit[t].value)},
                       {"error", finite(combined.p_hit[t].error)}});
  }
  Json object = {{"weights", std::move(weights)},
                 {"total", total_json(combined.total)},
                 {"targets", std::move(targets)},
                 {"variance_between_scenarios", finite(combined.between)}};
  if (combined.accuracy) object["predictability"] = accuracy_json(*combined.accuracy);
  return object;
}

Json record_json(service::Comparison const& comparison) {
  if (!comparison.unbacked.empty()) return {{"unbacked", comparison.unbacked}};
  Json object = {{"n_periods", comparison.honesty.n_periods}};
  if (!comparison.honesty.ratio) return object;
  object["weeks_left"] = comparison.honesty.weeks_left;
  object["honesty_ratio"] = finite(comparison.honesty.ratio->value);
  object["interval"] = interval_json(comparison.honesty.ratio->interval);
  return object;
}

}  // namespace

std::string compare_json(service::Comparison const& comparison) {
  Json document = {{"schema", "quarterdeck.compare.v1"},
                   {"provenance", provenance_json(comparison.provenance)},
                   {"as_of", core::to_iso(comparison.as_of)},
                   {"currency", comparison.currency},
                   {"period", period_json(comparison.period)}};
  if (comparison.measure == plan::Measure::count) document["measure"] = "count";
  Json list = Json::array();
  for (auto const& scenario : comparison.scenarios) {
    list.push_back(scenario_json(scenario, comparison.scenarios.front().name));
  }
  document["scenarios"] = std::move(list);
  if (comparison.combined) document["combined"] = combined_json(comparison);
  document["track_record"] = record_json(comparison);
  return dump(document);
}

}  // namespace quarterdeck::report
