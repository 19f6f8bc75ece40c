// tools/cli/history_command.cpp – `quarterdeck history` and `quarterdeck waterfall`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <string>

#include "tools/cli/ask.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/json/record_json.hpp"
#include "tools/report/page/record_pages.hpp"
#include "tools/report/terminal/terminal.hpp"
#include "tools/service/record/answer.hpp"

namespace quarterdeck::cli {
namespace {

constexpr char const* history_examples = R"(Examples:
  quarterdeck history company/
  quarterdeck history company/ --period 2026-Q4
  quarterdeck history company/ --why 2026-11-06..2026-11-13
  quarterdeck history company/ --why 3f2a91c0..9b04d7e2 --format json

A forecast is named by its as-of day or by the start of its id. Forecasts whose period has ended
are held against what happened.)";

constexpr char const* waterfall_examples = R"(Examples:
  quarterdeck waterfall company/ --from 2026-10-01
  quarterdeck waterfall company/ --from 2026-10-01 --to 2026-11-13 --period 2026-Q4

With --period only deals whose close date lies in it are in the pipeline.)";

int run_why(HistoryOptions const& options) {
  auto const dots = options.why.find("..");
  bool const two = dots != std::string::npos && dots > 0 && dots + 2 < options.why.size();
  if (!two) {
    return fail_usage(
        fmt::format("--why: '{}' does not name two forecasts as FROM..TO", options.why), "history");
  }
  service::WhyQuestion question;
  question.ledger = options.ledger;
  question.period = options.period;
  question.from = options.why.substr(0, dots);
  question.to = options.why.substr(dots + 2);
  watch_interrupts();
  auto const why = ask(session_of(options.session), question, options.output);
  if (!why) return fail(why.error());
  if (!why->complete) return stop_interrupted();
  show({[&] { return report::why_json(*why); },
        [&](report::Style const& style) {
          return report::terminal_text(report::why_page(*why), style);
        }},
       options.output);
  return exit_success;
}

}  // namespace

CLI::App& add_history(CLI::App& app, HistoryOptions& options) {
  auto& command = *app.add_subcommand("history", "Forecasts on record: how they moved, and why");
  add_workspace(command, options.session.workspace);
  add_text(command, "--period", "only forecasts of this period", options.period);
  add_text(command, "--why", "FROM..TO: why the forecast moved from one to the other", options.why);
  add_text(command, "--ledger", "file of the record; default as the workspace says",
           options.ledger);
  add_output_options(command, options.output, Formats::both);
  command.footer(history_examples);
  return command;
}

int run_history(HistoryOptions const& options) {
  if (!options.why.empty()) return run_why(options);
  auto const history = service::answer(session_of(options.session),
                                       service::HistoryQuestion{options.ledger, options.period});
  if (!history) return fail(history.error());
  show({[&] { return report::history_json(*history); },
        [&](report::Style const& style) {
          return report::terminal_text(report::history_page(*history), style);
        }},
       options.output);
  return exit_success;
}

CLI::App& add_waterfall(CLI::App& app, WaterfallOptions& options) {
  auto& command = *app.add_subcommand("waterfall", "How the open pipeline moved between two days");
  add_workspace(command, options.session.workspace);
  add_text(command, "--from", "day at whose end it begins, YYYY-MM-DD", options.from);
  command.get_option("--from")->required();
  add_text(command, "--to", "day at whose end it ends; default the newest", options.session.as_of);
  add_text(command, "--period", "only deals whose close date lies in it", options.period);
  add_output_options(command, options.output, Formats::both);
  command.footer(waterfall_examples);
  return command;
}

int run_waterfall(WaterfallOptions const& options) {
  auto const report = service::answer(session_of(options.session),
                                      service::WaterfallQuestion{options.from, options.period});
  if (!report) return fail(report.error());
  show({[&] { return report::waterfall_json(*report); },
        [&](report::Style const& style) {
          return report::terminal_text(report::waterfall_page(*report), style);
        }},
       options.output);
  return exit_success;
}

}  // namespace quarterdeck::cli
