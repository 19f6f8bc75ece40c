// tools/cli/backtest_command.cpp – `quarterdeck backtest`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <charconv>
#include <filesystem>
#include <string>

#include "engine/core/atomic_file.hpp"
#include "tools/cli/ask.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/interrupt.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/files/backtest_files.hpp"
#include "tools/report/json/backtest_json.hpp"
#include "tools/report/page/backtest_page.hpp"
#include "tools/report/terminal/terminal.hpp"
#include "tools/service/past/answer.hpp"
#include "tools/service/past/find_backtest.hpp"

namespace quarterdeck::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most_trials = 10'000'000;
constexpr int most_weeks = 60;

constexpr char const* backtest_examples = R"(Examples:
  quarterdeck backtest company/
  quarterdeck backtest company/ --from 2024-Q1 --to 2026-Q3 --weeks-left 12,9,6,3,1
  quarterdeck backtest company/ --from 2025-01 --to 2026-06     # months
  quarterdeck backtest company/ --out past --format json | jq .scores.predictability

Writes backtest.json, forecasts.csv and deals.csv, whole or not at all, into --out, by default
.quarterdeck/ beside the workspace, where `forecast` looks for them. A backtest that was stopped
goes on where it was when the same command is run again.)";

/// `12,9,6,3,1` as numbers of weeks. @throws CLI::ValidationError
std::vector<int> read_weeks(std::string const& text) {
  std::vector<int> weeks;
  char const* at = text.data();
  char const* const end = text.data() + text.size();
  while (true) {
    int value = 0;
    auto const result = std::from_chars(at, end, value);
    bool const number = result.ec == std::errc() && value >= 1 && value <= most_weeks;
    bool const ends = number && (result.ptr == end || *result.ptr == ',');
    if (!ends) {
      throw CLI::ValidationError("--weeks-left",
                                 fmt::format("'{}' is not a list of numbers from 1 to {}, such as "
                                             "12,9,6,3,1",
                                             text, most_weeks));
    }
    weeks.push_back(value);
    if (result.ptr == end) return weeks;
    at = result.ptr + 1;
  }
}

/// Where the outputs go: the folder asked for, or the one beside the workspace.
fs::path folder_of(BacktestOptions const& options) {
  if (!options.out.empty()) return options.out;
  return service::backtest_folder(options.session.workspace);
}

void write_files(service::Backtest const& backtest, std::string const& json, fs::path const& out) {
  core::AtomicFile forecasts(out / "forecasts.csv");
  report::write_forecasts_csv(backtest, forecasts.stream());
  core::AtomicFile deals(out / "deals.csv");
  report::write_deals_csv(backtest, deals.stream());
  forecasts.commit();
  deals.commit();
  core::write_atomically(out / service::backtest_file_name, json);
}

int stop_resumable(std::size_t n_done, fs::path const& parts) {
  warn(
      fmt::format("interrupted; {} finished days are kept in {}, and the same command goes on "
                  "from there",
                  n_done, parts.string()));
  return exit_interrupted;
}

std::size_t n_files(fs::path const& folder) {
  if (!fs::exists(folder)) return 0;
  std::size_t n = 0;
  for (auto const& entry : fs::directory_iterator(folder))
    n += entry.path().extension() == ".json" ? 1 : 0;
  return n;
}

}  // namespace

CLI::App& add_backtest(CLI::App& app, BacktestOptions& options) {
  auto& command = *app.add_subcommand(
      "backtest", "How far past forecasts of this company would have deserved to be believed");
  add_workspace(command, options.session.workspace);
  add_text(command, "--from", "first period; default the first with enough history", options.from);
  add_text(command, "--to", "last period; default the last that has ended", options.to);
  command
      .add_option_function<std::string>(
          "--weeks-left", [&](std::string const& text) { options.weeks_left = read_weeks(text); },
          "weeks before the period's end to ask at; default every week")
      ->type_name("N,N,…");
  add_whole_number(command,
                   {"--trials", "trials of every past forecast; default 20000", 1, most_trials},
                   [&](std::uint64_t n) { options.trials = static_cast<std::int64_t>(n); });
  add_seed_and_threads(command, options.session);
  add_text(command, "--out", "folder of the outputs; default .quarterdeck beside the workspace",
           options.out);
  add_output_options(command, options.output, Formats::both);
  command.footer(backtest_examples);
  return command;
}

int run_backtest(BacktestOptions const& options) {
  watch_interrupts();
  auto const out = folder_of(options);
  auto const parts = out / ".parts";
  auto store = report::folder_store(parts);
  auto const save = [&, keep = store.save](std::string const& key,
                                           service::PastForecast const& forecast) {
    fs::create_directories(parts);
    keep(key, forecast);
  };
  store.save = save;
  service::BacktestQuestion const question{options.from, options.to, options.weeks_left,
                                           options.trials};
  auto const session = session_of(options.session);
  auto const backtest = with_progress(options.output, [&](service::Hooks const& hooks) {
    return service::answer(session, question, store, hooks);
  });
  if (!backtest) return fail(backtest.error());
  if (!backtest->complete) return stop_resumable(n_files(parts), parts);
  auto const summary = service::track_record(backtest->forecasts);
  auto const json = report::backtest_json(*backtest, summary);
  fs::create_directories(out);
  write_files(*backtest, json, out);
  fs::remove_all(parts);
  write_result(options.output.format == Format::json
                   ? json
                   : report::terminal_text(report::backtest_page(*backtest, summary),
                                           style_of_output(options.output)));
  return exit_success;
}

}  // namespace quarterdeck::cli
