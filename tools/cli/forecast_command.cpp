// tools/cli/forecast_command.cpp – `quarterdeck forecast`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>

#include "engine/core/atomic_file.hpp"
#include "engine/io/parquet.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/past.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/forecast_report.hpp"
#include "tools/report/scenario_report.hpp"
#include "tools/report/simple_report.hpp"
#include "tools/service/dry_run.hpp"
#include "tools/service/forecast.hpp"
#include "tools/service/recording.hpp"
#include "tools/service/simple_forecast.hpp"

namespace quarterdeck::cli {
namespace {

namespace fs = std::filesystem;

service::ForecastRequest request_of(ForecastOptions const& options) {
  service::ForecastRequest request;
  request.workspace = options.workspace;
  request.as_of = options.as_of;
  request.period = options.period;
  request.trials = options.trials;
  request.seed = options.seed;
  request.threads = options.threads;
  request.scenarios.assign(options.scenarios.begin(), options.scenarios.end());
  if (!options.draws.empty()) request.keep_draws = simulate::KeepDraws::yes;
  return request;
}

bool is_parquet(fs::path const& path) { return path.extension() == ".parquet"; }

void write_csv(service::Forecast const& forecast, core::AtomicFile& file) {
  report::write_draws_csv(forecast, file.stream());
  file.stream().flush();
}

/// The draws, whole or not at all. A Parquet file is made from a CSV file that is never committed.
void write_draws(service::Forecast const& forecast, fs::path const& destination) {
  if (!is_parquet(destination)) {
    core::AtomicFile csv(destination);
    write_csv(forecast, csv);
    csv.commit();
    return;
  }
  fs::path beside = destination;
  beside += ".csv";
  core::AtomicFile csv(beside);
  write_csv(forecast, csv);
  core::AtomicFile parquet(destination);
  io::csv_to_parquet(csv.temporary(), parquet.temporary());
  parquet.commit();
}

void write_files(service::Forecast const& forecast, ForecastOptions const& options,
                 std::string const& json) {
  if (!options.draws.empty()) write_draws(forecast, options.draws);
  if (options.out.empty()) return;
  fs::create_directories(options.out);
  core::write_atomically(fs::path(options.out) / "forecast.json", json);
}

/// Findings that a reader of the JSON alone could overlook.
void warn_of_findings(service::Forecast const& forecast) {
  for (auto const& finding : forecast.quality.findings) {
    if (finding.severity == data::Severity::info) continue;
    warn(fmt::format("{} {}: {}", finding.count, finding.code, finding.message));
  }
}

/// The result is out already: whatever goes wrong here is a warning.
void put_on_record(std::vector<io::LedgerEntry> const& entries, service::BookFacts const& facts,
                   ForecastOptions const& options) {
  auto const ledger = service::ledger_of(facts, options.ledger);
  for (auto const& entry : entries) {
    auto const done = io::record(ledger, entry);
    if (done.trouble.empty() || options.output.quiet) continue;
    warn(fmt::format("the forecast {}: {}",
                     done.where == io::Recorded::Where::nowhere
                         ? "was not recorded"
                         : fmt::format("waits beside the ledger {}", ledger.string()),
                     done.trouble));
    return;
  }
}

int finish(service::Forecast const& forecast, ForecastOptions const& options) {
  bool const as_json = options.output.format == Format::json;
  std::string json;
  if (as_json || !options.out.empty()) json = report::forecast_json(forecast);
  if (interrupted()) return stop_interrupted();
  if (forecast.check.agrees) write_files(forecast, options, json);
  if (as_json && !options.output.quiet) warn_of_findings(forecast);
  write_result(as_json ? json : report::forecast_text(forecast, style_of_output(options.output)));
  if (forecast.check.agrees) {
    if (!options.no_ledger) {
      put_on_record(service::ledger_entries(forecast), forecast.facts, options);
    }
    return exit_success;
  }
  fmt::print(stderr,
             "quarterdeck: THE TWO ENGINES DISAGREE by {:.4f} in probability, allowed {:.4f}: do "
             "not use these numbers; no file was written. Please report it with the seed {}.\n",
             forecast.check.max_cdf_difference, forecast.check.tolerance, forecast.provenance.seed);
  return exit_internal;
}

int run_dry(ForecastOptions const& options) {
  if (options.scenarios.empty()) {
    return fail_usage("--dry-run shows what scenarios touch; name one with --scenario", "forecast");
  }
  auto const run = [&] {
    ProgressBar bar(options.output);
    return service::dry_run(request_of(options), bar.hooks());
  }();
  if (!run) return fail(run.error());
  if (!run->complete || interrupted()) return stop_interrupted();
  bool const as_json = options.output.format == Format::json;
  write_result(as_json ? report::dry_run_json(*run)
                       : report::dry_run_text(*run, style_of_output(options.output)));
  return exit_success;
}

int run_simple(ForecastOptions const& options, service::ForecastRequest const& request) {
  auto const forecast = [&] {
    ProgressBar bar(options.output);
    return service::simple_forecast(request, options.model, bar.hooks());
  }();
  if (!forecast) return fail(forecast.error());
  if (!forecast->complete || interrupted()) return stop_interrupted();
  auto const json = report::simple_json(*forecast);
  if (!options.out.empty()) {
    fs::create_directories(options.out);
    core::write_atomically(fs::path(options.out) / "forecast.json", json);
  }
  write_result(options.output.format == Format::json
                   ? json
                   : report::simple_text(*forecast, style_of_output(options.output)));
  if (!options.no_ledger) {
    put_on_record({service::ledger_entry(*forecast)}, forecast->facts, options);
  }
  return exit_success;
}

/// What is wrong with --model; empty where it is fine.
std::string about_model(ForecastOptions const& options) {
  auto names = service::simple_models();
  names.insert(names.begin(), "simulation");
  if (std::find(names.begin(), names.end(), options.model) != names.end()) {
    bool const draws = !options.draws.empty() && options.model != "simulation";
    return draws ? "--draws: only the simulation has draws of single trials" : "";
  }
  std::string all;
  for (auto const& name : names) all += (all.empty() ? "" : ", ") + name;
  auto const nearest = core::nearest_word(options.model, names);
  return fmt::format("--model: '{}' is not one of {}{}", options.model, all,
                     nearest.empty() ? "" : "; did you mean " + nearest);
}

constexpr char const* forecast_examples = R"(Examples:
  quarterdeck forecast company/
  quarterdeck forecast company/ --as-of 2026-11-15 --period 2026-Q4
  quarterdeck forecast company/ --format json | jq .total.quantiles
  quarterdeck forecast company/ --out out --draws out/draws.parquet
  quarterdeck forecast company/ --scenario freeze.yaml
  quarterdeck forecast company/ --scenario freeze.yaml --scenario price.yaml --dry-run
  quarterdeck forecast company/ --model run-rate

The page goes to standard output; --out also writes DIR/forecast.json, whole or not at all.
Every forecast is recorded beside the workspace; 'quarterdeck history' shows what was.)";

}  // namespace

CLI::App& add_forecast(CLI::App& app, ForecastOptions& options) {
  auto& command = *app.add_subcommand("forecast", "Where will the period land, and how sure is it");
  add_workspace(command, options.workspace);
  add_text(command, "--as-of", "day whose end is looked from, YYYY-MM-DD; default the newest",
           options.as_of);
  add_text(command, "--period", "2026-Q4, FY2027-Q1, 2026-11, 2026 or A..B; default the next",
           options.period);
  add_run_options(command, options.trials, options.seed, options.threads);
  add_text(command, "--out", "folder for forecast.json", options.out);
  add_text(command, "--draws", "file for one row a trial, .csv or .parquet", options.draws);
  add_scenarios(command, options.scenarios);
  command.add_flag("--dry-run", options.dry_run,
                   "list what the scenarios touch, before and after; simulate nothing");
  add_text(command, "--model",
           "simulation (default), pool, last-year, last-period, run-rate, stage-weighted, "
           "conversion, conversion-due, category, rest-of-four or seasonal",
           options.model);
  add_text(command, "--backtest",
           "folder of a backtest to hold the forecast against; default .quarterdeck beside the "
           "workspace",
           options.backtest);
  add_text(command, "--ledger", "file that records the forecast; default as the workspace says",
           options.ledger);
  command.add_flag("--no-ledger", options.no_ledger, "leave the forecast unrecorded");
  add_output_options(command, options.output, Formats::both);
  command.footer(forecast_examples);
  return command;
}

int run_forecast(ForecastOptions const& options) {
  auto const extension = fs::path(options.draws).extension();
  if (!options.draws.empty() && extension != ".csv" && extension != ".parquet") {
    return fail_usage(
        fmt::format("--draws: '{}' ends neither in .csv nor in .parquet", options.draws),
        "forecast");
  }
  auto const model_fault = about_model(options);
  if (!model_fault.empty()) return fail_usage(model_fault, "forecast");
  watch_interrupts();
  if (options.dry_run) return run_dry(options);
  auto const past = past_of({options.workspace, options.backtest, options.output.quiet});
  if (!past) return fail(past.error());
  auto request = request_of(options);
  request.past = *past ? &**past : nullptr;
  if (options.model != "simulation") return run_simple(options, request);
  auto const forecast = [&] {
    ProgressBar bar(options.output);
    return service::forecast(request, bar.hooks());
  }();
  if (!forecast) return fail(forecast.error());
  if (!forecast->complete) return stop_interrupted();
  return finish(*forecast, options);
}

}  // namespace quarterdeck::cli
