// tools/cli/compare_command.cpp – `quarterdeck compare`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "tools/cli/ask.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/json/compare_json.hpp"
#include "tools/report/json/scenario_json.hpp"
#include "tools/report/page/compare_page.hpp"
#include "tools/report/terminal/terminal.hpp"
#include "tools/service/forecast/dry_run.hpp"
#include "tools/service/record/conclude.hpp"

namespace quarterdeck::cli {
namespace {

constexpr char const* compare_examples = R"(Examples:
  quarterdeck compare company/ freeze.yaml
  quarterdeck compare company/ base freeze.yaml price.yaml freeze.yaml+price.yaml
  quarterdeck compare company/ base freeze.yaml --weights 0.7,0.3
  quarterdeck compare company/ freeze.yaml --format json | jq '.scenarios[1].difference.mean'

The first scenario is what the others are held against; base is the workspace as it is, and comes
first where only one scenario is named. Files joined by + are applied one after another.)";

/// Says on which scenarios the engines disagree.
void refuse(std::vector<service::Disagreement> const& disagreements) {
  for (auto const& [scenario, check] : disagreements) {
    fmt::print(stderr,
               "quarterdeck: THE TWO ENGINES DISAGREE on '{}' by {:.4f} in probability, allowed "
               "{:.4f}: do not use these numbers; no file was written.\n",
               scenario, check.max_cdf_difference, check.tolerance);
  }
}

/// What every scenario touches, one after another; the workspace as it is touches nothing.
int run_dry(CompareOptions const& options) {
  auto const session = session_of(options.session);
  bool const as_json = options.output.format == Format::json;
  std::string page;
  for (std::string const& asked : options.scenarios) {
    service::DryRunQuestion const question{service::files_of(asked)};
    if (question.scenarios.empty()) continue;
    auto const run = ask(session, question, options.output);
    if (!run) return fail(run.error());
    if (!run->complete || interrupted()) return stop_interrupted();
    if (as_json) page += page.empty() ? "[" : ",\n";
    page += as_json ? report::dry_run_json(*run)
                    : report::terminal_text(report::dry_run_page(*run),
                                            style_of_output(options.output));
  }
  if (as_json) page += page.empty() ? "[]\n" : "]\n";
  write_result(page);
  return exit_success;
}

}  // namespace

CLI::App& add_compare(CLI::App& app, CompareOptions& options) {
  auto& command = *app.add_subcommand("compare", "Scenarios side by side, on the same luck");
  add_workspace(command, options.session.workspace);
  command.add_option("scenarios", options.scenarios, "scenario files, joined by +, or base")
      ->required()
      ->type_name("");
  add_day_and_period(command, options.session);
  add_trials(command, options.trials);
  add_seed_and_threads(command, options.session);
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
  auto const past = past_of(options.session, options.backtest, options.output);
  if (!past) return fail(past.error());
  service::CompareQuestion const question{options.scenarios, options.weights, options.trials};
  service::Handling<service::Comparison> const handling{*past ? &**past : nullptr, {}, {}};
  auto const concluded = with_progress(options.output, [&](service::Hooks const& hooks) {
    return service::conclude(session_of(options.session), question, handling, hooks);
  });
  if (!concluded) return fail(concluded.error());
  auto const& comparison = concluded->answer;
  if (!comparison.complete || interrupted()) return stop_interrupted();
  bool const agree = concluded->disagreements.empty();
  refuse(concluded->disagreements);
  show({[&] { return report::compare_json(comparison); },
        [&](report::Style const& style) { return report::terminal_text(report::compare_page(comparison), style); }},
       options.output, {agree ? options.out : std::string(), "compare.json"});
  return agree ? exit_success : exit_internal;
}

}  // namespace quarterdeck::cli
