// tools/report/json/lever_json.cpp – see lever_json.hpp; tornado, goal and sweep have files of
// their own. SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/lever_json.hpp"

#include <cmath>

#include "tools/report/json/scenario_json.hpp"

namespace quarterdeck::report {
namespace {

/// A number with its standard error.
Json with_error(double value, double error) {
  return {{"value", finite(value)}, {"error", finite(error)}};
}

}  // namespace

Json start_json(service::StartingPoint const& start, std::string const& schema) {
  Json provenance = provenance_json(start.provenance);
  provenance.erase("trials");
  Json document = {{"schema", schema},
                   {"provenance", std::move(provenance)},
                   {"as_of", core::to_iso(start.as_of)},
                   {"currency", start.currency},
                   {"period", period_json(start.period)}};
  if (start.measure == plan::Measure::count) document["measure"] = "count";
  if (!start.scenarios.empty()) document["scenarios"] = scenarios_json(start.scenarios);
  return document;
}

Json estimated_json(service::Estimated const& answer, std::vector<std::string> const& targets) {
  Json object = {{"mean", with_error(answer.value.mean, answer.error.mean)},
                 {"0.1", with_error(answer.value.p10, answer.error.p10)},
                 {"0.5", with_error(answer.value.p50, answer.error.p50)},
                 {"0.9", with_error(answer.value.p90, answer.error.p90)}};
  Json list = Json::array();
  for (std::size_t t = 0; t < targets.size(); ++t) {
    list.push_back({{"name", targets[t]},
                    {"p_hit", finite(answer.value.p_hit[t])},
                    {"error", finite(answer.error.p_hit[t])}});
  }
  object["targets"] = std::move(list);
  return object;
}

Json lever_json(service::Lever const& lever) {
  Json object = {{"lever", std::string(service::to_text(lever.kind))}};
  if (lever.column.empty()) return object;
  object["column"] = lever.column;
  object["value"] = lever.value;
  return object;
}

Json range_json(service::LeverRange const& range) {
  Json object = {{"low", finite(range.low)}, {"high", finite(range.high)}};
  if (!range.note.empty()) object["note"] = range.note;
  if (!range.learned) return object;
  object["tau"] = finite(range.learned->tau);
  Json periods = Json::array();
  for (auto const& one : range.learned->periods) {
    periods.push_back({{"period", one.period},
                       {"factor", finite(std::exp(one.log_factor))},
                       {"log_error", finite(std::sqrt(one.variance))}});
  }
  object["periods"] = std::move(periods);
  return object;
}

}  // namespace quarterdeck::report
