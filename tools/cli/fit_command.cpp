// tools/cli/fit_command.cpp – `quarterdeck fit`.
// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/ask.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/json/fit_json.hpp"
#include "tools/report/page/fit_page.hpp"
#include "tools/report/terminal/terminal.hpp"

namespace quarterdeck::cli {
namespace {

constexpr char const* fit_examples = R"(Examples:
  quarterdeck fit company/
  quarterdeck fit company/ --as-of 2026-06-30
  quarterdeck fit company/ --format json)";

}  // namespace

CLI::App& add_fit(CLI::App& app, FitOptions& options) {
  auto& command = *app.add_subcommand("fit", "What was learned from history, in plain words");
  add_workspace(command, options.session.workspace);
  add_day_and_period(command, options.session);
  add_output_options(command, options.output, Formats::both);
  command.footer(fit_examples);
  return command;
}

int run_fit(FitOptions const& options) {
  watch_interrupts();
  auto const report = ask(session_of(options.session), service::FitQuestion{}, options.output);
  if (!report) return fail(report.error());
  if (!report->complete || interrupted()) return stop_interrupted();
  show({[&] { return report::fit_json(*report); },
        [&](report::Style const& style) {
          return report::terminal_text(report::fit_page(*report), style);
        }},
       options.output);
  return exit_success;
}

}  // namespace quarterdeck::cli
