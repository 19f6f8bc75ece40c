// tools/report/json/backing_json.cpp – see backing_json.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/backing_json.hpp"

#include "tools/report/json/track_json.hpp"

namespace quarterdeck::report {
namespace {

Json spread_json(service::Spread const& spread) {
  Json object = Json::object();
  add_spread(object, spread);
  return object;
}

}  // namespace

Json accuracy_json(models::evaluate::ExpectedAccuracy const& accuracy) {
  Json object = {{"claimed", finite(accuracy.claimed)}};
  if (accuracy.expected) {
    object["expected"] = finite(accuracy.expected->value);
    object["interval"] = interval_json(accuracy.expected->interval);
  }
  return object;
}

Json backing_json(service::Backing const& backing) {
  Json object = predictability_json(backing.predictability);
  object["n_forecasts"] = backing.n_forecasts;
  object["newest_data"] = core::to_iso(backing.newest);
  object["days_since"] = backing.days_since;
  object["weeks_left"] = backing.weeks_left;
  if (backing.accuracy) object["accuracy"] = accuracy_json(*backing.accuracy);
  if (backing.simulation_at_lead) {
    object["normalised_crps"] = {
        {"simulation", finite(backing.simulation_at_lead->normalised_crps)}};
    if (backing.best_at_lead)
      object["normalised_crps"]["best_baseline"] = finite(backing.best_at_lead->normalised_crps);
  }
  object["coverage"] = coverage_json(backing.coverage);
  object["spread"] = {{"stretch", finite(backing.stretch)},
                      {"total", spread_json(backing.corrected)}};
  return object;
}

Json weights_json(std::vector<service::MemberWeight> const& weights) {
  Json list = Json::array();
  for (auto const& member : weights) {
    Json object = {
        {"name", member.name}, {"weight", finite(member.weight)}, {"n_periods", member.n_periods}};
    if (member.n_periods > 0) object["relative_crps"] = finite(member.relative_crps);
    list.push_back(std::move(object));
  }
  return list;
}

Json combination_json(service::Forecast const& forecast) {
  auto const& combination = forecast.backing->combination;
  Json object = {{"used", combination.decision.use_pool},
                 {"reason", combination.decision.reason},
                 {"n_periods", combination.decision.n_periods},
                 {"relative_crps", finite(combination.decision.pool)},
                 {"relative_crps_of_simulation", finite(combination.decision.simulation)},
                 {"weights", weights_json(combination.weights)},
                 {"total", spread_json(combination.total)}};
  object["parts"] = {{"booked", finite(forecast.summary.booked)},
                     {"open", spread_json(combination.open)},
                     {"new", spread_json(combination.created_later)}};
  object["targets"] = Json::array();
  for (std::size_t i = 0; i < combination.p_hit.size(); ++i) {
    if (!combination.p_hit[i]) continue;
    object["targets"].push_back({{"name", forecast.summary.targets[i].name},
                                 {"amount", finite(forecast.summary.targets[i].amount)},
                                 {"p_hit", finite(*combination.p_hit[i])}});
  }
  return object;
}

}  // namespace quarterdeck::report
