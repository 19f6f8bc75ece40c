// tools/cli/compare_command.cpp – `quarterdeck compare`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <filesystem>

#include "engine/core/atomic_file.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/past.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/compare_report.hpp"
#include "tools/report/scenario_report.hpp"
#include "tools/service/dry_run.hpp"

namespace quarterdeck::cli {
namespace {

namespace fs = std::filesystem;

constexpr char const* compare_examples = R"(Examples:
  quarterdeck compare company/ freeze.yaml
  quarterdeck compare company/ base freeze.yaml price.yaml freeze.yaml+price.yaml
  quarterdeck compare company/ base freeze.yaml --weights 0.7,0.3
  quarterdeck compare company/ freeze.yaml --format json | jq '.scenarios[1].difference.mean'

The first scenario is what the others are held against; base is the workspace as it is, and comes
first where only one scenario is named. Files joined by + are applied one after another.)";

service::CompareRequest request_of(CompareOptions const& options) {
  service::CompareRequest request;
  request.common.workspace = options.workspace;
  request.common.as_of = options.as_of;
  request.common.period = options.period;
  request.common.trials = options.trials;
  request.common.seed = options.seed;
  request.common.threads = options.threads;
  request.scenarios = options.scenarios;
  request.weights = options.weights;
  return request;
}

int finish(service::Comparison const& comparison, CompareOptions const& options) {
  bool const as_json = options.output.format == Format::json;
  std::string json;
  if (as_json || !options.out.empty()) json = report::compare_json(comparison);
  bool agree = true;
  for (auto const& scenario : comparison.scenarios) {
    if (scenario.check.agrees) continue;
    agree = false;
    fmt::print(stderr,
               "quarterdeck: THE TWO ENGINES DISAGREE on '{}' by {:.4f} in probability, allowed "
               "{:.4f}: do not use these numbers; no file was written.\n",
               scenario.asked, scenario.check.max_cdf_difference, scenario.check.tolerance);
  }
  if (agree && !options.out.empty()) {
    fs::create_directories(options.out);
    core::write_atomically(fs::path(options.out) / "compare.json", json);
  }
  write_result(as_json ? json : report::compare_text(comparison, style_of_output(options.output)));
  return agree ? exit_success : exit_internal;
}

/// What every scenario touches, one after another; the workspace as it is touches nothing.
int run_dry(CompareOptions const& options) {
  bool const as_json = options.output.format == Format::json;
  std::string page;
  for (std::string const& asked : options.scenarios) {
    auto request = request_of(options).common;
    request.scenarios = service::files_of(asked);
    if (request.scenarios.empty()) continue;
    auto const run = [&] {
      ProgressBar bar(options.output);
      return service::dry_run(request, bar.hooks());
    }();
    if (!run) return fail(run.error());
    if (!run->complete || interrupted()) return stop_interrupted();
    if (as_json) page += page.empty() ? "[" : ",\n";
    page += as_json ? report::dry_run_json(*run)
                    : report::dry_run_text(*run, style_of_output(options.output));
  }
  if (as_json) page += page.empty() ? "[]\n" : "]\n";
  write_result(page);
  return exit_success;
}

}  // namespace

CLI::App& add_compare(CLI::App& app, CompareOptions& options) {
  auto& command = *app.add_subcommand("compare", "Scenarios side by side, on the same luck");
  add_workspace(command, options.workspace);
  command.add_option("scenarios", options.scenarios, "scenario files, joined by +, or base")
      ->required()
      ->type_name("");
  add_text(command, "--as-of", "day whose end is looked from, YYYY-MM-DD; default the newest",
           options.as_of);
  add_text(command, "--period", "2026-Q4, FY2027-Q1, 2026-11, 2026 or A..B; default the next",
           options.period);
  add_run_options(command, options.trials, options.seed, options.threads);
  command
      .add_option("--weights", options.weights,
                  "chance that each scenario comes true, 0.7,0.3: combines them into one "
                  "distribution")
      ->delimiter(',')
      ->type_name("W,W,…");
  add_text(command, "--backtest",
           "folder of a backtest that says how far to believe; default .quarterdeck beside the "
           "workspace",
           options.backtest);
  add_text(command, "--out", "folder for compare.json", options.out);
  command.add_flag("--dry-run", options.dry_run,
                   "list what the scenarios touch, before and after; simulate nothing");
  add_output_options(command, options.output, Formats::both);
  command.footer(compare_examples);
  return command;
}

int run_compare(CompareOptions const& options) {
  watch_interrupts();
  if (options.dry_run) return run_dry(options);
  auto const past = past_of({options.workspace, options.backtest, options.output.quiet});
  if (!past) return fail(past.error());
  auto request = request_of(options);
  request.common.past = *past ? &**past : nullptr;
  auto const comparison = [&] {
    ProgressBar bar(options.output);
    return service::compare(request, bar.hooks());
  }();
  if (!comparison) return fail(comparison.error());
  if (!comparison->complete || interrupted()) return stop_interrupted();
  return finish(*comparison, options);
}

}  // namespace quarterdeck::cli
