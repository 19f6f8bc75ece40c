// tools/cli/tornado_command.cpp – `quarterdeck tornado`.
// SPDX-License-Identifier: Apache-2.0
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

constexpr char const* tornado_examples = R"(Examples:
  quarterdeck tornado company/
  quarterdeck tornado company/ --target EMEA --scenario freeze.yaml
  quarterdeck tornado company/ --format json | jq '.levers[] | {lever, value, swing}'

Every lever is moved alone over the range in which it lies in four periods of five, as past periods
tell. Answers are those of the exact engine; nothing is simulated.)";

}  // namespace

void add_lever_options(CLI::App& command, LeverOptions& options) {
  add_day_and_period(command, options.session);
  add_scenarios(command, options.scenarios);
  add_text(command, "--target", "target of the period; default the first", options.target);
  add_seed_and_threads(command, options.session);
  add_output_options(command, options.output, Formats::both);
}

CLI::App& add_tornado(CLI::App& app, LeverOptions& options) {
  auto& command =
      *app.add_subcommand("tornado", "What moves the period most, over ranges that the past tells");
  add_workspace(command, options.session.workspace);
  add_lever_options(command, options);
  add_text(command, "--out", "folder for tornado.json", options.out);
  command.footer(tornado_examples);
  return command;
}

int run_tornado(LeverOptions const& options) {
  watch_interrupts();
  auto const tornado =
      ask(session_of(options.session),
          service::TornadoQuestion{paths_of(options.scenarios), options.target}, options.output);
  if (!tornado) return fail(tornado.error());
  if (!tornado->start.complete || interrupted()) return stop_interrupted();
  show({[&] { return report::tornado_json(*tornado); },
        [&](report::Style const& style) {
          return report::terminal_text(report::tornado_page(*tornado), style);
        }},
       options.output, {options.out, "tornado.json"});
  return exit_success;
}

}  // namespace quarterdeck::cli
