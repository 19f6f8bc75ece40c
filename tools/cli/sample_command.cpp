// tools/cli/sample_command.cpp – `quarterdeck sample`.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <charconv>
#include <filesystem>
#include <string>

#include "tools/cli/commands.hpp"
#include "tools/cli/exit_codes.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/sample/company.hpp"

namespace quarterdeck::cli {
namespace {

namespace fs = std::filesystem;

constexpr int n_true_totals = 2000;
constexpr double most_deals_per_week = 5000;

/// A folder that holds something else than an earlier sample.
bool holds_other_things(fs::path const& folder) {
  if (!fs::exists(folder)) return false;
  if (!fs::is_directory(folder)) return true;
  bool const sample = fs::exists(folder / "truth.json") && fs::exists(folder / "quarterdeck.yaml");
  return !sample && !fs::is_empty(folder);
}

double read_rate(std::string const& text) {
  double value = 0;
  char const* const end = text.data() + text.size();
  auto const result = std::from_chars(text.data(), end, value);
  bool const read = result.ec == std::errc() && result.ptr == end;
  if (!read || !(value > 0 && value <= most_deals_per_week)) {
    throw CLI::ValidationError(
        "--deals-per-week",
        fmt::format("'{}' is not a number above 0 and at most {}", text, most_deals_per_week));
  }
  return value;
}

sample::CompanySpec spec_of(SampleOptions const& options) {
  sample::CompanySpec spec;
  spec.seed = options.seed;
  spec.n_quarters = options.quarters;
  spec.deals_per_week = options.deals_per_week;
  spec.days_into_quarter = options.days_into_quarter;
  spec.dirt = options.dirt ? sample::Dirt::realistic : sample::Dirt::none;
  return spec;
}

constexpr char const* sample_examples = R"(Examples:
  quarterdeck sample demo
  quarterdeck sample demo --seed 7 --quarters 20 --deals-per-week 120 --dirt

The folder gets opportunities, stage history, snapshots, win rates, quarterdeck.yaml and
truth.json, which holds what no real company has: the true distribution of its open quarter.)";

}  // namespace

CLI::App& add_sample(CLI::App& app, SampleOptions& options) {
  auto& command = *app.add_subcommand("sample", "Write a synthetic company to try things on");
  command.add_option("folder", options.folder, "folder to write, made when missing")
      ->required()
      ->type_name("");
  add_whole_number(command, {"--seed", "another seed is another company; default 1"},
                   [&](std::uint64_t n) { options.seed = n; });
  add_whole_number(command, {"--quarters", "completed quarters of history; default 12", 1, 80},
                   [&](std::uint64_t n) { options.quarters = static_cast<int>(n); });
  command
      .add_option_function<std::string>(
          "--deals-per-week",
          [&](std::string const& text) { options.deals_per_week = read_rate(text); },
          "new deals a week; default 28")
      ->type_name("X");
  add_whole_number(command, {"--days-into-quarter", "day of the open quarter; default 44", 0, 89},
                   [&](std::uint64_t n) { options.days_into_quarter = static_cast<int>(n); });
  command.add_flag("--dirt", options.dirt, "with the faults that real exports have");
  command.add_flag("--force", options.force, "write into a folder that holds other things");
  command.footer(sample_examples);
  return command;
}

int run_sample(SampleOptions const& options) {
  if (!options.force && holds_other_things(options.folder)) {
    return fail_usage(fmt::format("'{}' holds things that are no sample; choose another folder, or "
                                  "say --force",
                                  options.folder),
                      "sample");
  }
  fs::create_directories(options.folder);
  auto const company = sample::generate(spec_of(options));
  sample::write(company, options.folder, n_true_totals);
  auto const as_of = core::to_iso(company.as_of);
  write_result(
      fmt::format("{0} deals as of {1} written to {2}\n"
                  "Next: quarterdeck forecast {2} --as-of {1}\n",
                  company.records.deals.size(), as_of, options.folder));
  return exit_success;
}

}  // namespace quarterdeck::cli
