// tools/cli/options.hpp – what the flags of every command say, typed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace quarterdeck::cli {

enum class Format { terminal, json };

/// Flags that every command with a result has.
struct OutputOptions {
  Format format = Format::terminal;
  bool quiet = false;
  bool no_color = false;
};

struct ForecastOptions {
  std::string workspace;
  std::string as_of;
  std::string period;
  std::optional<std::int64_t> trials;
  std::optional<std::uint64_t> seed;
  int threads = 0;
  std::string out;
  std::string draws;
  std::vector<std::string> scenarios;
  bool dry_run = false;
  std::string model = "simulation";
  std::string backtest;  ///< folder of a backtest; empty: beside the workspace
  std::string ledger;    ///< empty: as the workspace says
  bool no_ledger = false;
  OutputOptions output;
};

struct CompareOptions {
  std::string workspace;
  std::vector<std::string> scenarios;
  std::string as_of;
  std::string period;
  std::optional<std::int64_t> trials;
  std::optional<std::uint64_t> seed;
  int threads = 0;
  std::vector<double> weights;
  std::string backtest;
  std::string out;
  bool dry_run = false;
  OutputOptions output;
};

struct BacktestOptions {
  std::string workspace;
  std::string from;
  std::string to;
  std::vector<int> weeks_left;  ///< empty: every week
  std::optional<std::int64_t> trials;
  std::optional<std::uint64_t> seed;
  int threads = 0;
  std::string out;
  OutputOptions output;
};

struct BatchOptions {
  std::string board;
  std::string out;             ///< empty: as the board says
  std::optional<int> threads;  ///< nothing: as the board says
  bool plan = false;
  bool no_ledger = false;
  OutputOptions output;
};

struct CheckOptions {
  std::string workspace;
  std::string as_of;
  OutputOptions output;
};

struct FitOptions {
  std::string workspace;
  std::string as_of;
  std::string period;
  OutputOptions output;
};

struct HistoryOptions {
  std::string workspace;
  std::string period;
  std::string why;
  std::string ledger;
  OutputOptions output;
};

struct WaterfallOptions {
  std::string workspace;
  std::string from;
  std::string to;
  std::string period;
  OutputOptions output;
};

struct SampleOptions {
  std::string folder;
  std::uint64_t seed = 1;
  int quarters = 12;
  double deals_per_week = 28;
  int days_into_quarter = 44;
  bool dirt = false;
  bool force = false;
};

struct SchemaOptions {
  std::string what;
};

struct ExplainOptions {
  std::string term;
};

/// Adds a flag that takes a whole number in decimal digits within a range.
void add_whole_number(CLI::App& command, std::string const& name, std::string const& help,
                      std::uint64_t least, std::uint64_t most,
                      std::function<void(std::uint64_t)> const& set);

/// Adds a flag that takes a text that is not empty.
void add_text(CLI::App& command, std::string const& name, std::string const& help,
              std::string& value);

/// Adds the workspace as the first argument.
void add_workspace(CLI::App& command, std::string& value);

/// Adds --trials, --seed and --threads.
void add_run_options(CLI::App& command, std::optional<std::int64_t>& trials,
                     std::optional<std::uint64_t>& seed, int& threads);

/// Adds --seed and --threads.
void add_seed_and_threads(CLI::App& command, std::optional<std::uint64_t>& seed, int& threads);

/// Adds --scenario, which may be given several times.
void add_scenarios(CLI::App& command, std::vector<std::string>& files);

enum class Formats { both, terminal_only };

/// Adds --format, --quiet and --no-color.
void add_output_options(CLI::App& command, OutputOptions& output, Formats formats);

}  // namespace quarterdeck::cli
