// tools/report/sweep_files.cpp – a grid as JSON and CSV, and the rows kept on the way.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <fstream>
#include <iterator>

#include "engine/core/atomic_file.hpp"
#include "tools/report/lever_page.hpp"
#include "tools/report/sweep_report.hpp"

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

std::optional<service::SweepRow> parse_row(std::string const& text) {
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

/// Names of the axes, the second one numbered where they are equal.
std::vector<std::string> axis_names(service::Sweep const& sweep) {
  std::vector<std::string> names;
  for (auto const& axis : sweep.axes) names.push_back(axis.name);
  if (names.size() == 2 && names[0] == names[1]) names[1] += "_2";
  return names;
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

void write_grid_csv(service::Sweep const& sweep, std::ostream& out) {
  for (auto const& name : axis_names(sweep)) out << name << ',';
  out << "mean,p10,p50,p90" << (sweep.target.empty() ? "" : ",p_hit") << '\n';
  for (std::size_t row = 0; row < sweep.rows.size(); ++row) {
    for (std::size_t column = 0; column < sweep.rows[row].size(); ++column) {
      auto const& answer = sweep.rows[row][column];
      out << fmt::format("{},", sweep.axes[0].values[row]);
      if (sweep.axes.size() > 1) out << fmt::format("{},", sweep.axes[1].values[column]);
      out << fmt::format("{},{},{},{}", answer.mean, answer.p10, answer.p50, answer.p90);
      for (double const p : answer.p_hit) out << fmt::format(",{}", p);
      out << '\n';
    }
  }
}

service::SweepStore sweep_store(std::filesystem::path const& folder) {
  auto const file_of = [folder](std::string const& key) { return folder / (key + ".json"); };
  service::SweepStore store;
  store.load = [file_of](std::string const& key) -> std::optional<service::SweepRow> {
    std::ifstream file(file_of(key), std::ios::binary);
    if (!file) return std::nullopt;
    return parse_row(std::string{std::istreambuf_iterator<char>(file), {}});
  };
  store.save = [folder, file_of](std::string const& key, service::SweepRow const& row) {
    std::filesystem::create_directories(folder);
    Json list = Json::array();
    for (auto const& answer : row) list.push_back(answer_json(answer));
    core::write_atomically(file_of(key), list.dump());
  };
  return store;
}

}  // namespace quarterdeck::report
