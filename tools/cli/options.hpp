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

/// Flags that say what a command looks at, the same for all that ask a session.
struct SessionOptions {
  std::string workspace;
  std::vector<std::string> tables;  ///< in the place of a workspace; empty: there is one
  std::string as_of;
  std::string period;
  std::optional<std::uint64_t> seed;
  int threads = 0;
};

struct ForecastOptions {
  SessionOptions session;
  std::optional<std::int64_t> trials;
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
  SessionOptions session;
  std::vector<std::string> scenarios;
  std::optional<std::int64_t> trials;
  std::vector<double> weights;
  std::string backtest;
  std::string out;
  bool dry_run = false;
  OutputOptions output;
};

struct BacktestOptions {
  SessionOptions session;  ///< neither its day nor its period is asked for
  std::string from;
  std::string to;
  std::vector<int> weeks_left;  ///< empty: every week
  std::optional<std::int64_t> trials;
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
  SessionOptions session;
  OutputOptions output;
};

struct FitOptions {
  SessionOptions session;
  OutputOptions output;
};

struct InitOptions {
  std::vector<std::string> files;
  std::string out;  ///< empty: the folder of the first file
  OutputOptions output;
};

struct HistoryOptions {
  SessionOptions session;  ///< neither its day nor its period is asked for
  std::string period;
  std::string why;
  std::string ledger;
  OutputOptions output;
};

struct WaterfallOptions {
  SessionOptions session;  ///< its day is the later one
  std::string from;
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

/// A flag that takes a whole number in decimal digits.
struct WholeNumberFlag {
  std::string name;
  std::string help;
  std::uint64_t least = 0;
  std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
};

inline constexpr std::uint64_t most_threads = 1024;

/// Adds the flag. @param set  called with the number once it was found within the range
void add_whole_number(CLI::App& command, WholeNumberFlag const& flag,
                      std::function<void(std::uint64_t)> const& set);

/// Adds a flag that takes a text that is not empty.
void add_text(CLI::App& command, std::string const& name, std::string const& help,
              std::string& value);

/// Adds the workspace as the first argument.
void add_workspace(CLI::App& command, std::string& value);

/// Adds the workspace, or tables that stand in for one, as the first arguments.
void add_workspace_or_tables(CLI::App& command, SessionOptions& options);

/// Adds --as-of.
void add_day(CLI::App& command, SessionOptions& options);

/// Adds --as-of and --period.
void add_day_and_period(CLI::App& command, SessionOptions& options);

/// Adds --trials of a run.
void add_trials(CLI::App& command, std::optional<std::int64_t>& trials);

/// Adds --seed and --threads.
void add_seed_and_threads(CLI::App& command, SessionOptions& options);

/// Adds --scenario, which may be given several times.
void add_scenarios(CLI::App& command, std::vector<std::string>& files);

enum class Formats { both, terminal_only };

/// Adds --format, --quiet and --no-color.
void add_output_options(CLI::App& command, OutputOptions& output, Formats formats);

}  // namespace quarterdeck::cli
