// tools/cli/batch_command.cpp – `quarterdeck batch`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string>

#include "tools/cli/batch_progress.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/files/batch_files.hpp"
#include "tools/report/files/text_file.hpp"
#include "tools/report/json/backtest_json.hpp"
#include "tools/report/json/batch_json.hpp"
#include "tools/report/json/compare_json.hpp"
#include "tools/report/json/forecast_json.hpp"
#include "tools/report/page/batch_page.hpp"
#include "tools/report/terminal/terminal.hpp"

namespace quarterdeck::cli {
namespace {

namespace fs = std::filesystem;
using service::Failure;

constexpr char const* batch_examples = R"(Examples:
  quarterdeck batch board.yaml --plan
  quarterdeck batch board.yaml
  quarterdeck batch board.yaml --out results --threads 8 --format json

Makes what is not done or rests on something that changed, several runs at once on --threads in
all. A run that fails stops no other; the exit code is that of the first one that failed. A batch
that was stopped goes on where it was when the same command is run again; where nothing changed
there is nothing to do. manifest.json is there only when the batch is over.)";

service::BatchFormats formats() {
  return {report::forecast_json, report::compare_json, report::parse_backtest};
}

service::BatchRequest request_of(BatchOptions const& options) {
  return {options.board, options.out, options.threads, options.no_ledger};
}

int exit_code_of(Failure failure) {
  switch (failure) {
    case Failure::none:
      return exit_success;
    case Failure::usage:
      return exit_usage;
    case Failure::data:
      return exit_data;
    case Failure::missing_input:
      return exit_missing_input;
    case Failure::configuration:
      return exit_configuration;
    case Failure::io:
      return exit_io;
    case Failure::internal:
      return exit_internal;
  }
  return exit_internal;
}

/// Files that are there only when the batch is over.
constexpr std::array<char const*, 3> closing_files{"manifest.json", "summary.json", "summary.csv"};

void remove_closing_files(fs::path const& out) {
  for (auto const* name : closing_files) fs::remove(out / name);
}

void write_closing_files(report::FinishedBatch const& batch) {
  auto const& out = batch.plan.out;
  std::vector<report::WrittenText> const summaries{
      {"summary.csv", report::batch_summary_csv(batch)},
      {"summary.json", report::batch_summary_json(batch)}};
  for (auto const& [file, text] : summaries) report::write_where_new(out / file, text);
  report::write_where_new(out / "manifest.json", report::batch_manifest_json(batch, summaries));
}

/// The plan on standard error, in the looks of a page on standard output without its colours.
void show_plan(service::BatchPlan const& plan, OutputOptions const& options) {
  auto style = style_of_output(options);
  style.colour = report::Colour::off;
  fmt::print(stderr, "{}\n", report::terminal_text(report::batch_plan_page(plan), style));
}

int stop_resumable(service::BatchPlan const& plan, service::BatchResult const& result) {
  auto const n_done = plan.runs.size() - plan.n_to_do() + result.n_run;
  warn(
      fmt::format("interrupted; {} of {} runs are done and kept in {}, and the same command goes "
                  "on from there",
                  n_done, plan.runs.size(), plan.out.string()));
  return exit_interrupted;
}

int finish(report::FinishedBatch const& batch, BatchOptions const& options) {
  write_closing_files(batch);
  bool const as_json = options.output.format == Format::json;
  write_result(
      as_json ? report::batch_summary_json(batch)
              : report::terminal_text(report::batch_page(batch), style_of_output(options.output)));
  auto const& records = batch.result.records;
  auto const failed = [](auto const& record) { return record.failure != Failure::none; };
  auto const first = std::ranges::find_if(records, failed);
  if (first == records.end()) return exit_success;
  warn(fmt::format("{} of {} runs failed", batch.result.n_failed, records.size()));
  return exit_code_of(first->failure);
}

int only_plan(BatchOptions const& options) {
  auto const plan = service::plan_batch(request_of(options), report::batch_store);
  if (!plan) return fail(plan.error());
  write_result(
      options.output.format == Format::json
          ? report::batch_plan_json(*plan)
          : report::terminal_text(report::batch_plan_page(*plan), style_of_output(options.output)));
  return exit_success;
}

}  // namespace

CLI::App& add_batch(CLI::App& app, BatchOptions& options) {
  auto& command = *app.add_subcommand(
      "batch", "Many workspaces, scenarios and periods, unattended, from a board.yaml");
  command.add_option("board", options.board, "board file, see docs/formats/board.md")
      ->required()
      ->type_name("");
  add_text(command, "--out", "folder of the results; default as the board says", options.out);
  add_whole_number(
      command,
      {"--threads", "threads of all runs together; default as the board says, 0 is all cores", 0,
       most_threads},
      [&](std::uint64_t n) { options.threads = static_cast<int>(n); });
  command.add_flag("--plan", options.plan, "show what is done and what is to do; do nothing");
  command.add_flag("--no-ledger", options.no_ledger, "leave the forecasts unrecorded");
  add_output_options(command, options.output, Formats::both);
  command.footer(batch_examples);
  return command;
}

int run_batch(BatchOptions const& options) {
  if (options.plan) return only_plan(options);
  watch_interrupts();
  std::optional<service::BatchLock> lock;
  service::BatchStore store;
  auto const plan = service::plan_batch(request_of(options), [&](fs::path const& out) {
    lock.emplace(out);
    store = report::batch_store(out);
    return store;
  });
  if (!plan) return fail(plan.error());
  if (plan->n_to_do() > 0) {
    if (!options.output.quiet) show_plan(*plan, options.output);
    remove_closing_files(plan->out);
  }
  auto const result = [&] {
    BatchProgress progress(*plan, options.output);
    return service::run_batch(*plan, store, formats(), progress.hooks());
  }();
  if (!options.output.quiet) {
    for (auto const& warning : result.warnings) warn(warning);
  }
  if (!result.complete) return stop_resumable(*plan, result);
  return finish({*plan, result}, options);
}

}  // namespace quarterdeck::cli
