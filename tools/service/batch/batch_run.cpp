// tools/service/batch/batch_run.cpp – see batch_run.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/batch/batch_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <utility>

#include "engine/core/atomic_file.hpp"
#include "engine/core/error.hpp"
#include "engine/table/sha256.hpp"
#include "tools/service/record/conclude.hpp"

namespace quarterdeck::service {
namespace {

namespace fs = std::filesystem;

fs::path output_of(PlannedRun const& run) { return run.name + ".json"; }

/// Raised inside a run for what is neither the user's fault nor an exception of its own.
struct RunFailed {
  Failure failure;
  std::string message;
};

/// Throws where the engines disagree. @param scenario  where only one was asked for
void refuse(std::vector<Disagreement> const& disagreements, std::string const& scenario = {}) {
  if (disagreements.empty()) return;
  auto const& first = disagreements.front();
  throw RunFailed{
      Failure::internal,
      fmt::format("THE TWO ENGINES DISAGREE on '{}' by {:.4f} in probability, allowed {:.4f}; "
                  "nothing was written",
                  first.scenario.empty() ? scenario : first.scenario,
                  first.check.max_cdf_difference, first.check.tolerance)};
}

/// Whether a file still is what the plan took it for.
bool is_as_planned(PlannedRun const& run, std::string const& what, fs::path const& file) {
  auto const planned = std::ranges::find(run.basis, what, &Basis::what);
  return planned == run.basis.end() || io::sha256_of_file(file) == planned->value;
}

/// Holds what was read against what the plan rests on.
void expect_same_inputs(PlannedRun const& run, std::vector<core::InputHash> const& read) {
  std::vector<std::string> hashes;
  for (auto const& input : read) hashes.push_back(input.sha256);
  std::ranges::sort(hashes);
  bool const same = hashes == run.input_hashes &&
                    is_as_planned(run, "workspace", run.request.workspace) &&
                    is_as_planned(run, "backtest", run.backtest);
  if (same) return;
  throw RunFailed{Failure::io, "a file that it rests on changed while the batch ran; run it again"};
}

/// Makes provenance such that it says the same whenever, wherever and on however many threads the
/// run was made; the log of the batch keeps those.
void settle(core::Provenance& provenance, PlannedRun const& run) {
  provenance.started_at.clear();
  provenance.threads = 0;
  for (auto& input : provenance.inputs) {
    auto const shown = run.shown.find(input.name);
    if (shown != run.shown.end()) input.name = shown->second;
  }
}

void settle(std::vector<ScenarioNote>& notes, PlannedRun const& run) {
  for (auto& note : notes) {
    auto const shown = run.shown.find(note.file.string());
    if (shown != run.shown.end()) note.file = shown->second;
  }
}

BatchRow row_of(TotalSpread const& total, std::vector<TargetOutlook> const& targets) {
  BatchRow row;
  row.mean = total.spread.mean;
  row.p10 = total.spread.quantiles[p10];
  row.p50 = total.spread.quantiles[p50];
  row.p90 = total.spread.quantiles[p90];
  for (auto const& target : targets) {
    row.targets.push_back({target.name, target.amount, target.p_hit.value});
  }
  return row;
}

/// Company, currency, period and day of a forecast or a comparison.
template <class Result>
void add_heading(BatchRow& row, Result const& result, plan::Measure measure) {
  row.company = result.company;
  if (measure != plan::Measure::count) row.currency = result.currency;
  row.period = result.period.id;
  row.as_of = core::to_iso(result.as_of);
}

BatchFile write_output(BatchPlan const& plan, PlannedRun const& run, std::string const& text) {
  auto const path = plan.out / output_of(run);
  fs::create_directories(path.parent_path());
  core::write_atomically(path, text);
  io::Sha256 hash;
  hash.update(text);
  return {output_of(run).string(), hash.hex(), text.size()};
}

/// How a run is recorded. Its name follows from what it rests on, so that one that was killed after
/// it was recorded counts once when it is made again.
LedgerUse ledger_use(PlannedRun const& run) {
  LedgerUse use;
  use.recording = run.ledger ? Recording::on : Recording::off;
  use.run_id = [name = "batch-" + key_of(run.basis).substr(0, 40)](io::LedgerEntry const& entry) {
    return name + "-" + entry.id.substr(0, 16);
  };
  return use;
}

void warn_of(BatchRoom& room, std::vector<NotRecorded> const& list) {
  for (auto const& [ledger, how] : list) {
    room.warn(fmt::format("a forecast is not in the ledger {}: {}", ledger.string(), how.trouble));
  }
}

/// The past forecasts of the workspace, where there are any that this version reads.
std::optional<Backtest> past_of(BatchRoom& room, PlannedRun const& run) {
  if (run.backtest.empty()) return std::nullopt;
  auto found = read_backtest(run.backtest, room.formats.backtest);
  if (!found.warning.empty()) room.warn(found.warning);
  return std::move(found.backtest);
}

Session open_session(PlannedRun const& run, int threads) {
  auto request = run.request;
  request.threads = threads;
  return Session(std::move(request));
}

RunRecord begin_record(PlannedRun const& run) {
  RunRecord record;
  record.run = run.name;
  record.basis = run.basis;
  return record;
}

/// Where a run is made, and the work it is given.
struct Task {
  BatchRoom& room;
  PlannedRun const& run;
  Hooks const& hooks;
  int threads = 1;
};

/// Writes what a forecast says and notes it in the record of the run.
void keep_forecast(Task const& task, Forecast& forecast, RunRecord& record) {
  PlannedRun const& run = task.run;
  expect_same_inputs(run, forecast.provenance.inputs);
  settle(forecast.provenance, run);
  settle(forecast.scenarios, run);
  record.outputs.push_back(write_output(task.room.plan, run, task.room.formats.forecast(forecast)));
  auto row = row_of(forecast.summary.total, forecast.summary.targets);
  row.scenario = run.scenarios.front();
  add_heading(row, forecast, forecast.compiled.plan.measure);
  record.rows.push_back(std::move(row));
}

core::Checked<std::optional<RunRecord>> make_forecast(Task const& task) {
  auto const past = past_of(task.room, task.run);
  auto record = begin_record(task.run);
  Handling<Forecast> handling{past ? &*past : nullptr, ledger_use(task.run), {}};
  handling.deliver = [&](Forecast& forecast, auto const& disagreements) {
    refuse(disagreements, task.run.scenarios.front());
    keep_forecast(task, forecast, record);
    return Delivered::yes;
  };
  auto const concluded =
      conclude(open_session(task.run, task.threads), task.run.forecast, handling, task.hooks);
  if (!concluded) return tl::unexpected(concluded.error());
  if (!concluded->answer.complete) return std::optional<RunRecord>();
  warn_of(task.room, concluded->not_recorded);
  return std::optional(std::move(record));
}

/// The same for all scenarios of a comparison.
void keep_comparison(Task const& task, Comparison& comparison, RunRecord& record) {
  PlannedRun const& run = task.run;
  settle(comparison.provenance, run);
  for (auto& one : comparison.scenarios) {
    auto const shown = run.shown.find(one.asked);
    if (shown != run.shown.end()) one.asked = shown->second;
    settle(one.notes, run);
    auto row = row_of(one.total, one.targets);
    row.scenario = one.asked;
    add_heading(row, comparison, comparison.measure);
    record.rows.push_back(std::move(row));
  }
  record.outputs.push_back(
      write_output(task.room.plan, run, task.room.formats.comparison(comparison)));
}

core::Checked<std::optional<RunRecord>> make_comparison(Task const& task) {
  auto const past = past_of(task.room, task.run);
  auto record = begin_record(task.run);
  Handling<Comparison> handling{past ? &*past : nullptr, {}, {}};
  handling.deliver = [&](Comparison& comparison, auto disagreements) {
    expect_same_inputs(task.run, comparison.provenance.inputs);
    for (auto& one : disagreements) {
      auto const shown = task.run.shown.find(one.scenario);
      if (shown != task.run.shown.end()) one.scenario = shown->second;
    }
    refuse(disagreements);
    keep_comparison(task, comparison, record);
    return Delivered::yes;
  };
  auto const concluded =
      conclude(open_session(task.run, task.threads), task.run.comparison, handling, task.hooks);
  if (!concluded) return tl::unexpected(concluded.error());
  if (!concluded->answer.complete) return std::optional<RunRecord>();
  return std::optional(std::move(record));
}

}  // namespace

void BatchRoom::warn(std::string text) {
  std::lock_guard const hold(warnings);
  if (std::ranges::find(all_warnings, text) == all_warnings.end()) {
    all_warnings.push_back(std::move(text));
  }
}

std::vector<std::string> messages_of(core::Diagnostics const& faults) {
  std::vector<std::string> messages;
  for (auto const& fault : faults) {
    messages.push_back(core::to_string(fault) +
                       (fault.code.empty() ? "" : fmt::format(" [{}]", fault.code)));
  }
  return messages;
}

Failure failure_of(core::Fault fault) {
  switch (fault) {
    case core::Fault::usage:
      return Failure::usage;
    case core::Fault::data:
      return Failure::data;
    case core::Fault::missing_input:
      return Failure::missing_input;
    case core::Fault::configuration:
      return Failure::configuration;
  }
  return Failure::internal;
}

RunRecord failed_run(BatchPlan const& plan, PlannedRun const& run, Failure failure,
                     std::vector<std::string> messages) {
  std::error_code ignored;
  fs::remove(plan.out / output_of(run), ignored);
  auto record = begin_record(run);
  record.failure = failure;
  record.messages = std::move(messages);
  return record;
}

std::optional<RunRecord> make_run(BatchRoom& room, PlannedRun const& run, Hooks const& hooks,
                                  int threads) {
  auto const failed = [&](Failure failure, std::vector<std::string> messages) {
    return failed_run(room.plan, run, failure, std::move(messages));
  };
  if (!run.faults.empty()) {
    return failed(failure_of(run.faults.front().fault), messages_of(run.faults));
  }
  try {
    Task const task{room, run, hooks, threads};
    auto made = run.kind == RunKind::forecast ? make_forecast(task) : make_comparison(task);
    if (made) return std::move(*made);
    return failed(failure_of(made.error().front().fault), messages_of(made.error()));
  } catch (RunFailed const& error) {
    return failed(error.failure, {error.message});
  } catch (core::IoError const& error) {
    return failed(Failure::io, {error.what()});
  } catch (fs::filesystem_error const& error) {
    return failed(Failure::io, {error.what()});
  } catch (std::bad_alloc const&) {
    return failed(Failure::io, {"not enough memory for so many trials and deals"});
  } catch (core::Error const& error) {
    auto const& where = error.where();
    return failed(Failure::internal, {fmt::format("internal fault, please report it: {} ({}:{})",
                                                  error.what(), where.file, where.line)});
  } catch (std::exception const& error) {
    return failed(Failure::internal,
                  {fmt::format("internal fault, please report it: {}", error.what())});
  }
}

}  // namespace quarterdeck::service
