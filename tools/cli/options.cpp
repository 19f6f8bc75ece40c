// tools/cli/options.cpp – see options.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/options.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

#include "engine/core/diagnostic.hpp"

namespace quarterdeck::cli {
namespace {

std::string refuse_empty(std::string const& text) {
  return text.empty() ? "an empty text says nothing" : std::string();
}

/// Whether the path means a table and no workspace: a file of another kind than YAML.
bool is_table(std::string const& path) {
  std::filesystem::path const file(path);
  auto const extension = file.extension();
  if (extension == ".yaml" || extension == ".yml") return false;
  static constexpr std::array<std::string_view, 6> tables{".csv",     ".tsv",  ".txt",
                                                          ".parquet", ".json", ".gz"};
  std::error_code ignored;
  bool const is_named_so = std::ranges::find(tables, extension.string()) != tables.end();
  return !std::filesystem::is_directory(file, ignored) &&
         (is_named_so || std::filesystem::is_regular_file(file, ignored));
}

Format parse_format(std::string const& text) {
  if (text == "terminal") return Format::terminal;
  if (text == "json") return Format::json;
  std::array<std::string, 2> const names{"terminal", "json"};
  auto const nearest = core::nearest_word(text, names);
  throw CLI::ValidationError(
      "--format", fmt::format("'{}' is not one of terminal, json{}", text,
                              nearest.empty() ? "" : fmt::format("; did you mean {}", nearest)));
}

}  // namespace

void add_whole_number(CLI::App& command, WholeNumberFlag const& flag,
                      std::function<void(std::uint64_t)> const& set) {
  auto const read = [flag, set](std::string const& text) {
    std::uint64_t value = 0;
    char const* const end = text.data() + text.size();
    auto const result = std::from_chars(text.data(), end, value);
    bool const whole = result.ec == std::errc() && result.ptr == end;
    if (!whole || value < flag.least || value > flag.most) {
      throw CLI::ValidationError(flag.name, fmt::format("'{}' is not a whole number from {} to {}",
                                                        text, flag.least, flag.most));
    }
    set(value);
  };
  command.add_option_function<std::string>(flag.name, read, flag.help)->type_name("N");
}

void add_text(CLI::App& command, std::string const& name, std::string const& help,
              std::string& value) {
  command.add_option(name, value, help)->check(refuse_empty)->type_name("TEXT");
}

void add_workspace(CLI::App& command, std::string& value) {
  command.add_option("workspace", value, "quarterdeck.yaml, or the folder that holds it")
      ->required()
      ->check(refuse_empty)
      ->type_name("");
}

void add_workspace_or_tables(CLI::App& command, SessionOptions& options) {
  auto const take = [&options](std::vector<std::string> const& given) {
    options.workspace = given.front();
    if (is_table(given.front())) options.tables = given;
    for (auto const& one : given) {
      if (given.size() == 1 || is_table(one)) continue;
      throw CLI::ValidationError(
          "workspace", fmt::format("'{}' is no table; give one workspace, or several tables", one));
    }
  };
  command
      .add_option_function<std::vector<std::string>>(
          "workspace", take, "quarterdeck.yaml, the folder that holds it, or tables without one")
      ->required()
      ->check(refuse_empty)
      ->type_name("");
}

void add_day(CLI::App& command, SessionOptions& options) {
  add_text(command, "--as-of", "day whose end is looked from, YYYY-MM-DD; default the newest",
           options.as_of);
}

void add_day_and_period(CLI::App& command, SessionOptions& options) {
  add_day(command, options);
  add_text(command, "--period", "2026-Q4, FY2027-Q1, 2026-11, 2026 or A..B; default the next",
           options.period);
}

void add_trials(CLI::App& command, std::optional<std::int64_t>& trials) {
  constexpr std::uint64_t most_trials = 1'000'000'000;
  add_whole_number(command,
                   {"--trials", "number of trials; default as the workspace says", 1, most_trials},
                   [&](std::uint64_t n) { trials = static_cast<std::int64_t>(n); });
}

void add_seed_and_threads(CLI::App& command, SessionOptions& options) {
  add_whole_number(command, {"--seed", "seed of the random numbers; default as the workspace says"},
                   [&](std::uint64_t n) { options.seed = n; });
  add_whole_number(
      command,
      {"--threads", "threads; default 0, all cores; never changes a number", 0, most_threads},
      [&](std::uint64_t n) { options.threads = static_cast<int>(n); });
}

void add_scenarios(CLI::App& command, std::vector<std::string>& files) {
  auto* const option = command.add_option("--scenario", files,
                                          "what-if file; several are applied one after another");
  option->check(refuse_empty)->type_name("FILE")->expected(1)->allow_extra_args(false);
  option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_output_options(CLI::App& command, OutputOptions& output, Formats formats) {
  if (formats == Formats::both) {
    auto const set = [&output](std::string const& text) { output.format = parse_format(text); };
    command.add_option_function<std::string>("--format", set, "terminal (default) or json")
        ->type_name("FORMAT");
  }
  command.add_flag("--quiet,-q", output.quiet, "no progress bar and no warnings");
  command.add_flag("--no-color", output.no_color, "no colours; NO_COLOR does the same");
}

}  // namespace quarterdeck::cli
