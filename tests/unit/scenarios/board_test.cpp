// tests/unit/scenarios/board_test.cpp – boards read from text, their faults, and their schema.
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/board/board.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "scenarios/board/board_keys.hpp"
#include "tests/unit/io/io_fixture.hpp"
#include "tests/unit/scenarios/schema_rules.hpp"

using namespace quarterdeck;
using namespace quarterdeck::scenarios;
using test::Folder;

namespace {

core::Checked<Board> read_text(Folder const& folder, std::string const& text) {
  return read_board(folder.write("board.yaml", text));
}

std::string faults(std::string const& text) {
  Folder const folder;
  return test::faults_of(read_text(folder, text));
}

std::string broken_file(std::string const& text) {
  auto const schema = YAML::Load(board_schema());
  return test::broken(schema, schema, YAML::Load(text));
}

std::vector<std::string> texts_of(std::vector<Placed> const& list) {
  std::vector<std::string> texts;
  for (auto const& one : list) texts.push_back(one.text);
  return texts;
}

constexpr char const* whole = R"(name: Monday
out: ../results
threads: 3
defaults: {trials: 5000, seed: 7, periods: [2026-Q4, 2027-Q1], ledger: false}
jobs:
  - workspace: north/quarterdeck.yaml
    scenarios: [base, freeze.yaml, freeze.yaml+price.yaml]
    as_of: 2026-11-13
  - name: South, counted
    workspace: south.yaml
    periods: [2026]
    trials: 100
    ledger: true
  - workspace: west/
    scenarios: [a.yaml, b.yaml]
    kinds: [compare]
)";

}  // namespace

TEST_CASE("board: every key is read, and jobs go before defaults", "[unit][scenarios]") {
  Folder const folder;
  auto const board = read_text(folder, whole);
  INFO(test::faults_of(board));
  REQUIRE(board);
  CHECK(board->name == "Monday");
  CHECK(board->out == (folder.path() / "../results").lexically_normal());
  CHECK(board->threads == 3);
  REQUIRE(board->jobs.size() == 3);
  auto const& north = board->jobs[0];
  CHECK(north.name == "north");
  CHECK(texts_of(north.scenarios) ==
        std::vector<std::string>{"base", "freeze.yaml", "freeze.yaml+price.yaml"});
  CHECK(texts_of(north.periods) == std::vector<std::string>{"2026-Q4", "2027-Q1"});
  CHECK(north.as_of == "2026-11-13");
  CHECK(north.trials == 5000);
  CHECK(north.seed == 7U);
  CHECK(north.forecasts);
  CHECK(north.compares);
  CHECK_FALSE(north.ledger);
  CHECK(north.scenarios[1].place.line == 7);
  CHECK(north.scenarios[1].place.column == 23);
  auto const& south = board->jobs[1];
  CHECK(south.name == "South, counted");
  CHECK(texts_of(south.scenarios) == std::vector<std::string>{"base"});
  CHECK(texts_of(south.periods) == std::vector<std::string>{"2026"});
  CHECK(south.trials == 100);
  CHECK(south.ledger);
  CHECK_FALSE(south.compares);
  auto const& west = board->jobs[2];
  CHECK(west.name == "west");
  CHECK_FALSE(west.forecasts);
  CHECK(west.compares);
}

TEST_CASE("board: a job needs no more than its workspace", "[unit][scenarios]") {
  Folder const folder;
  auto const board = read_text(folder, "jobs: [{workspace: a}]\n");
  REQUIRE(board);
  CHECK(board->name == "board");
  CHECK(board->out == folder.path() / "results");
  auto const& job = board->jobs.at(0);
  CHECK(texts_of(job.periods) == std::vector<std::string>{"next"});
  CHECK_FALSE(job.trials);
  CHECK_FALSE(job.seed);
  CHECK(job.as_of.empty());
  CHECK(job.ledger);
}

TEST_CASE("board: all faults at once, each at its place", "[unit][scenarios]") {
  auto const said = faults(R"(nmae: x
threads: many
jobs:
  - workspace: a
    scenario: [base]
    as_of: tomorrow
  - workspace: b/a
    kinds: [forcast, compare]
    trials: 0
  - scenarios: [x.yaml, x.yaml]
  - {workspace: c, name: up/down}
)");
  for (char const* const part :
       {":1:1: unknown key `nmae` in board", "Did you mean `name`?", ":2:10: `threads` is `many`",
        ":5:5: unknown key `scenario` in job", "Did you mean `scenarios`?",
        ":6:12: `as_of` is `tomorrow`", ":8:13: an entry of `kinds` is `forcast`",
        "Did you mean `forecast`?", ":8:12: `compare` is asked for", ":9:13: `trials` is `0`",
        ":7:16: a second job is called `a`; the first is on line 4",
        ":10:5: job lacks the key `workspace`", ":10:25: `x.yaml` is listed twice",
        ":11:26: `up/down` is no name"}) {
    INFO(said);
    CHECK_THAT(said, test::containing(part));
  }
  CHECK(std::count(said.begin(), said.end(), '\n') == 11);
}

TEST_CASE("board: a file that is not there or not YAML is one fault", "[unit][scenarios]") {
  CHECK_THAT(test::faults_of(read_board("/nowhere/board.yaml")),
             test::containing("there is no such board file"));
  CHECK_THAT(faults("jobs: [\n"), test::containing("board.yaml:"));
  CHECK_THAT(faults("jobs: []\n"), test::containing("`jobs` is empty"));
  CHECK_THAT(faults("jobs: [{workspace: a, periods: []}]\n"),
             test::containing("`periods` is empty"));
}

TEST_CASE("board: files of a scenario", "[unit][scenarios]") {
  CHECK(files_of_board_scenario("base").empty());
  CHECK(files_of_board_scenario("a.yaml+b.yaml") == std::vector<std::string>{"a.yaml", "b.yaml"});
  CHECK(files_of_board_scenario("base+b.yaml") == std::vector<std::string>{"b.yaml"});
  // A + without a file on both sides is a file without a name, which is never there.
  CHECK(files_of_board_scenario("a.yaml+") == std::vector<std::string>{"a.yaml", ""});
}

TEST_CASE("board schema: its keys are the reader's, section by section", "[unit][scenarios]") {
  auto const schema = YAML::Load(board_schema());
  for (auto const& section : board_key_sections()) {
    auto const node = test::section_of(schema, section.name, "board");
    INFO(section.name);
    CHECK(test::offered_keys(node) == test::known_keys(section));
  }
}

TEST_CASE("board schema: takes what the reader takes and refuses what it refuses",
          "[unit][scenarios]") {
  CHECK(broken_file(whole) == "");
  CHECK(faults(whole) == "");
  for (char const* const text :
       {"name: x", "jobs: []", "jobs: [{workspce: a}]", "jobs: [{workspace: a, trials: 0}]",
        "jobs: [{workspace: a, seed: -1}]", "jobs: [{workspace: a, kinds: [forcast]}]",
        "jobs: [{workspace: a, ledger: maybe}]", "jobs: [{workspace: a, periods: []}]",
        "{jobs: [{workspace: a}], threads: 1025}",
        "{jobs: [{workspace: a}], defaults: {name: x}}"}) {
    INFO(text);
    CHECK_FALSE(broken_file(text).empty());
    CHECK_FALSE(faults(text).empty());
  }
}
