// tools/cli/init_command.cpp – `quarterdeck init`.
// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <string>

#include "tools/cli/ask.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/page/init_page.hpp"
#include "tools/report/terminal/terminal.hpp"
#include "tools/service/init/init.hpp"

namespace quarterdeck::cli {
namespace {

constexpr char const* init_examples = R"(Examples:
  quarterdeck init acme/deals.csv
  quarterdeck init acme/deals.csv acme/history.csv acme/rates.csv
  quarterdeck init weekly/*.csv --out acme

Reads the exports, recognises what they are, and writes a commented quarterdeck.yaml into the
folder of the first: every guess with its reason, every doubt as a question with the lines to
choose from. It never overwrites one. 'quarterdeck forecast FILE' does the same in memory.)";

/// The folder as it would be typed.
std::string folder_of(InitOptions const& options) {
  if (!options.out.empty()) return options.out;
  auto const parent = std::filesystem::path(options.files.front()).parent_path();
  return parent.empty() ? "." : parent.string();
}

}  // namespace

CLI::App& add_init(CLI::App& app, InitOptions& options) {
  auto& command = *app.add_subcommand("init", "Write a workspace from exports");
  command.add_option("files", options.files, "exports: deals, and history, snapshots, rates, …")
      ->required()
      ->type_name("");
  add_text(command, "--out", "folder for quarterdeck.yaml; default that of the first file",
           options.out);
  add_output_options(command, options.output, Formats::terminal_only);
  command.footer(init_examples);
  return command;
}

int run_init(InitOptions const& options) {
  auto const report = service::init({paths_of(options.files), options.out});
  if (!report) return fail(report.error());
  write_result(report::terminal_text(report::init_page(*report, folder_of(options)),
                                     style_of_output(options.output)));
  // A question is the user's to answer in the file; anything else must be mended in the tables.
  bool const is_asked = !report->questions.empty();
  return report->refusal.empty() || is_asked ? exit_success : fail(report->refusal);
}

}  // namespace quarterdeck::cli
