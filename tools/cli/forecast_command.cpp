// tools/cli/forecast_command.cpp – `quarterdeck forecast`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>

#include "engine/core/atomic_file.hpp"
#include "engine/table/parquet.hpp"
#include "tools/cli/ask.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/files/draws.hpp"
#include "tools/report/json/forecast_json.hpp"
#include "tools/report/json/scenario_json.hpp"
#include "tools/report/json/simple_forecast_json.hpp"
#include "tools/report/page/compare_page.hpp"
#include "tools/report/page/forecast_page.hpp"
#include "tools/report/page/simple_forecast_page.hpp"
#include "tools/report/terminal/terminal.hpp"
#include "tools/service/forecast/dry_run.hpp"
#include "tools/service/record/conclude.hpp"

namespace quarterdeck::cli {
namespace {

namespace fs = std::filesystem;

service::ForecastQuestion question_of(ForecastOptions const& options) {
  service::ForecastQuestion question;
  question.trials = options.trials;
  question.scenarios = paths_of(options.scenarios);
  if (!options.draws.empty()) question.keep_draws = simulate::KeepDraws::yes;
  return question;
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

service::LedgerUse ledger_use(ForecastOptions const& options) {
  service::LedgerUse use;
  // Beside a table nobody expects a ledger.
  bool const is_kept = options.session.tables.empty() || !options.ledger.empty();
  if (options.no_ledger || !is_kept) use.recording = service::Recording::off;
  use.file = options.ledger;
  return use;
}

/// The result is out already: what went wrong with the ledger is a warning, and one is enough.
void warn_of(std::vector<service::NotRecorded> const& list, OutputOptions const& output) {
  if (list.empty() || output.quiet) return;
  auto const& [ledger, how] = list.front();
  warn(fmt::format("the forecast {}: {}",
                   how.where == io::Recorded::Where::nowhere
                       ? "was not recorded"
                       : fmt::format("waits beside the ledger {}", ledger.string()),
                   how.trouble));
}

/// Files and the page. Where the engines disagree the page is shown, with the verdict at its end,
/// and no file is written.
service::Delivered deliver(service::Forecast const& forecast, ForecastOptions const& options) {
  bool const as_json = options.output.format == Format::json;
  std::string json;
  if (as_json || !options.out.empty()) json = report::forecast_json(forecast);
  if (interrupted()) return service::Delivered::no;
  if (forecast.check.agrees) write_files(forecast, options, json);
  if (as_json && !options.output.quiet) warn_of_findings(forecast);
  write_result(as_json ? json
                       : report::terminal_text(report::forecast_page(forecast),
                                               style_of_output(options.output)));
  return service::Delivered::yes;
}

/// Says that the engines disagree. @return the exit code
int refuse(service::Disagreement const& disagreement, std::uint64_t seed) {
  fmt::print(stderr,
             "quarterdeck: THE TWO ENGINES DISAGREE by {:.4f} in probability, allowed {:.4f}: do "
             "not use these numbers; no file was written. Please report it with the seed {}.\n",
             disagreement.check.max_cdf_difference, disagreement.check.tolerance, seed);
  return exit_internal;
}

/// Asks for an answer, delivers it and does what follows, see service::conclude.
template <class Answer, class Question>
int conclude(ForecastOptions const& options, Question const& question,
             service::Handling<Answer> handling) {
  auto const session = open_session(options.session);
  if (!session) return fail(session.error());
  ProgressBar bar(options.output);
  auto delivered = service::Delivered::no;
  handling.ledger = ledger_use(options);
  handling.deliver = [&, deliver = handling.deliver](auto& answer, auto const& disagreements) {
    bar.wipe();
    return delivered = deliver(answer, disagreements);
  };
  auto const concluded = service::conclude(*session, question, handling, bar.hooks());
  bar.wipe();
  if (!concluded) return fail(concluded.error());
  if (delivered == service::Delivered::no) return stop_interrupted();
  warn_of(concluded->not_recorded, options.output);
  if (concluded->disagreements.empty()) return exit_success;
  return refuse(concluded->disagreements.front(), concluded->answer.provenance.seed);
}

int run_dry(ForecastOptions const& options) {
  if (options.scenarios.empty()) {
    return fail_usage("--dry-run shows what scenarios touch; name one with --scenario", "forecast");
  }
  auto const session = open_session(options.session);
  if (!session) return fail(session.error());
  auto const run =
      ask(*session, service::DryRunQuestion{paths_of(options.scenarios)}, options.output);
  if (!run) return fail(run.error());
  if (!run->complete || interrupted()) return stop_interrupted();
  show({[&] { return report::dry_run_json(*run); },
        [&](report::Style const& style) {
          return report::terminal_text(report::dry_run_page(*run), style);
        }},
       options.output);
  return exit_success;
}

service::Delivered deliver_simple(service::SimpleForecast const& forecast,
                                  std::vector<service::Disagreement> const& disagreements,
                                  ForecastOptions const& options) {
  if (interrupted()) return service::Delivered::no;
  auto const folder = disagreements.empty() ? options.out : std::string();
  show({[&] { return report::simple_forecast_json(forecast); },
        [&](report::Style const& style) {
          return report::terminal_text(report::simple_forecast_page(forecast), style);
        }},
       options.output, {folder, "forecast.json"});
  return service::Delivered::yes;
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
  quarterdeck forecast deals.csv stage_history.csv

The page goes to standard output; --out also writes DIR/forecast.json, whole or not at all.
Every forecast of a workspace is recorded beside it; 'quarterdeck history' shows what was. One of
tables without a workspace says first what it takes for granted, and is recorded only with --ledger.)";

}  // namespace

CLI::App& add_forecast(CLI::App& app, ForecastOptions& options) {
  auto& command = *app.add_subcommand("forecast", "Where will the period land, and how sure is it");
  add_workspace_or_tables(command, options.session);
  add_day_and_period(command, options.session);
  add_trials(command, options.trials);
  add_seed_and_threads(command, options.session);
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
  auto const found = past_of(options.session, options.backtest, options.output);
  if (!found) return fail(found.error());
  auto const* const past = *found ? &**found : nullptr;
  if (options.model != "simulation") {
    service::Handling<service::SimpleForecast> handling{past, {}, {}};
    handling.deliver = [&](auto const& forecast, auto const& disagreements) {
      return deliver_simple(forecast, disagreements, options);
    };
    return conclude(options, service::SimpleQuestion{options.model, question_of(options)},
                    handling);
  }
  service::Handling<service::Forecast> handling{past, {}, {}};
  handling.deliver = [&](auto const& forecast, auto const& /*disagreements*/) {
    return deliver(forecast, options);
  };
  return conclude(options, question_of(options), handling);
}

}  // namespace quarterdeck::cli
