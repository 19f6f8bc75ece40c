// tools/cli/fit_command.cpp – `quarterdeck fit`.
// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/fit_report.hpp"
#include "tools/service/learn.hpp"

namespace quarterdeck::cli {
namespace {

constexpr char const* fit_examples = R"(Examples:
  quarterdeck fit company/
  quarterdeck fit company/ --as-of 2026-06-30
  quarterdeck fit company/ --format json)";

service::ForecastRequest request_of(FitOptions const& options) {
  service::ForecastRequest request;
  request.workspace = options.workspace;
  request.as_of = options.as_of;
  request.period = options.period;
  return request;
}

}  // namespace

CLI::App& add_fit(CLI::App& app, FitOptions& options) {
  auto& command = *app.add_subcommand("fit", "What was learned from history, in plain words");
  add_workspace(command, options.workspace);
  add_text(command, "--as-of", "day whose end is looked from, YYYY-MM-DD; default the newest",
           options.as_of);
  add_text(command, "--period", "period that is asked about; default the next", options.period);
  add_output_options(command, options.output, Formats::both);
  command.footer(fit_examples);
  return command;
}

int run_fit(FitOptions const& options) {
  watch_interrupts();
  auto const report = [&] {
    ProgressBar bar(options.output);
    return service::learn(request_of(options), bar.hooks());
  }();
  if (!report) return fail(report.error());
  if (!report->complete || interrupted()) return stop_interrupted();
  write_result(options.output.format == Format::json
                   ? report::fit_json(*report)
                   : report::fit_text(*report, style_of_output(options.output)));
  return exit_success;
}

}  // namespace quarterdeck::cli
