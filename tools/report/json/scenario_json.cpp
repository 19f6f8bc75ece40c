// tools/report/json/scenario_json.cpp – see scenario_json.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/scenario_json.hpp"

#include <utility>

namespace quarterdeck::report {
namespace {

Json numbers_json(std::vector<scenarios::NumberChange> const& numbers) {
  Json list = Json::array();
  for (auto const& number : numbers) {
    list.push_back({{"name", number.name},
                    {"before", finite(number.before)},
                    {"after", finite(number.after)}});
  }
  return list;
}

void add_number(Json& object, char const* key, std::optional<double> const& value) {
  if (value) object[key] = finite(*value);
}

Json move_json(service::DealMove const& deal) {
  Json object = {{"id", deal.id}, {"name", deal.name}};
  Json before = Json::object();
  add_number(before, "p_win_in_period", deal.p_before);
  add_number(before, "amount", deal.amount_before);
  Json after = Json::object();
  add_number(after, "p_win_in_period", deal.p_after);
  add_number(after, "amount", deal.amount_after);
  object["before"] = std::move(before);
  object["after"] = std::move(after);
  return object;
}

}  // namespace

Json scenarios_json(std::vector<service::ScenarioNote> const& notes) {
  Json list = Json::array();
  for (auto const& note : notes) {
    Json changes = Json::array();
    for (auto const& effect : note.effects) {
      Json change = {{"change", effect.change}};
      if (!effect.why.empty()) change["why"] = effect.why;
      change["deals"] = effect.deals;
      change["numbers"] = numbers_json(effect.numbers);
      changes.push_back(std::move(change));
    }
    list.push_back({{"name", note.name},
                    {"why", note.why},
                    {"source", note.source},
                    {"file", note.file.string()},
                    {"changes", std::move(changes)}});
  }
  return list;
}

std::string dry_run_json(service::DryRun const& run) {
  Json document = {{"schema", "quarterdeck.dry_run.v1"},
                   {"as_of", core::to_iso(run.as_of)},
                   {"currency", run.currency},
                   {"period", period_json(run.period)},
                   {"scenarios", scenarios_json(run.scenarios)}};
  Json deals = Json::array();
  for (auto const& deal : run.deals) deals.push_back(move_json(deal));
  document["deals"] = std::move(deals);
  document["rates"] = numbers_json(run.rates);
  return dump(document);
}

}  // namespace quarterdeck::report
