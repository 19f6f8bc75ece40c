// tools/service/batch/batch_plan.cpp – what a board asks for, and what of it is done already.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "engine/core/ids.hpp"
#include "engine/core/provenance.hpp"
#include "engine/table/sha256.hpp"
#include "tools/service/batch/batch.hpp"
#include "tools/service/batch/batch_inputs.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

namespace fs = std::filesystem;
using scenarios::BoardJob;
using scenarios::Placed;

/// Raised when a batch writes other results for the same inputs.
constexpr char const* results_format = "1";

// A guess from sample companies: 70 MB for 0.4 MB of tables, 110 MB for 2.4 MB.
constexpr std::uintmax_t memory_of_a_run = std::uintmax_t{64} << 20U;
constexpr std::uintmax_t memory_per_byte = 24;
constexpr std::uintmax_t memory_per_trial = 48;

std::string program() {
  auto const& build = core::build_info();
  return fmt::format("{} {} {} Boost {}", build.version, build.git, build.compiler, build.boost);
}

std::uintmax_t memory_guess(BatchWorkspace const& book, std::int64_t n_trials,
                            std::size_t n_scenarios) {
  std::uintmax_t bytes = 0;
  for (auto const& table : book.tables) bytes += table.bytes;
  return memory_of_a_run + memory_per_byte * bytes +
         memory_per_trial * static_cast<std::uintmax_t>(n_trials) * n_scenarios;
}

/// What tells a record from what the run would rest on now; empty when nothing does.
std::string difference(std::vector<Basis> const& then, std::vector<Basis> const& now) {
  std::vector<std::string> words;
  auto const find = [](std::vector<Basis> const& list, std::string const& what) {
    return std::ranges::find(list, what, &Basis::what);
  };
  for (auto const& one : now) {
    auto const before = find(then, one.what);
    if (before == then.end()) words.push_back(one.what + " is new");
    if (before != then.end() && before->value != one.value) words.push_back(one.what + " changed");
  }
  for (auto const& one : then) {
    if (find(now, one.what) == now.end()) words.push_back(one.what + " is gone");
  }
  if (words.empty()) return {};
  auto text = words.front();
  if (words.size() == 2) text += ", " + words[1];
  if (words.size() > 2) text += fmt::format(", {} more", words.size() - 1);
  return text;
}

/// What is wrong with a file that a run has written; empty when nothing is.
std::string damage(fs::path const& out, BatchFile const& file) {
  auto const path = out / file.path;
  auto const name = path.filename().string();
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return name + " is missing";
  bool const same = fs::file_size(path) == file.bytes && io::sha256_of_file(path) == file.sha256;
  return same ? "" : name + " was changed";
}

/// What one run of a job is about.
struct Ask {
  BoardJob const& job;
  BatchWorkspace const& book;
  std::string const& period;
};

class Planner {
 public:
  Planner(BatchPlan& plan, BatchRequest const& request)
      : plan_(plan), request_(request), inputs_(plan.board) {}

  /// Fills in the runs. @return every fault of what the board names
  core::Diagnostics list_runs() {
    for (auto const& job : plan_.board.jobs) add_job(job);
    return inputs_.faults();
  }

 private:
  void add_job(BoardJob const& job) {
    auto const* const book = inputs_.workspace(job.workspace);
    auto const list = scenarios_of(job);
    if (book == nullptr) return;
    for (auto const& period : job.periods) {
      check_period(*book, period);
      Ask const ask{job, *book, period.text};
      if (job.forecasts) {
        for (auto const& one : list) add_forecast(ask, one);
      }
      if (job.compares) add_comparison(ask, list);
    }
  }

  std::vector<BatchScenario> scenarios_of(BoardJob const& job) {
    std::vector<BatchScenario> list;
    std::set<std::string> labels;
    for (auto const& asked : job.scenarios) {
      auto scenario = inputs_.scenario(asked);
      if (!scenario) continue;
      bool const reserved = !scenario->parts.empty() && scenario->label == scenarios::board_base;
      if (reserved || !labels.insert(scenario->label).second) {
        inputs_.add({"QD-151", core::Fault::configuration, asked.place,
                     fmt::format("a second scenario of the job is called `{}`", scenario->label),
                     "each would write over the results of the other",
                     "Rename the file, or put it into a job of its own."});
      }
      list.push_back(std::move(*scenario));
    }
    return list;
  }

  void check_period(BatchWorkspace const& book, Placed const& period) {
    if (period.text == scenarios::board_next) return;
    auto const parsed = core::FiscalCalendar(book.workspace.calendar).parse(period.text);
    if (parsed) return;
    for (auto fault : parsed.error()) {
      fault.where = period.place;
      fault.fault = core::Fault::configuration;
      inputs_.add(std::move(fault));
    }
  }

  void add_forecast(Ask const& ask, BatchScenario const& scenario) {
    auto run = begin(ask, RunKind::forecast);
    run.name = fmt::format("{}/{}/{}.forecast", ask.job.name, ask.period, scenario.label);
    run.ledger = ask.job.ledger && !request_.no_ledger;
    for (auto const& part : scenario.parts) run.forecast.scenarios.push_back(part.file);
    finish(std::move(run), {scenario}, ask.book);
  }

  void add_comparison(Ask const& ask, std::vector<BatchScenario> const& list) {
    auto run = begin(ask, RunKind::compare);
    run.name = fmt::format("{}/{}/compare", ask.job.name, ask.period);
    for (auto const& scenario : list) {
      std::string asked;
      for (auto const& part : scenario.parts)
        asked += (asked.empty() ? "" : "+") + part.file.string();
      if (asked.empty()) asked = base_name;
      run.shown[asked] = scenario.asked;
      run.comparison.scenarios.push_back(std::move(asked));
    }
    finish(std::move(run), list, ask.book);
  }

  static PlannedRun begin(Ask const& ask, RunKind kind) {
    PlannedRun run;
    run.kind = kind;
    run.job = ask.job.name;
    run.period = ask.period;
    run.faults = ask.book.table_faults;
    run.request.workspace = ask.book.workspace.file;
    run.request.as_of = ask.job.as_of;
    if (ask.period != scenarios::board_next) run.request.period = ask.period;
    run.request.seed = ask.job.seed;
    run.forecast.trials = ask.job.trials;
    run.comparison.trials = ask.job.trials;
    auto const number = [](auto const& n) { return n ? fmt::format("{}", *n) : std::string(); };
    run.basis = {{"program", program()},
                 {"random streams", std::to_string(core::stream_version)},
                 {"format of results", results_format},
                 {"kind", kind == RunKind::forecast ? "forecast" : "compare"},
                 {"workspace", ask.book.sha256},
                 {"as_of", run.request.as_of},
                 {"period", run.period},
                 {"trials", number(ask.job.trials)},
                 {"seed", number(ask.job.seed)}};
    run.backtest = ask.book.backtest;
    if (!run.backtest.empty()) run.basis.push_back({"backtest", ask.book.backtest_sha256});
    return run;
  }

  /// Adds what the run reads.
  void finish(PlannedRun&& run, std::vector<BatchScenario> const& list,
              BatchWorkspace const& book) {
    for (auto const& table : book.tables) {
      run.basis.push_back({"table " + table.hash.name, table.hash.sha256});
      run.input_hashes.push_back(table.hash.sha256);
    }
    std::map<std::string, std::string> files;
    std::string asked;
    for (auto const& scenario : list) {
      run.scenarios.push_back(scenario.asked);
      asked += (asked.empty() ? "" : ", ") + scenario.asked;
      for (auto const& part : scenario.parts) files.merge(inputs_.hashes_of(part));
    }
    run.basis.push_back({"scenarios", asked});
    for (auto const& [path, sha256] : files) {
      run.shown[path] = inputs_.shown(path);
      run.basis.push_back({"scenario " + run.shown[path], sha256});
      run.input_hashes.push_back(sha256);
    }
    std::ranges::sort(run.input_hashes);
    auto const trials = run.forecast.trials.value_or(book.workspace.forecast.trials);
    run.bytes = memory_guess(book, trials, list.size());
    plan_.runs.push_back(std::move(run));
  }

  BatchPlan& plan_;
  BatchRequest const& request_;
  BatchInputs inputs_;
};

/// Why the run must be made; empty when it need not.
std::string reason_to_run(PlannedRun const& run, std::optional<RunRecord> const& record,
                          fs::path const& out) {
  if (!record) return "new";
  auto why = difference(record->basis, run.basis);
  if (!why.empty()) return why;
  if (record->failure != Failure::none) return "failed before";
  for (auto const& file : record->outputs) {
    why = damage(out, file);
    if (!why.empty()) return why;
  }
  return {};
}

void judge(PlannedRun& run, BatchStore const& store, fs::path const& out) {
  if (!run.faults.empty()) {
    run.state = RunState::hopeless;
    run.why = run.faults.front().problem;
    return;
  }
  auto record = store.load(run.name);
  run.why = reason_to_run(run, record, out);
  if (!run.why.empty()) return;
  run.state = RunState::done;
  run.record = std::move(record);
}

void judge_all(BatchPlan& plan, BatchStore const& store) {
  auto const costs = store.costs();
  std::set<std::string> names;
  for (auto& run : plan.runs) {
    auto const cost = costs.find(run.name);
    if (cost != costs.end()) run.cost = cost->second;
    judge(run, store, plan.out);
    names.insert(run.name);
  }
  for (auto& name : store.names()) {
    if (!names.contains(name)) plan.left_over.push_back(std::move(name));
  }
}

}  // namespace

std::size_t BatchPlan::n_to_do() const {
  auto const waits = [](PlannedRun const& run) { return run.state != RunState::done; };
  return static_cast<std::size_t>(std::ranges::count_if(runs, waits));
}

std::string key_of(std::vector<Basis> const& basis) {
  io::Sha256 hash;
  for (auto const& one : basis) {
    hash.update(fmt::format("{}:{}{}:{}", one.what.size(), one.what, one.value.size(), one.value));
  }
  return hash.hex();
}

core::Checked<BatchPlan> plan_batch(BatchRequest const& request, StoreOpener const& open) {
  auto board = scenarios::read_board(request.board);
  if (!board) return tl::unexpected(std::move(board.error()));
  BatchPlan plan;
  plan.board = std::move(*board);
  plan.board_sha256 = io::sha256_of_file(request.board);
  plan.out = request.out.empty() ? plan.board.out : fs::absolute(request.out).lexically_normal();
  plan.threads = thread_count(request.threads.value_or(plan.board.threads));
  auto faults = Planner(plan, request).list_runs();
  if (!faults.empty()) return tl::unexpected(std::move(faults));
  judge_all(plan, open(plan.out));
  return plan;
}

}  // namespace quarterdeck::service
