// tools/cli/goal_command.cpp – `quarterdeck goal`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <filesystem>

#include "engine/core/atomic_file.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/lever_options.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/goal_report.hpp"

namespace quarterdeck::cli {
namespace {

namespace fs = std::filesystem;

constexpr char const* goal_examples = R"(Examples:
  quarterdeck goal company/ --p-hit 0.8
  quarterdeck goal company/ --target EMEA --p-hit 0.8 --lever win_rate --where segment=Enterprise
  quarterdeck goal company/ --p-hit 0.7 --lever pipeline --by 2026-11-30

Levers: win_rate, amount, new_deals, market, cycle and pipeline; without --lever, all of them. Where
the chance is higher than wanted already, it says how far each may worsen.)";

double read_chance(std::string const& text) {
  double p = 0;
  bool const read = CLI::detail::lexical_cast(text, p);
  if (read && p > 0 && p < 1) return p;
  throw CLI::ValidationError(
      "--p-hit", fmt::format("'{}' is not a probability between 0 and 1, such as 0.8", text));
}

}  // namespace

CLI::App& add_goal(CLI::App& app, GoalOptions& options) {
  auto& command = *app.add_subcommand("goal", "What would have to be true to reach a target");
  add_workspace(command, options.common.workspace);
  add_lever_options(command, options.common);
  command
      .add_option_function<std::string>(
          "--p-hit", [&](std::string const& text) { options.p_hit = read_chance(text); },
          "wanted chance of reaching the target; default 0.8")
      ->type_name("P");
  add_text(command, "--lever", "a single lever; default all", options.lever);
  add_text(command, "--where", "column=value: deals that the lever is about; default all",
           options.where);
  add_text(command, "--by", "pipeline: last day of creation; default several", options.by);
  add_text(command, "--out", "folder for goal.json", options.common.out);
  command.footer(goal_examples);
  return command;
}

int run_goal(GoalOptions const& options) {
  watch_interrupts();
  service::GoalRequest request;
  request.common = request_of(options.common);
  request.target = options.common.target;
  request.p_hit = options.p_hit;
  request.lever = options.lever;
  request.where = options.where;
  request.by = options.by;
  auto const goal = [&] {
    ProgressBar bar(options.common.output);
    return service::goal(request, bar.hooks());
  }();
  if (!goal) return fail(goal.error());
  if (!goal->ground.complete || interrupted()) return stop_interrupted();
  bool const as_json = options.common.output.format == Format::json;
  std::string json;
  if (as_json || !options.common.out.empty()) json = report::goal_json(*goal);
  if (!options.common.out.empty()) {
    fs::create_directories(options.common.out);
    core::write_atomically(fs::path(options.common.out) / "goal.json", json);
  }
  write_result(as_json ? json : report::goal_text(*goal, style_of_output(options.common.output)));
  return exit_success;
}

}  // namespace quarterdeck::cli
