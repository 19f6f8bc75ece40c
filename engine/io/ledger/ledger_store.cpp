// engine/io/ledger/ledger_store.cpp – writing side of the ledger; see ledger.hpp and
// ledger_store.hpp. SPDX-License-Identifier: Apache-2.0
#include "engine/io/ledger/ledger_store.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "engine/core/atomic_file.hpp"
#include "engine/core/error.hpp"
#include "engine/io/ledger/ledger_tables.hpp"

namespace quarterdeck::io {
namespace {

namespace fs = std::filesystem;

/// DuckDB has no code for a lock that another process holds; its message is the only sign.
bool is_held_by_others(DuckError const& error) {
  return error.message.find("Could not set lock") != std::string::npos;
}

/// Names are quoted, since DuckDB may come to use any of them as a word of SQL.
std::string column_list(std::string_view between_name_and_type) {
  std::string list;
  for (auto const& column : ledger_columns()) {
    if (between_name_and_type.empty()) {
      list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", column.name);
    } else {
      list += fmt::format("{}\"{}\"{}{}", list.empty() ? "" : ", ", column.name,
                          between_name_and_type, column.type);
    }
  }
  return list;
}

void make_tables(Duck& duck) {
  duck.run("BEGIN");
  duck.run("CREATE TABLE IF NOT EXISTS ledger (schema INTEGER)");
  duck.run(
      fmt::format("INSERT INTO ledger SELECT {} WHERE NOT EXISTS (FROM ledger)", ledger_schema));
  duck.run(fmt::format("CREATE TABLE IF NOT EXISTS forecasts ({})", column_list(" ")));
  duck.run(
      "CREATE TABLE IF NOT EXISTS runs (run_id VARCHAR, id VARCHAR, started_at TIMESTAMP, "
      "threads INTEGER)");
  duck.run("COMMIT");
}

/// Layout 1 knew nothing of headlines; its forecasts all were simulations in front.
void bring_up_to_date(Duck& duck) {
  auto const rows = duck.rows("SELECT CAST(max(schema) AS VARCHAR) FROM ledger");
  if (rows.front().front() != "1") return;
  duck.run("BEGIN");
  duck.run("ALTER TABLE forecasts ADD COLUMN IF NOT EXISTS headline BOOLEAN");
  duck.run(fmt::format("UPDATE ledger SET schema = {}", ledger_schema));
  duck.run("COMMIT");
}

void check_schema(Duck& duck) {
  auto const rows = duck.rows("SELECT CAST(max(schema) AS VARCHAR) FROM ledger");
  if (rows.front().front() == std::to_string(ledger_schema)) return;
  throw DuckError{
      fmt::format("the ledger has layout {}, this program knows layout {}; another version made it",
                  rows.front().front(), ledger_schema)};
}

/// Reads a pending file with the types of the table, whatever its values look like: guessed from
/// one row, an empty list or a null would have a type that the table refuses.
std::string pending_query(std::vector<fs::path> const& files) {
  std::vector<std::string> names;
  for (auto const& file : files) names.push_back(sql_literal(file.string()));
  std::string columns;
  for (auto const& column : ledger_columns()) {
    columns += fmt::format("\"{}\": {}, ", column.name, sql_literal(column.type));
  }
  columns += "run: 'STRUCT(run_id VARCHAR, started_at TIMESTAMP, threads INTEGER)'";
  return fmt::format(
      "read_json([{}], format = 'newline_delimited', columns = {{{}}}, "
      "maximum_object_size = 1073741824)",
      fmt::join(names, ", "), columns);
}

/// Takes files into the tables in one transaction and removes them. Files go last: a process killed
/// in between leaves one that is on record, which is harmless, and never the other way round. A
/// forecast that was made before adds a run to the one on record.
void take_in(Duck& duck, std::vector<fs::path> const& files) {
  duck.run("BEGIN");
  try {
    duck.run(fmt::format("CREATE TEMP TABLE pending AS SELECT * FROM {}", pending_query(files)));
    duck.run(fmt::format(
        "INSERT INTO forecasts SELECT {} FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER "
        "BY started_at, run.run_id) AS nth FROM pending) WHERE nth = 1 AND id NOT IN (SELECT id "
        "FROM forecasts)",
        column_list("")));
    // A process killed after its commit leaves files behind that are already on record.
    duck.run(
        "INSERT INTO runs SELECT run.run_id, id, run.started_at, run.threads FROM pending WHERE "
        "run.run_id NOT IN (SELECT run_id FROM runs)");
    duck.run("DROP TABLE pending");
    duck.run("COMMIT");
  } catch (DuckError const&) {
    try {
      duck.run("ROLLBACK");
    } catch (DuckError const&) {  // the first error is the one to tell
    }
    throw;
  }
  std::error_code ignored;
  for (auto const& file : files) fs::remove(file, ignored);
}

/// Temporary files of processes that were killed while they wrote one.
void remove_left_overs(fs::path const& folder) {
  std::error_code ignored;
  auto const an_hour_ago = fs::file_time_type::clock::now() - std::chrono::hours(1);
  for (auto const& entry : fs::directory_iterator(folder, ignored)) {
    bool const temporary = entry.path().filename().string().starts_with('.');
    std::error_code fault;
    if (temporary && entry.last_write_time(fault) < an_hour_ago && !fault) {
      fs::remove(entry.path(), ignored);
    }
  }
}

/// Unlike any other run's, also on one machine within one second. It names a file, and colons are
/// not welcome in those everywhere.
std::string unique_run(std::string const& started_at) {
  static std::atomic<int> count{0};
  auto const ticks = std::chrono::steady_clock::now().time_since_epoch().count();
  std::string name;
  for (char const c : started_at) name += c == ':' ? '-' : c;
  return fmt::format("{}-{}-{:x}-{}", name, getpid(), ticks, count++);
}

}  // namespace

std::vector<fs::path> pending_files(fs::path const& ledger) {
  std::vector<fs::path> files;
  std::error_code ignored;
  for (auto const& entry : fs::directory_iterator(pending_folder(ledger), ignored)) {
    bool const temporary = entry.path().filename().string().starts_with('.');
    if (!temporary && entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::optional<Duck> open_ledger(fs::path const& ledger, int patience_ms) {
  using Clock = std::chrono::steady_clock;
  auto const end = Clock::now() + std::chrono::milliseconds(patience_ms);
  auto pause = std::chrono::milliseconds(5);
  while (true) {
    try {
      Duck duck(DuckFile{ledger, DuckFile::Access::read_write});
      make_tables(duck);
      bring_up_to_date(duck);
      check_schema(duck);
      return duck;
    } catch (DuckError const& error) {
      if (!is_held_by_others(error)) throw;
    }
    if (Clock::now() + pause > end) return std::nullopt;
    std::this_thread::sleep_for(pause);
    pause = std::min(2 * pause, std::chrono::milliseconds(100));
  }
}

void take_in_pending(Duck& duck, fs::path const& ledger) {
  remove_left_overs(pending_folder(ledger));
  auto const files = pending_files(ledger);
  if (files.empty()) return;
  try {
    take_in(duck, files);
    return;
  } catch (DuckError const&) {
    if (files.size() == 1) throw;
  }
  // One of them is at fault; the others need not wait for it.
  std::optional<DuckError> first;
  for (auto const& file : files) {
    try {
      take_in(duck, {file});
    } catch (DuckError const& error) {
      if (!first) first = DuckError{fmt::format("{}: {}", file.string(), error.message)};
    }
  }
  if (first) throw DuckError{*first};
}

fs::path pending_folder(fs::path const& ledger) {
  fs::path folder = ledger;
  folder.replace_extension(".pending");
  return folder;
}

Recorded record(fs::path const& ledger, LedgerEntry const& entry, int patience_ms) {
  Recorded recorded;
  try {
    auto const& started = entry.provenance.started_at;
    LedgerRun const run{entry.run_id.empty() ? unique_run(started) : entry.run_id, started,
                        entry.provenance.threads};
    // The file first, the database after: only one process at a time may hold the database, and
    // whoever opens it next takes in what this one could not.
    fs::create_directories(pending_folder(ledger));
    core::write_atomically(pending_folder(ledger) / (run.run_id + ".json"),
                           ledger_json(entry, run));
    recorded.where = Recorded::Where::pending;
    auto duck = open_ledger(ledger, patience_ms);
    if (!duck) return recorded;
    take_in_pending(*duck, ledger);
    recorded.where = Recorded::Where::ledger;
  } catch (core::IoError const& error) {
    recorded.trouble = error.what();
  } catch (fs::filesystem_error const& error) {
    recorded.trouble = error.what();
  } catch (DuckError const& error) {
    recorded.trouble = error.message;
  }
  return recorded;
}

}  // namespace quarterdeck::io
