// tools/report/json/past_forecast_json.cpp – see past_forecast_json.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/past_forecast_json.hpp"

#include <stdexcept>

namespace quarterdeck::report {
namespace {

Json grid_json(std::vector<double> const& grid) {
  Json list = Json::array();
  for (double const value : grid) list.push_back(finite(value));
  return list;
}

Json method_json(service::MethodForecast const& method) {
  if (!method.absent.empty()) return {{"name", method.name}, {"absent", method.absent}};
  return {{"name", method.name},         {"mean", finite(method.mean)},
          {"crps", finite(method.crps)}, {"claimed_crps", finite(method.claim)},
          {"pit", finite(method.pit)},   {"grid", grid_json(method.grid)}};
}

service::MethodForecast read_method(Json const& object) {
  service::MethodForecast method;
  method.name = object.at("name").get<std::string>();
  if (object.contains("absent")) {
    method.absent = object.at("absent").get<std::string>();
    if (method.absent.empty()) throw std::invalid_argument("a method is absent without a reason");
    return method;
  }
  method.mean = object.at("mean").get<double>();
  method.crps = object.at("crps").get<double>();
  method.claim = object.at("claimed_crps").get<double>();
  method.pit = object.at("pit").get<double>();
  method.grid = object.at("grid").get<std::vector<double>>();
  if (method.grid.empty()) throw std::invalid_argument("a method without quantiles");
  return method;
}

Json deals_json(service::PastForecast const& forecast) {
  Json list = Json::array();
  for (auto const& deal : forecast.deals)
    list.push_back({deal.id, finite(deal.p_win_in_period), deal.won ? 1 : 0});
  return list;
}

Json groups_json(service::PastForecast const& forecast) {
  Json list = Json::array();
  for (auto const& group : forecast.groups) {
    list.push_back({{"by", group.by},
                    {"value", group.value},
                    {"actual", finite(group.actual)},
                    {"booked", finite(group.booked)},
                    {"mean", finite(group.mean)},
                    {"crps", finite(group.crps)},
                    {"pit", finite(group.pit)},
                    {"p10", finite(group.p10)},
                    {"p90", finite(group.p90)}});
  }
  return list;
}

service::GroupOutcome read_group(Json const& object) {
  service::GroupOutcome group;
  group.by = object.at("by").get<std::string>();
  group.value = object.at("value").get<std::string>();
  group.actual = object.at("actual").get<double>();
  group.booked = object.at("booked").get<double>();
  group.mean = object.at("mean").get<double>();
  group.crps = object.at("crps").get<double>();
  group.pit = object.at("pit").get<double>();
  group.p10 = object.at("p10").get<double>();
  group.p90 = object.at("p90").get<double>();
  return group;
}

void read_details(service::PastForecast& forecast, Json const& object) {
  if (object.contains("deals")) {
    for (auto const& deal : object.at("deals")) {
      forecast.deals.push_back(
          {deal.at(0).get<std::string>(), deal.at(1).get<double>(), deal.at(2).get<int>() != 0});
    }
  }
  if (object.contains("groups")) {
    for (auto const& group : object.at("groups")) forecast.groups.push_back(read_group(group));
  }
}

}  // namespace

std::string unit_name(core::PeriodUnit unit) {
  switch (unit) {
    case core::PeriodUnit::month:
      return "month";
    case core::PeriodUnit::quarter:
      return "quarter";
    case core::PeriodUnit::year:
      return "year";
    case core::PeriodUnit::range:
      break;
  }
  return "range";
}

core::PeriodUnit read_unit(std::string const& name) {
  for (auto const unit : {core::PeriodUnit::month, core::PeriodUnit::quarter,
                          core::PeriodUnit::year, core::PeriodUnit::range}) {
    if (unit_name(unit) == name) return unit;
  }
  throw std::invalid_argument("no unit of periods");
}

core::Date read_date(Json const& text) {
  auto const date = core::parse_iso_date(text.get<std::string>());
  if (!date) throw std::invalid_argument("no date");
  return *date;
}

Json past_forecast_object(service::PastForecast const& forecast, Detail detail) {
  Json object = {{"as_of", core::to_iso(forecast.as_of)},
                 {"period", forecast.period.id},
                 {"start", core::to_iso(forecast.period.start)},
                 {"end", core::to_iso(forecast.period.end)},
                 {"unit", unit_name(forecast.period.unit)},
                 {"weeks_left", forecast.weeks_left},
                 {"week", forecast.week},
                 {"actual", finite(forecast.actual)},
                 {"booked", finite(forecast.booked)},
                 {"scale", finite(forecast.scale)},
                 {"quantiles", quantiles_json(forecast.quantiles)},
                 {"simulation", method_json(forecast.simulation)}};
  object["baselines"] = Json::array();
  for (auto const& method : forecast.baselines) object["baselines"].push_back(method_json(method));
  if (detail == Detail::all) {
    object["deals"] = deals_json(forecast);
    object["groups"] = groups_json(forecast);
  }
  return object;
}

service::PastForecast read_past_forecast(Json const& object) {
  service::PastForecast forecast;
  forecast.as_of = read_date(object.at("as_of"));
  forecast.period = {object.at("period").get<std::string>(), read_date(object.at("start")),
                     read_date(object.at("end")), read_unit(object.at("unit").get<std::string>())};
  forecast.weeks_left = object.at("weeks_left").get<int>();
  forecast.week = object.at("week").get<int>();
  forecast.actual = object.at("actual").get<double>();
  forecast.booked = object.at("booked").get<double>();
  forecast.scale = object.at("scale").get<double>();
  for (std::size_t i = 0; i < service::quantile_names.size(); ++i) {
    forecast.quantiles[i] = object.at("quantiles").at(service::quantile_names[i]).get<double>();
  }
  forecast.simulation = read_method(object.at("simulation"));
  for (auto const& method : object.at("baselines"))
    forecast.baselines.push_back(read_method(method));
  read_details(forecast, object);
  return forecast;
}

std::string past_forecast_json(service::PastForecast const& forecast) {
  return past_forecast_object(forecast, Detail::all)
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<service::PastForecast> parse_past_forecast(std::string_view text) {
  try {
    return read_past_forecast(Json::parse(text));
  } catch (Json::exception const&) {
    return std::nullopt;
  } catch (std::invalid_argument const&) {
    return std::nullopt;
  }
}

}  // namespace quarterdeck::report
