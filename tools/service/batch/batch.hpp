// tools/service/batch/batch.hpp – many workspaces, scenarios and periods, unattended.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "engine/simulate/simulate.hpp"
#include "scenarios/board/board.hpp"
#include "tools/service/forecast/comparison.hpp"
#include "tools/service/forecast/forecast.hpp"
#include "tools/service/forecast/questions.hpp"
#include "tools/service/past/find_backtest.hpp"
#include "tools/service/session/session.hpp"

namespace quarterdeck::service {

/// Folder within that of the results for what a batch remembers.
inline constexpr char const* batch_folder = ".batch";

struct BatchRequest {
  std::filesystem::path board;
  std::filesystem::path out;   ///< empty: as the board says
  std::optional<int> threads;  ///< nothing: as the board says; 0: all cores
  bool no_ledger = false;      ///< record nothing, whatever the board says
};

enum class RunKind { forecast, compare };

/// One thing that a run rests on: `table deals.csv` and its sha256, `trials` and their number.
struct Basis {
  std::string what;
  std::string value;
  friend bool operator==(Basis const&, Basis const&) = default;
};

/// A file that a run wrote.
struct BatchFile {
  std::string path;  ///< from the folder of the results
  std::string sha256;
  std::uintmax_t bytes = 0;
};

struct BatchTarget {
  std::string name;
  double amount = 0;
  double p_hit = 0;
};

/// What the summary shows of one scenario of a run. Reporting units, or deals.
struct BatchRow {
  std::string scenario;  ///< as on the board
  std::string company;
  std::string currency;  ///< empty where deals are counted
  std::string period;    ///< id
  std::string as_of;     ///< ISO date
  double mean = 0;
  double p10 = 0;
  double p50 = 0;
  double p90 = 0;
  std::vector<BatchTarget> targets;
};

/// Whose fault a failure is; `none` for a run that is done.
enum class Failure { none, usage, data, missing_input, configuration, io, internal };

/// How a run ended. Holds no clock and no number of threads: the same run gives the same record.
struct RunRecord {
  std::string run;
  std::vector<Basis> basis;
  std::vector<BatchFile> outputs;
  std::vector<BatchRow> rows;
  Failure failure = Failure::none;
  std::vector<std::string> messages;  ///< of the failure
};

/// Where records and times of earlier runs are kept. Called by one thread at a time.
struct BatchStore {
  std::function<std::optional<RunRecord>(std::string const& run)> load;
  /// Whole or not at all; written after everything else of the run.
  std::function<void(RunRecord const& record)> save;
  std::function<std::vector<std::string>()> names;  ///< of all runs with a record
  /// Seconds of one thread that the newest run of the name took.
  std::function<std::map<std::string, double>()> costs;
  /// Notes start (UTC), seconds and threads of a run that is done.
  std::function<void(std::string const& run, std::string const& started_at, double seconds,
                     int threads)>
      log;
};

/// Results as bytes, and a backtest from those of its file. Called by several threads at once.
struct BatchFormats {
  std::function<std::string(Forecast const&)> forecast;
  std::function<std::string(Comparison const&)> comparison;
  BacktestParser backtest;
};

enum class RunState {
  done,     ///< its record and outputs are there, and nothing that it rests on has changed
  to_do,    ///< `why` says why
  hopeless  ///< cannot run; `faults` says why
};

/// One run of a board: a scenario in a period, or all scenarios of a job side by side.
struct PlannedRun {
  std::string name;  ///< `northwind/2026-Q4/base.forecast`, `northwind/2026-Q4/compare`
  std::string job;
  std::string period;                  ///< as on the board
  std::vector<std::string> scenarios;  ///< as on the board
  RunKind kind = RunKind::forecast;
  SessionRequest request;          ///< its threads are given when it is made
  ForecastQuestion forecast;       ///< of that kind
  CompareQuestion comparison;      ///< of that kind
  std::filesystem::path backtest;  ///< file of past forecasts; empty where there is none
  bool ledger = true;
  std::vector<Basis> basis;
  std::vector<std::string> input_hashes;     ///< sha256 of tables and scenarios, sorted
  std::map<std::string, std::string> shown;  ///< paths of scenarios and how results name them
  std::uintmax_t bytes = 0;                  ///< memory that it may need, a guess to plan with
  std::optional<double> cost;                ///< seconds of one thread when it ran before
  RunState state = RunState::to_do;
  std::string why;
  core::Diagnostics faults;
  std::optional<RunRecord> record;  ///< where done
};

struct BatchPlan {
  scenarios::Board board;
  std::string board_sha256;
  std::filesystem::path out;
  int threads = 1;
  std::vector<PlannedRun> runs;        ///< in the order of the board
  std::vector<std::string> left_over;  ///< runs with a record that the board no longer has
  [[nodiscard]] std::size_t n_to_do() const;
};

/// What a run rests on, as one hash.
[[nodiscard]] std::string key_of(std::vector<Basis> const& basis);

/// Keeps a second batch out of a folder; the system lets go of it when the process ends, however it
/// ends.
class BatchLock {
 public:
  /// @param out  folder of the results; made where it is not there
  /// @throws core::IoError where another batch works in it, or it cannot be written
  explicit BatchLock(std::filesystem::path const& out);
  ~BatchLock();
  BatchLock(BatchLock const&) = delete;
  BatchLock& operator=(BatchLock const&) = delete;

 private:
  int descriptor_ = -1;
};

using StoreOpener = std::function<BatchStore(std::filesystem::path const& out)>;

/// Reads the board, the workspaces and the scenarios that it names, and hashes their tables; tells
/// for every run whether it is done, and else why not. Reads no table.
/// @param open  called once nothing is wrong, with the folder of the results
/// @return the plan, or every fault of the board, its workspaces and its scenarios. A table that is
///         not there or that its database refuses stops only the runs that need it
/// @throws core::IoError
/// @verified tests/cli/batch_test.cpp
[[nodiscard]] core::Checked<BatchPlan> plan_batch(BatchRequest const& request,
                                                  StoreOpener const& open);

struct BatchEvent {
  enum class What { started, working, finished } what = What::working;
  PlannedRun const* run = nullptr;
  RunRecord const* record = nullptr;  ///< of a run that finished
  double share = 0;                   ///< done of this run
  double seconds = 0;                 ///< that it took
  int threads = 1;                    ///< that it may use
};

struct BatchHooks {
  /// Never called twice at once. On `stop` runs under way end without a result.
  std::function<simulate::Continue(BatchEvent const&)> on_event;
};

struct BatchResult {
  bool complete = true;            ///< false when the hook stopped the work
  std::vector<RunRecord> records;  ///< of all runs of the plan in its order; where complete
  std::vector<std::string> warnings;
  std::size_t n_run = 0;     ///< runs that were made now, failed ones included
  std::size_t n_failed = 0;  ///< of all
};

/// Threads of every worker: as many workers as runs or threads, together exactly `n_threads`.
/// @pre both > 0
/// @verified tests/unit/service/batch_test.cpp
[[nodiscard]] std::vector<int> split_threads(int n_threads, std::size_t n_runs);

/// Makes the runs that are not done. Several at once, together on at most the plan's threads and,
/// as far as can be guessed, within the memory that is free; what they are does not depend on
/// either. A run's files are written under temporary names and renamed, then its forecast is
/// recorded in the ledger, and last of all its record is kept: a run without one is not done.
/// One that fails is told in its record and stops no other.
/// @pre the caller holds the lock of the plan's folder
/// @throws core::IoError when the folder of the results cannot be written
/// @verified tests/cli/batch_test.cpp, tests/cli/batch_kill_test.cpp
[[nodiscard]] BatchResult run_batch(BatchPlan const& plan, BatchStore const& store,
                                    BatchFormats const& formats, BatchHooks const& hooks = {});

}  // namespace quarterdeck::service
