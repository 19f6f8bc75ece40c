// scenarios/board/read_board.cpp – opens a board and reads it job by job.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "engine/core/date.hpp"
#include "engine/yaml/load.hpp"
#include "engine/yaml/mapping.hpp"
#include "engine/yaml/schema.hpp"
#include "scenarios/board/board.hpp"
#include "scenarios/board/board_keys.hpp"

namespace quarterdeck::scenarios {
namespace {

namespace fs = std::filesystem;
using yaml::Faults;
using yaml::Mapping;

constexpr std::size_t longest_name = 100;

/// A list of texts with their places; reports what is listed twice, and an empty list.
std::vector<Placed> placed_texts(Faults& faults, Mapping const& map, std::string_view key) {
  std::vector<Placed> texts;
  auto const items = map.list(key);
  auto const* node = map.find(key);
  if (items.empty() && node->IsSequence()) {
    faults.add(*node, "QD-104", fmt::format("`{}` is empty", key), "Write a value, or drop it.");
  }
  for (auto const& item : items) {
    auto value = yaml::scalar_text(faults, item, fmt::format("an entry of `{}`", key));
    if (!value) continue;
    if (std::ranges::find(texts, *value, &Placed::text) != texts.end()) {
      faults.add(item, "QD-103", fmt::format("`{}` is listed twice in `{}`", *value, key),
                 "Keep one of the two.");
      continue;
    }
    texts.push_back({std::move(*value), faults.place(item)});
  }
  return texts;
}

void read_kinds(Faults& faults, Mapping const& map, BoardJob& job) {
  static std::array<std::string, 2> const kinds{"forecast", "compare"};
  job.forecasts = false;
  job.compares = false;
  for (auto const& item : map.list("kinds")) {
    auto const value = yaml::scalar_text(faults, item, "an entry of `kinds`");
    if (!value) continue;
    if (*value == kinds[0]) job.forecasts = true;
    if (*value == kinds[1]) job.compares = true;
    if (std::ranges::find(kinds, *value) != kinds.end()) continue;
    auto const nearest = core::nearest_word(*value, kinds);
    faults.add(item, "QD-107", fmt::format("an entry of `kinds` is `{}`", *value),
               nearest.empty() ? "Write one of: forecast, compare."
                               : fmt::format("Did you mean `{}`?", nearest));
  }
}

void read_as_of(Faults& faults, Mapping const& map, BoardJob& job) {
  auto const text = map.text("as_of");
  if (!text) return;
  job.as_of = *text;
  if (core::parse_iso_date(*text)) return;
  faults.add(*map.find("as_of"), "QD-108", fmt::format("`as_of` is `{}`", *text),
             "Write a day as YYYY-MM-DD.");
}

/// What jobs and defaults have in common.
void read_settings(Faults& faults, Mapping const& map, BoardJob& job) {
  static std::array<std::string, 2> const truths{"true", "false"};
  yaml::NumberRange const trials{1, 1e9, "a whole number from 1 to 1,000,000,000"};
  yaml::NumberRange const seeds{0, 9.2e18, "a whole number from 0 up"};
  if (map.has("scenarios")) job.scenarios = placed_texts(faults, map, "scenarios");
  if (map.has("periods")) job.periods = placed_texts(faults, map, "periods");
  read_as_of(faults, map, job);
  if (auto const n = map.integer("trials", trials)) job.trials = *n;
  if (auto const n = map.integer("seed", seeds)) job.seed = static_cast<std::uint64_t>(*n);
  if (map.has("kinds")) read_kinds(faults, map, job);
  if (auto const i = map.choice("ledger", truths)) job.ledger = *i == 0;
}

bool something_to_compare(BoardJob const& job) {
  auto const changes = [](Placed const& one) { return one.text != board_base; };
  return std::ranges::any_of(job.scenarios, changes);
}

/// Name of the folder that holds the workspace.
std::string name_of_workspace(fs::path const& workspace) {
  auto const extension = workspace.extension();
  bool const file = extension == ".yaml" || extension == ".yml";
  auto name = workspace.filename().string();
  if (file && name != "quarterdeck.yaml") return workspace.stem().string();
  return (file ? workspace.parent_path() : workspace).filename().string();
}

/// Whether a folder may have the name and a terminal may show it.
bool is_folder_name(std::string const& name) {
  auto const odd = [](char c) { return c == '/' || c == '\\' || (c >= 0 && c < 32) || c == 127; };
  return !name.empty() && name.size() <= longest_name && name.front() != '.' &&
         std::ranges::none_of(name, odd);
}

class BoardReader {
 public:
  BoardReader(Faults& faults, fs::path const& file) : faults_(faults), folder_(file.parent_path()) {
    board_.file = file;
  }

  Board read(YAML::Node const& root) {
    Mapping const top(faults_, root, board_key_section("board"));
    board_.name = top.text("name").value_or(board_.file.stem().string());
    board_.out = (folder_ / top.text("out").value_or("results")).lexically_normal();
    yaml::NumberRange const threads{0, 1024, "a whole number from 0 to 1024"};
    board_.threads = static_cast<int>(top.integer("threads", threads).value_or(0));
    BoardJob defaults;
    bool kinds_by_default = false;
    if (auto const* node = top.find("defaults")) {
      Mapping const map(faults_, *node, board_key_section("defaults"));
      read_settings(faults_, map, defaults);
      kinds_by_default = map.has("kinds");
    }
    auto const jobs = top.list("jobs");
    if (jobs.empty() && top.has("jobs") && top.find("jobs")->IsSequence()) {
      faults_.add(*top.find("jobs"), "QD-104", "`jobs` is empty", "Write at least one job.");
    }
    for (auto const& node : jobs) read_job(node, defaults, kinds_by_default);
    return std::move(board_);
  }

 private:
  void read_job(YAML::Node const& node, BoardJob const& defaults, bool kinds_by_default) {
    Mapping const map(faults_, node, board_key_section("job"));
    BoardJob job = defaults;
    job.place = faults_.place(node);
    read_settings(faults_, map, job);
    if (!map.has("kinds") && !kinds_by_default) job.compares = something_to_compare(job);
    if (auto text = map.text("workspace")) {
      job.workspace = {std::move(*text), faults_.place(*map.find("workspace"))};
      auto const path = (folder_ / job.workspace.text).lexically_normal();
      job.name = name_of_workspace(path.has_filename() ? path : path.parent_path());
    }
    check_comparison(map, job);
    if (auto const name = map.text("name")) job.name = *name;
    if (!job.workspace.text.empty()) check_name(map, job);
    board_.jobs.push_back(std::move(job));
  }

  void check_comparison(Mapping const& map, BoardJob const& job) {
    if (!job.compares || something_to_compare(job)) return;
    auto const* kinds = map.find("kinds");
    faults_.add({"QD-153", core::Fault::configuration,
                 kinds == nullptr ? job.place : faults_.place(*kinds),
                 "`compare` is asked for, and the only scenario is `base`",
                 "there is nothing to hold against it", "Name scenario files, or drop `compare`."});
  }

  void check_name(Mapping const& map, BoardJob const& job) {
    auto const* given = map.find("name");
    auto const place = given != nullptr ? faults_.place(*given) : job.workspace.place;
    if (!is_folder_name(job.name)) {
      faults_.add({"QD-152", core::Fault::configuration, place,
                   fmt::format("`{}` is no name for a folder of results", job.name),
                   "the results of the job are written into a folder of its name",
                   "Give the job a `name` of at most 100 characters, without / and without a dot "
                   "in front."});
      return;
    }
    auto const [first, is_new] = names_.emplace(job.name, place.line);
    if (is_new) return;
    faults_.add({"QD-151", core::Fault::configuration, place,
                 fmt::format("a second job is called `{}`; the first is on line {}", job.name,
                             first->second),
                 "each would write over the results of the other",
                 "Give one of them another `name`."});
  }

  Faults& faults_;
  fs::path folder_;
  Board board_;
  std::map<std::string, std::int64_t> names_;
};

core::Diagnostic missing(fs::path const& file) {
  return {"QD-150",
          core::Fault::missing_input,
          {file.string(), 0, 0},
          "there is no such board file",
          "it says what to work through",
          "Check the path."};
}

}  // namespace

std::vector<std::string> parts_of(std::string const& asked) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (from <= asked.size()) {
    auto const at = std::min(asked.find('+', from), asked.size());
    parts.push_back(asked.substr(from, at - from));
    from = at + 1;
  }
  return parts;
}

std::vector<std::string> files_of_board_scenario(std::string const& asked) {
  auto files = parts_of(asked);
  std::erase(files, board_base);
  return files;
}

core::Checked<Board> read_board(fs::path const& path) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) {
    return tl::unexpected(core::Diagnostics{missing(path)});
  }
  auto const file = fs::absolute(path).lexically_normal();
  auto const root = yaml::load(path);
  if (!root) return tl::unexpected(root.error());
  Faults faults(path.string());
  auto board = BoardReader(faults, file).read(*root);
  if (!faults.empty()) return tl::unexpected(faults.take());
  return board;
}

std::string board_schema() { return yaml::schema_text("Quarterdeck board", board_key_sections()); }

}  // namespace quarterdeck::scenarios
