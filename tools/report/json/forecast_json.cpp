// tools/report/json/forecast_json.cpp – see forecast_json.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/forecast_json.hpp"

#include "tools/report/json/backing_json.hpp"
#include "tools/report/json/json.hpp"
#include "tools/report/json/scenario_json.hpp"
#include "tools/report/page/forecast_page.hpp"
#include "tools/service/forecast/exact_draws.hpp"

namespace quarterdeck::report {
namespace {

Json total_with_histogram_json(service::Summary const& summary) {
  Json object = total_json(summary.total);
  object["histogram"] = {{"edges", summary.histogram.edges}, {"counts", summary.histogram.counts}};
  return object;
}

Json count_json(service::Summary const& summary) {
  Json object = Json::object();
  add_spread(object, summary.won_count);
  object["booked"] = summary.booked_count;
  return object;
}

Json parts_json(service::Summary const& summary) {
  Json object = {{"booked", finite(summary.booked)}};
  add_spread(object["open"], summary.open);
  add_spread(object["new"], summary.created_later);
  return object;
}

Json targets_json(service::Summary const& summary) {
  Json list = Json::array();
  for (auto const& target : summary.targets) {
    Json object = {{"name", target.name},
                   {"amount", finite(target.amount)},
                   {"p_hit", finite(target.p_hit.value)},
                   {"error", finite(target.p_hit.error)},
                   {"expected_shortfall", finite(target.expected_shortfall)}};
    if (target.needed_pipeline) object["needed_pipeline"] = finite(*target.needed_pipeline);
    list.push_back(std::move(object));
  }
  return list;
}

Json weeks_json(service::Summary const& summary) {
  Json list = Json::array();
  for (auto const& week : summary.weeks) {
    list.push_back({{"end", core::to_iso(week.end)},
                    {"booked_quantiles", quantiles_json(week.cumulative.quantiles)}});
  }
  return list;
}

Json groups_json(service::Summary const& summary) {
  Json list = Json::array();
  for (auto const& group : summary.groups) {
    Json object = {{"by", group.by}, {"value", group.value}};
    add_spread(object, group.total);
    object["booked"] = finite(group.booked);
    if (group.p_hit) object["p_hit"] = finite(*group.p_hit);
    list.push_back(std::move(object));
  }
  return list;
}

Json deal_json(models::DealOutlook const& outlook, service::DealEffect const& effect) {
  Json object = {{"id", outlook.id},
                 {"name", outlook.name},
                 {"amount", finite(effect.amount)},
                 {"stage", outlook.stage},
                 {"p_win_in_period", finite(effect.p_win_in_period)},
                 {"p_win", finite(outlook.p_win)},
                 {"expected", finite(effect.expected)}};
  if (effect.p_hit_if_won) object["p_hit_if_won"] = finite(*effect.p_hit_if_won);
  if (effect.p_hit_if_lost) object["p_hit_if_lost"] = finite(*effect.p_hit_if_lost);
  object["variance_share"] = finite(effect.variance_share);
  object["flags"] = outlook.flags;
  Json reasons = Json::array();
  for (auto const& reason : outlook.reasons) {
    reasons.push_back(
        {{"what", reason.what}, {"level", reason.level}, {"odds", finite(reason.odds)}});
  }
  object["reasons"] = std::move(reasons);
  return object;
}

Json deals_json(service::Forecast const& forecast) {
  Json list = Json::array();
  for (auto const i : service::by_variance_share(forecast.summary)) {
    list.push_back(deal_json(forecast.compiled.deals[i], forecast.summary.deals[i]));
    if (!amount_is_known(forecast, i)) list.back().erase("amount");
  }
  return list;
}

Json check_json(service::Forecast const& forecast) {
  auto const& check = forecast.check;
  return {{"method", check.method},
          {"trials", service::trials_to_check(forecast.compiled.plan, forecast.results)},
          {"max_cdf_difference", finite(check.max_cdf_difference)},
          {"tolerance", finite(check.tolerance)},
          {"agrees", check.agrees}};
}

Json without_json(service::Forecast const& forecast) {
  Json list = Json::array();
  for (auto const& part : forecast.without) {
    Json object = {{"column", part.column.empty() ? "id" : part.column},
                   {"value", part.value},
                   {"amount", finite(part.amount)}};
    add_spread(object, part.total);
    list.push_back(std::move(object));
  }
  return list;
}

}  // namespace

std::string forecast_json(service::Forecast const& forecast) {
  auto const& summary = forecast.summary;
  Json document = {{"schema", "quarterdeck.forecast.v1"},
                   {"provenance", provenance_json(forecast.provenance)},
                   {"as_of", core::to_iso(forecast.as_of)},
                   {"currency", forecast.currency}};
  if (forecast.compiled.plan.measure == plan::Measure::count) document["measure"] = "count";
  document["period"] = period_json(forecast.period);
  if (!forecast.assumptions.empty()) document["assumptions"] = forecast.assumptions;
  if (!forecast.scenarios.empty()) document["scenarios"] = scenarios_json(forecast.scenarios);
  document["total"] = total_with_histogram_json(summary);
  document["count"] = count_json(summary);
  document["parts"] = parts_json(summary);
  document["uncertainty"] = {{"outcomes", finite(forecast.uncertainty.outcomes)},
                             {"shared", finite(forecast.uncertainty.shared)},
                             {"parameters", finite(forecast.uncertainty.parameters)}};
  document["targets"] = targets_json(summary);
  document["weeks"] = weeks_json(summary);
  document["groups"] = groups_json(summary);
  document["deals"] = deals_json(forecast);
  document["overrides"] = overrides_json(forecast.overrides);
  document["exact_check"] = check_json(forecast);
  document["data_quality"] = quality_json(forecast.quality, Rows::counted);
  if (!forecast.without.empty()) document["data_quality"]["without"] = without_json(forecast);
  if (forecast.backing) {
    document["predictability"] = backing_json(*forecast.backing);
    document["combination"] = combination_json(forecast);
  }
  return dump(document);
}

}  // namespace quarterdeck::report
