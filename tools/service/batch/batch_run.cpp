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
#include "tools/service/record/recording.hpp"

namespace quarterdeck::service {
namespace {

namespace fs = std::filesystem;

fs::path output_of(PlannedRun const& run) { return run.name + ".json"; }

/// Raised inside a run for what is neither the user's fault nor an exception of its own.
struct RunFailed {
  Failure failure;
  std::string message;
};

RunFailed disagreement(exact::Check const& check, std::string const& scenario) {
  return {Failure::internal,
          fmt::format("THE TWO ENGINES DISAGREE on '{}' by {:.4f} in probability, allowed {:.4f}; "
                      "nothing was written",
                      scenario, check.max_cdf_difference, check.tolerance)};
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
                    is_as_planned(run, "workspace", run.request.common.workspace) &&
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

/// What of the forecast goes on record. The names of the runs follow from what they rest on, so
/// that one that was killed after it was recorded counts once when it is made again.
std::vector<io::LedgerEntry> entries_of(PlannedRun const& run, Forecast const& forecast) {
  auto entries = ledger_entries(forecast);
  for (io::LedgerEntry& entry : entries) {
    entry.run_id = "batch-" + key_of(run.basis).substr(0, 40) + "-" + entry.id.substr(0, 16);
  }
  return entries;
}

void put_on_record(BatchRoom& room, std::vector<io::LedgerEntry> const& entries,
                   fs::path const& ledger) {
  for (io::LedgerEntry const& entry : entries) {
    auto const recorded = [&] {
      std::lock_guard const hold(room.ledger);
      return io::record(ledger, entry);
    }();
    if (recorded.trouble.empty()) continue;
    room.warn(
        fmt::format("a forecast is not in the ledger {}: {}", ledger.string(), recorded.trouble));
  }
}

/// The past forecasts of the workspace, where there are any that this version reads.
std::optional<Backtest> past_of(BatchRoom& room, PlannedRun const& run) {
  if (run.backtest.empty()) return std::nullopt;
  auto past = room.writers.read_backtest(run.backtest);
  if (past) return std::move(*past);
  room.warn(core::to_string(past.error().front()));
  return std::nullopt;
}

RunRecord begin_record(PlannedRun const& run) {
  RunRecord record;
  record.run = run.name;
  record.basis = run.basis;
  return record;
}

core::Checked<std::optional<RunRecord>> make_forecast(BatchRoom& room, PlannedRun const& run,
                                                      Hooks const& hooks, int threads) {
  auto request = run.request.common;
  request.threads = threads;
  auto const past = past_of(room, run);
  request.past = past ? &*past : nullptr;
  auto forecast = service::forecast(request, hooks);
  if (!forecast) return tl::unexpected(std::move(forecast.error()));
  if (!forecast->complete) return std::optional<RunRecord>();
  auto const& scenario = run.scenarios.front();
  if (!forecast->check.agrees) throw disagreement(forecast->check, scenario);
  expect_same_inputs(run, forecast->provenance.inputs);
  std::vector<io::LedgerEntry> entries;
  if (run.ledger) entries = entries_of(run, *forecast);
  settle(forecast->provenance, run);
  settle(forecast->scenarios, run);
  auto record = begin_record(run);
  record.outputs.push_back(write_output(room.plan, run, room.writers.forecast(*forecast)));
  auto row = row_of(forecast->summary.total, forecast->summary.targets);
  row.scenario = scenario;
  add_heading(row, *forecast, forecast->compiled.plan.measure);
  record.rows.push_back(std::move(row));
  if (!entries.empty()) put_on_record(room, entries, ledger_of(forecast->facts, {}));
  return std::optional(std::move(record));
}

core::Checked<std::optional<RunRecord>> make_comparison(BatchRoom& room, PlannedRun const& run,
                                                        Hooks const& hooks, int threads) {
  auto request = run.request;
  request.common.threads = threads;
  auto const past = past_of(room, run);
  request.common.past = past ? &*past : nullptr;
  auto comparison = service::compare(request, hooks);
  if (!comparison) return tl::unexpected(std::move(comparison.error()));
  if (!comparison->complete) return std::optional<RunRecord>();
  expect_same_inputs(run, comparison->provenance.inputs);
  settle(comparison->provenance, run);
  auto record = begin_record(run);
  for (auto& one : comparison->scenarios) {
    auto const shown = run.shown.find(one.asked);
    if (shown != run.shown.end()) one.asked = shown->second;
    settle(one.notes, run);
    if (!one.check.agrees) throw disagreement(one.check, one.asked);
    auto row = row_of(one.total, one.targets);
    row.scenario = one.asked;
    add_heading(row, *comparison, comparison->measure);
    record.rows.push_back(std::move(row));
  }
  record.outputs.push_back(write_output(room.plan, run, room.writers.comparison(*comparison)));
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
    auto made = run.kind == RunKind::forecast ? make_forecast(room, run, hooks, threads)
                                              : make_comparison(room, run, hooks, threads);
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
