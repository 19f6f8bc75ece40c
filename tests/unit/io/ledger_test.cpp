// tests/unit/io/ledger_test.cpp – nothing recorded is lost, whatever happens to the process or
// disk. SPDX-License-Identifier: Apache-2.0
#include "engine/io/ledger/ledger.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <fstream>
#include <set>
#include <thread>

#include "engine/core/error.hpp"
#include "engine/io/ledger/ledger_tables.hpp"
#include "engine/table/duck.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck::io {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "quarterdeck-ledger-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  [[nodiscard]] fs::path ledger() const { return path_ / "deep" / "ledger.duckdb"; }
  [[nodiscard]] fs::path const& path() const { return path_; }

 private:
  fs::path path_;
};

/// A forecast with something in every field; `n` tells one from another.
LedgerEntry entry(int n, std::size_t n_deals = 3) {
  LedgerEntry made;
  made.company = "Über \"Quote\" & O'Brien \\ \n\t\x01 end";
  made.currency = "EUR";
  made.as_of = core::make_date(2026, 11, 15);
  made.period = {"2026-Q4", core::make_date(2026, 10, 1), core::make_date(2026, 12, 31)};
  made.provenance.build = {"1.2.3", "abcdef", "compiler", "boost"};
  made.provenance.seed = 18446744073709551615U;
  made.provenance.trials = 100032;
  made.provenance.stream_version = 1;
  made.provenance.threads = 2;
  made.provenance.started_at = "2026-11-16T08:30:00Z";
  made.provenance.inputs = {{"a.csv", "00ff", 12}, {"b's.csv", "11", 9000000000}};
  made.workspace_sha256 = "beef";
  made.model = "simulation";
  made.scenarios = {"EMEA slowdown", "it's worse"};
  made.overrides = {"whale: won"};
  made.mean = 1e6 / 3 + n;
  made.sd = std::sqrt(2.0);
  for (int i = 0; i < ledger_n_quantiles; ++i) made.quantiles.push_back(i * 0.1 + 1e-9);
  for (int i = 1; i <= ledger_grid_points; ++i) made.grid.push_back(std::exp(i / 10.0));
  made.booked = 123456789012345678;
  made.open_mean = 0.1;
  made.new_mean = 1e-300;
  made.quality_score = 97.25;
  made.targets = {{"Company", 4.2e6, 0.573}};
  for (std::size_t i = 0; i < n_deals; ++i) {
    made.deals.push_back({fmt::format("deal-{}", i), "name", "Proposal",
                          core::make_date(2026, 8, 1), core::no_date, 1000.0 / 7, 0.25, 250.0 / 7,
                          i == 1});
  }
  made.closed_since = core::make_date(2025, 11, 15);
  made.closed = {{"gone", "n", data::Outcome::lost, core::no_date, core::make_date(2026, 11, 1), 5},
                 {"in", "n", data::Outcome::won, core::make_date(2026, 1, 1),
                  core::make_date(2026, 11, 2), 99}};
  made.id = ledger_id(made);
  return made;
}

std::set<std::string> ids_of(fs::path const& ledger) {
  std::set<std::string> ids;
  for (auto const& found : read_ledger(ledger, LedgerDetail::without_deals).entries) {
    ids.insert(found.id);
  }
  return ids;
}

/// Runs a function in a process of its own. @return its number
template <class Work>
pid_t in_child(Work const& work) {
  pid_t const child = fork();
  if (child != 0) return child;
  int code = 1;
  try {
    code = work();
  } catch (...) {
  }
  _exit(code);
}

int code_of(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace

TEST_CASE("A forecast reads back as it was recorded") {
  Folder const folder;
  auto const made = entry(1);
  auto const done = record(folder.ledger(), made);
  CHECK(done.trouble.empty());
  REQUIRE(done.where == Recorded::Where::ledger);
  CHECK(fs::is_empty(pending_folder(folder.ledger())));

  auto const read = read_entry(folder.ledger(), made.id);
  CHECK(read.id == made.id);
  CHECK(ledger_content(read) == ledger_content(made));
  CHECK(read.provenance.started_at == made.provenance.started_at);
  CHECK(read.provenance.threads == 2);
  CHECK(read.n_runs == 1);
  CHECK(ledger_id(read) == made.id);
}

TEST_CASE("The same forecast again is one entry with two runs; any difference is another entry") {
  Folder const folder;
  auto made = entry(1);
  CHECK(record(folder.ledger(), made).where == Recorded::Where::ledger);
  made.provenance.started_at = "2026-11-17T09:00:00Z";
  made.provenance.threads = 7;
  CHECK(ledger_id(made) == made.id);
  CHECK(record(folder.ledger(), made).where == Recorded::Where::ledger);
  auto const page = read_ledger(folder.ledger(), LedgerDetail::without_deals);
  REQUIRE(page.entries.size() == 1);
  CHECK(page.entries[0].n_runs == 2);
  CHECK(page.entries[0].last_run == "2026-11-17T09:00:00Z");
  CHECK(page.entries[0].provenance.started_at == "2026-11-16T08:30:00Z");
  CHECK(page.entries[0].deals.empty());

  made.provenance.seed = 2;
  CHECK(ledger_id(made) != made.id);
  made.provenance.seed = entry(1).provenance.seed;
  made.provenance.inputs[1].sha256 = "12";
  CHECK(ledger_id(made) != made.id);
}

TEST_CASE("A forecast without parts, and one behind the headline, read back as such") {
  Folder const folder;
  auto simple = entry(1, 0);
  simple.model = "run-rate";
  simple.has_parts = false;
  simple.open_mean = simple.open_sd = simple.new_mean = simple.new_sd = 0;
  simple.id = ledger_id(simple);
  auto behind = entry(1);
  behind.headline = false;
  behind.id = ledger_id(behind);
  CHECK(behind.id != entry(1).id);
  for (auto const& one : {simple, behind}) {
    REQUIRE(record(folder.ledger(), one).where == Recorded::Where::ledger);
    CHECK(ledger_content(read_entry(folder.ledger(), one.id)) == ledger_content(one));
  }
  CHECK_FALSE(read_entry(folder.ledger(), simple.id).has_parts);
  CHECK(read_entry(folder.ledger(), behind.id).has_parts);
  CHECK_FALSE(read_entry(folder.ledger(), behind.id).headline);
}

TEST_CASE("A ledger of the first layout opens, keeps what it has and takes in more") {
  Folder const folder;
  REQUIRE(record(folder.ledger(), entry(1)).where == Recorded::Where::ledger);
  {
    Duck duck(DuckFile{folder.ledger(), DuckFile::Access::read_write});
    duck.run("ALTER TABLE forecasts DROP COLUMN headline");
    duck.run("UPDATE ledger SET schema = 1");
  }
  auto behind = entry(2);
  behind.headline = false;
  behind.id = ledger_id(behind);
  bool const reads_first = GENERATE(true, false);
  if (reads_first) {
    auto const page = read_ledger(folder.ledger(), LedgerDetail::without_deals);
    REQUIRE(page.entries.size() == 1);
    CHECK(page.entries[0].headline);
  }
  REQUIRE(record(folder.ledger(), behind).where == Recorded::Where::ledger);
  auto const page = read_ledger(folder.ledger(), LedgerDetail::with_deals);
  REQUIRE(page.entries.size() == 2);
  CHECK(page.notes.empty());
  for (auto const& one : page.entries) CHECK(one.headline == (one.id != behind.id));
  CHECK(ledger_content(read_entry(folder.ledger(), entry(1).id)) == ledger_content(entry(1)));
}

TEST_CASE("A ledger that is not there has no entries, and looking makes none") {
  Folder const folder;
  CHECK(read_ledger(folder.ledger(), LedgerDetail::with_deals).entries.empty());
  CHECK(!fs::exists(folder.ledger()));
  CHECK_THROWS_AS(read_entry(folder.path() / "no" / "folder.duckdb", "x"), core::IoError);
}

TEST_CASE("Processes that record at once are all on record") {
  Folder const folder;
  constexpr int n = 8;
  std::vector<pid_t> children;
  std::set<std::string> expected;
  for (int i = 0; i < n; ++i) {
    expected.insert(entry(i).id);
    children.push_back(in_child([&, i] {
      return record(folder.ledger(), entry(i)).where == Recorded::Where::nowhere ? 1 : 0;
    }));
  }
  for (auto const child : children) CHECK(code_of(child) == 0);
  CHECK(ids_of(folder.ledger()) == expected);
  CHECK(fs::is_empty(pending_folder(folder.ledger())));
}

TEST_CASE("While another process holds the ledger a forecast waits beside it") {
  Folder const folder;
  CHECK(record(folder.ledger(), entry(0)).where == Recorded::Where::ledger);
  int ready[2];
  REQUIRE(pipe(ready) == 0);
  auto const holder = in_child([&] {
    Duck const duck(DuckFile{folder.ledger()});
    char const go = 'x';
    if (write(ready[1], &go, 1) != 1) return 1;
    std::this_thread::sleep_for(std::chrono::seconds(30));
    return 0;
  });
  char go = 0;
  REQUIRE(read(ready[0], &go, 1) == 1);
  auto const from = std::chrono::steady_clock::now();
  auto const done = record(folder.ledger(), entry(1), 200);
  auto const waited = std::chrono::steady_clock::now() - from;
  CHECK(done.where == Recorded::Where::pending);
  CHECK(done.trouble.empty());
  CHECK(waited < std::chrono::seconds(2));
  kill(holder, SIGKILL);
  code_of(holder);
  close(ready[0]);
  close(ready[1]);
  CHECK(ids_of(folder.ledger()) == std::set<std::string>{entry(0).id, entry(1).id});
}

TEST_CASE("What killed processes had recorded stays, each once") {
  Folder const folder;
  std::set<std::string> acknowledged;
  for (int round = 0; round < 8; ++round) {
    int said[2];
    REQUIRE(pipe(said) == 0);
    auto const child = in_child([&] {
      for (int i = 0;; ++i) {
        int const number = round * 1000 + i;
        if (record(folder.ledger(), entry(number, 200)).where == Recorded::Where::nowhere) return 1;
        if (write(said[1], &number, sizeof number) != sizeof number) return 1;
      }
    });
    close(said[1]);
    int number = 0;
    REQUIRE(read(said[0], &number, sizeof number) == sizeof number);
    acknowledged.insert(entry(number, 200).id);
    // Spread over the steps of the next write.
    std::this_thread::sleep_for(std::chrono::milliseconds(13 * round));
    kill(child, SIGKILL);
    CHECK(code_of(child) == -SIGKILL);
    while (read(said[0], &number, sizeof number) == sizeof number) {
      acknowledged.insert(entry(number, 200).id);
    }
    close(said[0]);
  }
  auto const page = read_ledger(folder.ledger(), LedgerDetail::without_deals);
  std::set<std::string> found;
  for (auto const& seen : page.entries) {
    CHECK(seen.n_runs == 1);
    found.insert(seen.id);
  }
  CHECK(found.size() == page.entries.size());
  for (auto const& id : acknowledged) CHECK(found.contains(id));
  // A write that was on its way may have come through; nothing else may be there.
  CHECK(found.size() <= acknowledged.size() + 8);
}

TEST_CASE("A process killed between its commit and its clearing up is not counted twice") {
  Folder const folder;
  auto const made = entry(1);
  CHECK(record(folder.ledger(), made).where == Recorded::Where::ledger);
  LedgerRun const run{"run-a", made.provenance.started_at, 1};
  fs::path const left = pending_folder(folder.ledger()) / "run-a.json";
  for (int i = 0; i < 2; ++i) {
    std::ofstream(left) << ledger_json(made, run);
    auto const page = read_ledger(folder.ledger(), LedgerDetail::without_deals);
    REQUIRE(page.entries.size() == 1);
    CHECK(page.entries[0].n_runs == 2);
    CHECK(!fs::exists(left));
  }
}

TEST_CASE("A full disk loses nothing that was on record and is told") {
  Folder const folder;
  CHECK(record(folder.ledger(), entry(0)).where == Recorded::Where::ledger);
  auto const size = fs::file_size(folder.ledger());
  int said[2];
  REQUIRE(pipe(said) == 0);
  // Small ones still fit beside a database that cannot grow; of the large ones not even that holds.
  auto const deals_of = [](int i) { return i % 2 == 0 ? std::size_t{400} : std::size_t{9000}; };
  auto const child = in_child([&] {
    signal(SIGXFSZ, SIG_IGN);
    rlimit const limit{size, size};
    setrlimit(RLIMIT_FSIZE, &limit);
    int n_told = 0;
    for (int i = 1; i < 10; ++i) {
      auto const done = record(folder.ledger(), entry(i, deals_of(i)));
      if (!done.trouble.empty()) ++n_told;
      if (done.where == Recorded::Where::nowhere && done.trouble.empty()) return 2;
      if (done.where == Recorded::Where::nowhere) continue;
      if (write(said[1], &i, sizeof i) != sizeof i) return 3;
    }
    return n_told >= 5 ? 0 : 1;
  });
  close(said[1]);
  CHECK(code_of(child) == 0);
  std::set<std::string> expected{entry(0).id};
  int number = 0;
  while (read(said[0], &number, sizeof number) == sizeof number) {
    expected.insert(entry(number, deals_of(number)).id);
  }
  close(said[0]);
  CHECK(expected.size() > 2);
  CHECK(ids_of(folder.ledger()) == expected);
  CHECK(record(folder.ledger(), entry(1)).where == Recorded::Where::ledger);
}

TEST_CASE("A place that cannot be written is told, and so is a file that is no ledger") {
  Folder const folder;
  std::ofstream(folder.path() / "file") << "no folder";
  auto const blocked = record(folder.path() / "file" / "ledger.duckdb", entry(1));
  CHECK(blocked.where == Recorded::Where::nowhere);
  CHECK(!blocked.trouble.empty());

  fs::create_directories(folder.ledger().parent_path());
  std::ofstream(folder.ledger()) << std::string(10000, 'x');
  auto const strange = record(folder.ledger(), entry(1));
  CHECK(strange.where == Recorded::Where::pending);
  CHECK(!strange.trouble.empty());
  CHECK_THROWS_AS(read_ledger(folder.ledger(), LedgerDetail::without_deals), core::IoError);
}

TEST_CASE("A damaged pending file is named and does not hold up the others") {
  Folder const folder;
  CHECK(record(folder.ledger(), entry(0)).where == Recorded::Where::ledger);
  fs::path const damaged = pending_folder(folder.ledger()) / "0-damaged.json";
  std::ofstream(damaged) << "{\"id\": \"cut o";
  auto const done = record(folder.ledger(), entry(1));
  CHECK(done.trouble.find("0-damaged.json") != std::string::npos);
  auto const page = read_ledger(folder.ledger(), LedgerDetail::without_deals);
  CHECK(page.entries.size() == 2);
  REQUIRE(page.notes.size() == 1);
  CHECK(fs::exists(damaged));
}

}  // namespace quarterdeck::io
