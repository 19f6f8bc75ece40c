// tools/report/json/simple_forecast_json.cpp – see simple_forecast_json.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/simple_forecast_json.hpp"

#include "tools/report/json/backing_json.hpp"

namespace quarterdeck::report {

std::string simple_forecast_json(service::SimpleForecast const& forecast) {
  Json document = {{"schema", "quarterdeck.forecast.v1"},
                   {"model", forecast.model},
                   {"model_meaning", forecast.meaning},
                   {"provenance",
                    {{"version", forecast.provenance.build.version},
                     {"git", forecast.provenance.build.git},
                     {"started_at", forecast.provenance.started_at},
                     {"inputs", inputs_json(forecast.provenance.inputs)}}},
                   {"as_of", core::to_iso(forecast.as_of)},
                   {"currency", forecast.currency}};
  if (forecast.measure_counts) document["measure"] = "count";
  document["period"] = {{"id", forecast.period.id},
                        {"start", core::to_iso(forecast.period.start)},
                        {"end", core::to_iso(forecast.period.end)}};
  if (!forecast.assumptions.empty()) document["assumptions"] = forecast.assumptions;
  document["total"] = Json::object();
  add_spread(document["total"], forecast.total);
  document["parts"] = {{"booked", finite(forecast.booked)}};
  document["targets"] = Json::array();
  for (auto const& target : forecast.targets) {
    document["targets"].push_back({{"name", target.name},
                                   {"amount", finite(target.amount)},
                                   {"p_hit", finite(target.p_hit)}});
  }
  if (!forecast.weights.empty()) document["weights"] = weights_json(forecast.weights);
  if (!forecast.calls.empty()) {
    document["past_calls"] = Json::array();
    for (auto const& call : forecast.calls) {
      document["past_calls"].push_back({{"period", call.period},
                                        {"forecast", finite(call.forecast)},
                                        {"actual", finite(call.actual)}});
    }
  }
  return dump(document);
}

}  // namespace quarterdeck::report
