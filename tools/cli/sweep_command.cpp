// tools/cli/sweep_command.cpp – `quarterdeck sweep`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <filesystem>

#include "engine/core/atomic_file.hpp"
#include "tools/cli/ask.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/lever_options.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/files/sweep_files.hpp"
#include "tools/report/json/lever_json.hpp"
#include "tools/report/page/lever_pages.hpp"
#include "tools/report/terminal/terminal.hpp"
#include "tools/service/levers/answer.hpp"
#include "tools/service/past/find_backtest.hpp"

namespace quarterdeck::cli {
namespace {

namespace fs = std::filesystem;

constexpr char const* sweep_examples = R"(Examples:
  quarterdeck sweep company/ odds-and-creation.yaml
  quarterdeck sweep company/ odds-and-creation.yaml --target EMEA --out grids/emea

The file is a scenario with a key `sweep`: one or two changes, each with one number as a list or as
{from: 0.8, to: 1.2, steps: 9}. Writes grid.csv and grid.json, whole or not at all, into --out, by
default .quarterdeck/sweep-NAME beside the workspace. A sweep that was stopped goes on where it was
when the same command is run again.)";

fs::path folder_of(SweepOptions const& options) {
  if (!options.common.out.empty()) return options.common.out;
  return service::backtest_folder(options.common.session.workspace) /
         ("sweep-" + fs::path(options.file).stem().string());
}

int stop_resumable(fs::path const& parts) {
  warn(
      fmt::format("interrupted; finished rows are kept in {}, and the same command goes on from "
                  "there",
                  parts.string()));
  return exit_interrupted;
}

void write_files(service::Sweep const& sweep, std::string const& json, fs::path const& out) {
  fs::create_directories(out);
  core::AtomicFile csv(out / "grid.csv");
  report::write_grid_csv(sweep, csv.stream());
  csv.commit();
  core::write_atomically(out / "grid.json", json);
}

}  // namespace

CLI::App& add_sweep(CLI::App& app, SweepOptions& options) {
  auto& command = *app.add_subcommand("sweep", "A grid of one or two changes");
  add_workspace(command, options.common.session.workspace);
  command.add_option("file", options.file, "scenario file with a key `sweep`")
      ->required()
      ->type_name("");
  add_lever_options(command, options.common);
  add_text(command, "--out", "folder for grid.csv and grid.json", options.common.out);
  command.footer(sweep_examples);
  return command;
}

int run_sweep(SweepOptions const& options) {
  watch_interrupts();
  auto const out = folder_of(options);
  auto const parts = out / ".parts";
  service::SweepQuestion const question{paths_of(options.common.scenarios), options.file,
                                        options.common.target};
  auto const session = session_of(options.common.session);
  auto const sweep = with_progress(options.common.output, [&](service::Hooks const& hooks) {
    return service::answer(session, question, report::sweep_store(parts), hooks);
  });
  if (!sweep) return fail(sweep.error());
  if (!sweep->start.complete) return stop_resumable(parts);
  auto const json = report::sweep_json(*sweep);
  write_files(*sweep, json, out);
  fs::remove_all(parts);
  bool const as_json = options.common.output.format == Format::json;
  write_result(as_json ? json
                       : report::terminal_text(report::sweep_page(*sweep),
                                               style_of_output(options.common.output)));
  return exit_success;
}

}  // namespace quarterdeck::cli
