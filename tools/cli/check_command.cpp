// tools/cli/check_command.cpp – `quarterdeck check`.
// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/ask.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/json/check_json.hpp"
#include "tools/report/page/check_page.hpp"
#include "tools/report/terminal/terminal.hpp"

namespace quarterdeck::cli {
namespace {

constexpr char const* check_examples = R"(Examples:
  quarterdeck check company/
  quarterdeck check company/ --format json
  quarterdeck check deals.csv

Findings never fail the command; data that cannot be read at all does, with exit code 65 or 66.)";

}  // namespace

CLI::App& add_check(CLI::App& app, CheckOptions& options) {
  auto& command = *app.add_subcommand("check", "What is wrong with the data, row by row");
  add_workspace_or_tables(command, options.session);
  add_day(command, options.session);
  add_output_options(command, options.output, Formats::both);
  command.footer(check_examples);
  return command;
}

int run_check(CheckOptions const& options) {
  auto const session = open_session(options.session);
  if (!session) return fail(session.error());
  auto const report = service::answer(*session, service::CheckQuestion{});
  if (!report) return fail(report.error());
  show({[&] { return report::check_json(*report); },
        [&](report::Style const& style) {
          return report::terminal_text(report::check_page(*report), style);
        }},
       options.output);
  return exit_success;
}

}  // namespace quarterdeck::cli
