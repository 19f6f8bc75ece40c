// tests/unit/io/input_hashes_test.cpp – fingerprints without reading are those of reading.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/input_hashes.hpp"

#include <map>

#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;

namespace {

constexpr char const* deals =
    "id,stage,amount,created_date,status\nd1,A,100,2026-01-05,open\nd2,A,50,2026-01-06,won\n";

using Hashes = std::map<std::string, std::string>;

Hashes read_hashes(test::Folder const& folder, std::string const& workspace) {
  auto const read = test::read(folder, workspace);
  INFO(test::faults_of(read));
  REQUIRE(read);
  Hashes hashes;
  for (auto const& input : read->inputs) hashes[input.name] = input.sha256;
  return hashes;
}

Hashes plain_hashes(test::Folder const& folder, std::string const& text) {
  auto const workspace = io::read_workspace(folder.write("quarterdeck.yaml", text));
  REQUIRE(workspace);
  auto const found = io::input_hashes(*workspace);
  INFO(test::faults_of(found));
  REQUIRE(found);
  Hashes hashes;
  for (auto const& one : *found) {
    CHECK(one.bytes > 0);
    hashes[one.hash.name] = one.hash.sha256;
  }
  return hashes;
}

}  // namespace

TEST_CASE("input hashes: names and hashes are those of reading, for files and queries",
          "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv", deals);
  folder.write("history.csv", "id,changed_at,stage\nd1,2026-01-05,A\nd2,2026-01-06,A\n");
  for (std::string const source :
       {"{file: deals.csv}", "{sql: \"select * from 'deals.csv' where amount > 60\"}"}) {
    auto const workspace =
        "sources:\n  opportunities: " + source + "\n  stage_history: {file: history.csv}\n";
    INFO(source);
    auto const hashes = plain_hashes(folder, workspace);
    CHECK(hashes.size() == 2);
    CHECK(hashes == read_hashes(folder, workspace));
  }
}

TEST_CASE("input hashes: a row that changes shows, in a file and in what a query gives",
          "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv", deals);
  std::string const file = "sources:\n  opportunities: {file: deals.csv}\n";
  std::string const query = "sources:\n  opportunities: {sql: \"from 'deals.csv'\"}\n";
  auto const file_before = plain_hashes(folder, file);
  auto const query_before = plain_hashes(folder, query);
  CHECK(plain_hashes(folder, query) == query_before);
  std::string changed = deals;
  changed.replace(changed.find("100"), 3, "101");
  folder.write("deals.csv", changed);
  CHECK(plain_hashes(folder, file) != file_before);
  CHECK(plain_hashes(folder, query) != query_before);
}

TEST_CASE("input hashes: every table that is not there is told", "[unit][io]") {
  test::Folder const folder;
  auto const workspace = io::read_workspace(folder.write(
      "quarterdeck.yaml",
      "sources:\n  opportunities: {file: deals.csv}\n  stage_history: {file: history.csv}\n"));
  REQUIRE(workspace);
  auto const found = io::input_hashes(*workspace);
  REQUIRE_FALSE(found);
  CHECK(found.error().size() == 2);
  CHECK(found.error().front().code == "QD-201");
}
