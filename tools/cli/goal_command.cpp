// tools/cli/goal_command.cpp – `quarterdeck goal`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "tools/cli/ask.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/lever_options.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/json/lever_json.hpp"
#include "tools/report/page/lever_pages.hpp"
#include "tools/report/terminal/terminal.hpp"
#include "tools/service/levers/answer.hpp"

namespace quarterdeck::cli {
namespace {

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
  add_workspace(command, options.common.session.workspace);
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
  LeverOptions const& common = options.common;
  service::GoalQuestion question;
  question.scenarios = paths_of(common.scenarios);
  question.target = common.target;
  question.p_hit = options.p_hit;
  question.lever = options.lever;
  question.where = options.where;
  question.by = options.by;
  auto const goal = ask(session_of(common.session), question, common.output);
  if (!goal) return fail(goal.error());
  if (!goal->start.complete || interrupted()) return stop_interrupted();
  show({[&] { return report::goal_json(*goal); },
        [&](report::Style const& style) {
          return report::terminal_text(report::goal_page(*goal), style);
        }},
       common.output, {common.out, "goal.json"});
  return exit_success;
}

}  // namespace quarterdeck::cli
