// tools/cli/check_command.cpp – `quarterdeck check`.
// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/check_report.hpp"
#include "tools/service/check.hpp"

namespace quarterdeck::cli {
namespace {

constexpr char const* check_examples = R"(Examples:
  quarterdeck check company/
  quarterdeck check company/ --format json

Findings never fail the command; data that cannot be read at all does, with exit code 65 or 66.)";

}  // namespace

CLI::App& add_check(CLI::App& app, CheckOptions& options) {
  auto& command = *app.add_subcommand("check", "What is wrong with the data, row by row");
  add_workspace(command, options.workspace);
  add_text(command, "--as-of", "day whose end is looked from, YYYY-MM-DD; default the newest",
           options.as_of);
  add_output_options(command, options.output, Formats::both);
  command.footer(check_examples);
  return command;
}

int run_check(CheckOptions const& options) {
  auto const report = service::check({options.workspace, options.as_of});
  if (!report) return fail(report.error());
  write_result(options.output.format == Format::json
                   ? report::check_json(*report)
                   : report::check_text(*report, style_of_output(options.output)));
  return exit_success;
}

}  // namespace quarterdeck::cli
