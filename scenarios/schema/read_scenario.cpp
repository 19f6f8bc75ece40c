// scenarios/schema/read_scenario.cpp – opens a scenario and those that it extends.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "engine/yaml/load.hpp"
#include "engine/yaml/schema.hpp"
#include "scenarios/schema/read_parts.hpp"
#include "scenarios/schema/scenario_keys.hpp"

namespace quarterdeck::scenarios {
namespace {

namespace fs = std::filesystem;
using yaml::Faults;
using yaml::Mapping;

/// What one file says, its changes apart from those that it extends.
struct OneFile {
  Scenario scenario;
  std::optional<fs::path> extends;
  core::Place extends_place;
};

/// Refuses grids that nobody could look at.
void check_size(Faults& faults, YAML::Node const& at, Scenario const& scenario) {
  std::size_t n_cells = 1;
  for (auto const& axis : scenario.sweep) n_cells *= axis.values.size();
  bool const too_many = n_cells > most_cells;
  if (at.size() <= 2 && !too_many) return;
  report(faults, at,
         {"QD-135",
          too_many ? fmt::format("the grid has {} cells", n_cells)
                   : fmt::format("`sweep` has {} axes", at.size()),
          "a grid is a line or a table", "Write one or two axes and at most 10,000 cells."});
}

OneFile read_top(Faults& faults, YAML::Node const& root, fs::path const& file) {
  Mapping const top(faults, root, key_section("scenario"));
  OneFile one;
  one.scenario.file = file;
  one.scenario.name = top.text("name").value_or("");
  one.scenario.why = top.text("why").value_or("");
  one.scenario.source = top.text("source").value_or("");
  for (auto const& item : top.list("changes")) {
    if (auto change = read_change(faults, item)) {
      one.scenario.changes.push_back(std::move(*change));
    }
  }
  for (auto const& item : top.list("sweep")) {
    if (auto axis = read_axis(faults, item)) one.scenario.sweep.push_back(std::move(*axis));
  }
  if (auto const* sweep = top.find("sweep")) check_size(faults, *sweep, one.scenario);
  if (auto const base = top.text("extends")) {
    one.extends = (file.parent_path() / *base).lexically_normal();
    one.extends_place = faults.place(*top.find("extends"));
  }
  return one;
}

core::Diagnostic missing(fs::path const& file, core::Place const& named_at) {
  bool const extended = !named_at.file.empty();
  return {"QD-133",
          core::Fault::missing_input,
          extended ? named_at : core::Place{file.string(), 0, 0},
          extended ? fmt::format("there is no scenario file {}", file.string())
                   : "there is no such scenario file",
          "nothing stands in for changes that are not there",
          extended ? "The path is relative to the file that names it." : "Check the path."};
}

core::Diagnostic cycle(std::vector<fs::path> const& chain, fs::path const& again,
                       core::Place const& named_at) {
  std::string words;
  for (fs::path const& file : chain) words += file.filename().string() + " → ";
  return {"QD-132",
          core::Fault::configuration,
          named_at,
          fmt::format("scenarios extend each other in a circle: {}{}", words,
                      again.filename().string()),
          "there is no first one to begin with",
          "Drop one `extends`."};
}

/// Follows `extends` from file to file and gathers the faults of all.
class ChainReader {
 public:
  /// Files from the given one to the one that extends nothing.
  core::Checked<std::vector<OneFile>> read(fs::path file) {
    core::Place named_at;
    while (true) {
      std::error_code ignored;
      if (!fs::is_regular_file(file, ignored)) {
        faults_.push_back(missing(file, named_at));
        break;
      }
      auto const whole = fs::canonical(file);
      if (std::ranges::find(seen_, whole) != seen_.end()) {
        faults_.push_back(cycle(seen_, whole, named_at));
        break;
      }
      seen_.push_back(whole);
      if (!read_one(file)) break;
      if (!files_.back().extends) break;
      named_at = files_.back().extends_place;
      file = *files_.back().extends;
    }
    if (!faults_.empty()) return tl::unexpected(std::move(faults_));
    return std::move(files_);
  }

 private:
  /// A grid belongs to the file that is asked for: of one that is extended it would be ignored.
  void refuse_sweep_of_base() {
    if (files_.size() < 2 || files_.back().scenario.sweep.empty()) return;
    faults_.push_back(
        {"QD-136", core::Fault::configuration, files_.back().scenario.sweep.front().place,
         "a scenario with `sweep` cannot be extended", "which of its cells is meant would be open",
         "Move its `changes` into a file of their own."});
  }

  bool read_one(fs::path const& file) {
    auto const root = yaml::load(file);
    if (!root) {
      faults_.insert(faults_.end(), root.error().begin(), root.error().end());
      return false;
    }
    Faults faults(file.string());
    files_.push_back(read_top(faults, *root, file));
    refuse_sweep_of_base();
    auto found = faults.take();
    faults_.insert(faults_.end(), found.begin(), found.end());
    return true;
  }

  std::vector<OneFile> files_;
  std::vector<fs::path> seen_;
  core::Diagnostics faults_;
};

}  // namespace

core::Checked<Scenario> read_scenario(fs::path const& file) {
  auto files = ChainReader().read(file.lexically_normal());
  if (!files) return tl::unexpected(std::move(files.error()));
  Scenario scenario = files->front().scenario;
  scenario.changes.clear();
  for (std::size_t i = files->size(); i-- > 0;) {
    Scenario const& part = (*files)[i].scenario;
    scenario.changes.insert(scenario.changes.end(), part.changes.begin(), part.changes.end());
    if (scenario.why.empty()) scenario.why = part.why;
  }
  for (std::size_t i = 1; i < files->size(); ++i) {
    scenario.extends.push_back((*files)[i].scenario.file);
  }
  return scenario;
}

std::string scenario_schema() { return yaml::schema_text("Quarterdeck scenario", key_sections()); }

}  // namespace quarterdeck::scenarios
