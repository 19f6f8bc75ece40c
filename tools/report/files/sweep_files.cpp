// tools/report/files/sweep_files.cpp – see sweep_files.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/files/sweep_files.hpp"

#include <fmt/core.h>

#include <string>
#include <vector>

#include "engine/core/atomic_file.hpp"
#include "tools/report/files/text_file.hpp"
#include "tools/report/json/lever_json.hpp"

namespace quarterdeck::report {
namespace {

/// Names of the axes, the second one numbered where they are equal.
std::vector<std::string> axis_names(service::Sweep const& sweep) {
  std::vector<std::string> names;
  for (auto const& axis : sweep.axes) names.push_back(axis.name);
  if (names.size() == 2 && names[0] == names[1]) names[1] += "_2";
  return names;
}

}  // namespace

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
  store.load = [file_of](std::string const& key) {
    return parsed_file(file_of(key), parse_sweep_row);
  };
  store.save = [folder, file_of](std::string const& key, service::SweepRow const& row) {
    std::filesystem::create_directories(folder);
    core::write_atomically(file_of(key), sweep_row_json(row));
  };
  return store;
}

}  // namespace quarterdeck::report
