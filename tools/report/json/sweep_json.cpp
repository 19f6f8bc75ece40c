// tools/report/json/sweep_json.cpp – see lever_json.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "tools/report/json/lever_json.hpp"

namespace quarterdeck::report {
namespace {

Json answer_json(service::CellAnswer const& answer) {
  Json list = Json::array(
      {finite(answer.mean), finite(answer.p10), finite(answer.p50), finite(answer.p90)});
  for (double const p : answer.p_hit) list.push_back(finite(p));
  return list;
}

std::optional<service::CellAnswer> parse_answer(Json const& list) {
  if (!list.is_array() || list.size() < 4) return std::nullopt;
  for (auto const& number : list) {
    if (!number.is_number()) return std::nullopt;
  }
  service::CellAnswer answer{list[0].get<double>(),
                             list[1].get<double>(),
                             list[2].get<double>(),
                             list[3].get<double>(),
                             {}};
  for (std::size_t i = 4; i < list.size(); ++i) answer.p_hit.push_back(list[i].get<double>());
  return answer;
}

}  // namespace

std::string sweep_json(service::Sweep const& sweep) {
  Json document = start_json(sweep.start, "quarterdeck.grid.v1");
  document["provenance"].erase("started_at");
  document["provenance"].erase("threads");
  document["name"] = sweep.name;
  if (!sweep.target.empty()) {
    document["target"] = {{"name", sweep.target}, {"amount", finite(sweep.amount)}};
  }
  Json axes = Json::array();
  for (auto const& axis : sweep.axes) {
    axes.push_back({{"name", axis.name}, {"about", axis.about}, {"values", axis.values}});
  }
  document["axes"] = std::move(axes);
  std::vector<std::string> targets;
  if (!sweep.target.empty()) targets.push_back(sweep.target);
  document["base"] = estimated_json(sweep.base, targets);
  Json columns = {"mean", "0.1", "0.5", "0.9"};
  if (!targets.empty()) columns.push_back("p_hit");
  document["columns"] = std::move(columns);
  document["error"] = answer_json(sweep.error);
  Json cells = Json::array();
  for (auto const& row : sweep.rows) {
    Json list = Json::array();
    for (auto const& answer : row) list.push_back(answer_json(answer));
    cells.push_back(std::move(list));
  }
  document["cells"] = std::move(cells);
  return dump(document);
}

std::string sweep_row_json(service::SweepRow const& row) {
  Json list = Json::array();
  for (auto const& answer : row) list.push_back(answer_json(answer));
  return list.dump();
}

std::optional<service::SweepRow> parse_sweep_row(std::string_view text) {
  Json const document = Json::parse(text, nullptr, false);
  if (!document.is_array()) return std::nullopt;
  service::SweepRow row;
  for (auto const& list : document) {
    auto answer = parse_answer(list);
    if (!answer) return std::nullopt;
    row.push_back(std::move(*answer));
  }
  return row;
}

}  // namespace quarterdeck::report
