// tools/report/json/goal_json.cpp – see lever_json.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/lever_json.hpp"

namespace quarterdeck::report {
namespace {

Json pipeline_json(service::GoalRow const& row) {
  auto const& need = *row.pipeline;
  Json object = {
      {"by", core::to_iso(need.by)},         {"deals", finite(need.deals)},
      {"deals_low", finite(need.deals_low)}, {"deals_high", finite(need.deals_high)},
      {"wins", finite(need.wins)},           {"deals_a_week_lately", finite(need.deals_a_week)}};
  if (need.amount > 0) object["amount"] = finite(need.amount);
  return object;
}

Json row_json(service::Goal const& goal, service::GoalRow const& row) {
  Json object = row.lever ? lever_json(*row.lever) : Json{{"lever", "pipeline"}};
  object["label"] = row.label;
  if (!row.absent.empty()) {
    object["absent"] = row.absent;
    return object;
  }
  object["reached"] = row.reached;
  if (row.reached) {
    object["value"] = finite(row.value);
    object["low"] = finite(row.low);
    object["high"] = finite(row.high);
  } else {
    object["tried_up_to"] = finite(row.value);
  }
  object["there"] = estimated_json(row.at, {goal.target});
  if (row.pipeline) object["pipeline"] = pipeline_json(row);
  if (row.range) {
    object["past"] = range_json(*row.range);
    object["within_past"] =
        row.reached && row.range->low <= row.value && row.value <= row.range->high;
  } else if (!row.range_absent.empty()) {
    object["past_absent"] = row.range_absent;
  }
  return object;
}

}  // namespace

std::string goal_json(service::Goal const& goal) {
  Json document = start_json(goal.start, "quarterdeck.goal.v1");
  document["target"] = {{"name", goal.target}, {"amount", finite(goal.amount)}};
  document["wanted"] = finite(goal.wanted);
  document["now"] = {{"p_hit", finite(goal.p_now)}, {"error", finite(goal.p_now_error)}};
  document["already"] = goal.already;
  Json rows = Json::array();
  for (auto const& row : goal.rows) rows.push_back(row_json(goal, row));
  document["levers"] = std::move(rows);
  return dump(document);
}

}  // namespace quarterdeck::report
