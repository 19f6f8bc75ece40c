// tools/cli/tornado_command.cpp – `quarterdeck tornado`.
// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "engine/core/atomic_file.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/lever_options.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/tornado_report.hpp"

namespace quarterdeck::cli {
namespace {

namespace fs = std::filesystem;

constexpr char const* tornado_examples = R"(Examples:
  quarterdeck tornado company/
  quarterdeck tornado company/ --target EMEA --scenario freeze.yaml
  quarterdeck tornado company/ --format json | jq '.levers[] | {lever, value, swing}'

Every lever is moved alone over the range in which it lies in four periods of five, as past periods
tell. Answers are those of the exact engine; nothing is simulated.)";

}  // namespace

service::ForecastRequest request_of(LeverOptions const& options) {
  service::ForecastRequest request;
  request.workspace = options.workspace;
  request.as_of = options.as_of;
  request.period = options.period;
  request.seed = options.seed;
  request.threads = options.threads;
  request.scenarios.assign(options.scenarios.begin(), options.scenarios.end());
  return request;
}

void add_lever_options(CLI::App& command, LeverOptions& options) {
  add_text(command, "--as-of", "day whose end is looked from, YYYY-MM-DD; default the newest",
           options.as_of);
  add_text(command, "--period", "2026-Q4, FY2027-Q1, 2026-11, 2026 or A..B; default the next",
           options.period);
  add_scenarios(command, options.scenarios);
  add_text(command, "--target", "target of the period; default the first", options.target);
  add_seed_and_threads(command, options.seed, options.threads);
  add_output_options(command, options.output, Formats::both);
}

CLI::App& add_tornado(CLI::App& app, LeverOptions& options) {
  auto& command =
      *app.add_subcommand("tornado", "What moves the period most, over ranges that the past tells");
  add_workspace(command, options.workspace);
  add_lever_options(command, options);
  add_text(command, "--out", "folder for tornado.json", options.out);
  command.footer(tornado_examples);
  return command;
}

int run_tornado(LeverOptions const& options) {
  watch_interrupts();
  auto const tornado = [&] {
    ProgressBar bar(options.output);
    return service::tornado({request_of(options), options.target}, bar.hooks());
  }();
  if (!tornado) return fail(tornado.error());
  if (!tornado->ground.complete || interrupted()) return stop_interrupted();
  bool const as_json = options.output.format == Format::json;
  std::string json;
  if (as_json || !options.out.empty()) json = report::tornado_json(*tornado);
  if (!options.out.empty()) {
    fs::create_directories(options.out);
    core::write_atomically(fs::path(options.out) / "tornado.json", json);
  }
  write_result(as_json ? json : report::tornado_text(*tornado, style_of_output(options.output)));
  return exit_success;
}

}  // namespace quarterdeck::cli
