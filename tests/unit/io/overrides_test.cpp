// tests/unit/io/overrides_test.cpp – overrides from the workspace and from tables, and their
// faults. SPDX-License-Identifier: Apache-2.0
#include "engine/data/override.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;
using test::containing;

namespace {

constexpr auto deals =
    "id,stage,amount,created_date\nA1,Proposal,1000,2026-01-02\nA2,Proposal,2000,2026-01-03\n";
constexpr auto from_table =
    "sources: {opportunities: {file: deals.csv}}\noverrides: {file: overrides.csv}\n";

core::Checked<io::ReadResult> read_with(std::string const& workspace, std::string const& table) {
  test::Folder const folder;
  folder.write("deals.csv", deals);
  folder.write("overrides.csv", table);
  return test::read(folder, workspace);
}

core::Date day(std::string_view iso) { return *core::parse_iso_date(iso); }

}  // namespace

TEST_CASE("overrides: a list in the workspace is read value by value", "[unit][io]") {
  auto const read = read_with(R"(sources: {opportunities: {file: deals.csv}}
overrides:
  - {deal: A1, probability: 0.8, author: Dana, reason: signed letter, expires: 2026-12-31}
  - {deal: A2, amount: 1_500.50, close_date: 2026-11-30, author: Tom, reason: cut, expires: 2026-10-31, since: 2026-09-01}
  - {deal: A2, outcome: lost, author: Tom, reason: gone, expires: 2027-01-01}
)",
                              "");
  REQUIRE(test::faults_of(read) == "");
  auto const& list = read->overrides;
  REQUIRE(list.size() == 3);
  CHECK(list[0].deal == "A1");
  CHECK(list[0].probability == 0.8);
  CHECK(list[0].author == "Dana");
  CHECK(list[0].reason == "signed letter");
  CHECK(list[0].expires == day("2026-12-31"));
  CHECK(list[0].since == core::no_date);
  CHECK(list[0].where.line == 3);
  CHECK(list[1].amount == 150050);
  CHECK(list[1].close_date == day("2026-11-30"));
  CHECK(list[1].since == day("2026-09-01"));
  CHECK_FALSE(list[1].probability);
  CHECK(list[2].outcome == data::Outcome::lost);
}

TEST_CASE("overrides: every fault of a list at once, each with its place", "[unit][io]") {
  auto const text = test::faults_of(read_with(R"(sources: {opportunities: {file: deals.csv}}
overrides:
  - {deal: A1, probability: 80, author: Dana, reason: r, expires: 2026-12-31}
  - {deal: A1, probability: 0.5, outcome: won, author: Dana, reason: r, expires: 2026-12-31}
  - {deal: A1, author: Dana, reason: r, expires: 2026-12-31}
  - {deal: A2, outcome: open, reason: r, expires: 31.12.2026}
  - {deal: A2, amount: -5, author: D, reason: "", expires: 2026-01-01}
  - {deal: A2, amount: 5, author: D, reason: r, expires: 2026-01-01, since: 2026-02-01}
  - {deal: A2, propability: 0.5, amount: 5, author: D, reason: r, expires: 2026-01-01}
)",
                                              ""));
  CHECK_THAT(text, containing(":3:29: `probability` is `80`"));
  CHECK_THAT(text, containing(":4:5: the override of deal `A1` sets a probability and an outcome"));
  CHECK_THAT(text, containing(":5:5: the override of deal `A1` sets nothing"));
  CHECK_THAT(text, containing(":6:5: override lacks the key `author`"));
  CHECK_THAT(text, containing(":6:25: `outcome` is `open`"));
  CHECK_THAT(text, containing("`expires` is `31.12.2026`"));
  CHECK_THAT(text, containing(":7:24: `amount` is `-5`"));
  CHECK_THAT(text, containing("`reason` is empty"));
  CHECK_THAT(text, containing("expires on 2026-01-01, before it begins on 2026-02-01"));
  CHECK_THAT(text, containing("Did you mean `probability`?"));
  CHECK(std::count(text.begin(), text.end(), '\n') == 10);
}

TEST_CASE("overrides: a table is read as any other", "[unit][io]") {
  auto const read = read_with(from_table,
                              "Deal;Probability;Amount;Close date;Outcome;Author;Reason;Expires\n"
                              "A1;0,35;;;;Dana;late;31.12.2026\n"
                              "A2;;1.500,50;15.11.2026;;Tom;cut;30.11.2026\n"
                              "A2;;;;Lost;Tom;gone;01.10.2026\n");
  REQUIRE(test::faults_of(read) == "");
  REQUIRE(read->overrides.size() == 3);
  CHECK(read->overrides[0].probability == 0.35);
  CHECK(read->overrides[0].where.line == 2);
  CHECK(read->overrides[1].amount == 150050);
  CHECK(read->overrides[1].close_date == day("2026-11-15"));
  CHECK(read->overrides[2].outcome == data::Outcome::lost);
  CHECK(read->overrides[2].expires == day("2026-10-01"));
  CHECK(read->inputs.size() == 2);  // its fingerprint is part of the provenance
}

TEST_CASE("overrides: every fault of a table at once, each with its line", "[unit][io]") {
  auto const text =
      test::faults_of(read_with(from_table,
                                "deal,probability,amount,outcome,author,reason,expires\n"
                                "A1,1.2,,,Dana,r,2026-12-31\n"
                                "A1,80%,,,,r,2026-12-31\n"
                                "A2,,lots,,Tom,r,2026-12-31\n"
                                "A2,,,maybe,Tom,,2026-13-31\n"));
  CHECK_THAT(text, containing("overrides.csv:2: `probability` is `1.2`"));
  CHECK_THAT(text, containing("overrides.csv:3: `probability` is `80%`"));
  CHECK_THAT(text, containing("overrides.csv:3: `author` is blank"));
  CHECK_THAT(text, containing("overrides.csv:4: `amount` is `lots`"));
  CHECK_THAT(text, containing("overrides.csv:5: `outcome` is `maybe`"));
  CHECK_THAT(text, containing("overrides.csv:5: `reason` is blank"));
  CHECK_THAT(text, containing("overrides.csv:5: `expires` is `2026-13-31`"));
  auto const nothing = test::faults_of(
      read_with(from_table,
                "deal,probability,outcome,author,reason,expires\nA1,,,Dana,r,2026-12-31\n"
                "A2,0.5,won,Dana,r,2026-12-31\n"));
  CHECK_THAT(nothing, containing("overrides.csv:2: the override of deal `A1` sets nothing"));
  CHECK_THAT(nothing, containing("overrides.csv:3: the override of deal `A2` sets a probability"));
  CHECK_THAT(test::faults_of(read_with(from_table, "deal,author,reason\nA1,a,b\n")),
             containing("expires"));
}
