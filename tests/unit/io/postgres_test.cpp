// tests/unit/io/postgres_test.cpp – the same deals from a real PostgreSQL server as from CSV.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <stdlib.h>

#include <cstdlib>

#include "tests/support/catch.hpp"
#include "tests/support/postgres_server.hpp"
#include "tests/support/skip.hpp"
#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;
using test::containing;

namespace {

constexpr auto deals =
    "id,name,stage,amount,created_date,close_date\n"
    "1,\"a, \"\"b\"\"\",Open,5.125,2026-01-01,\n"
    "2,\"c\nd\",Won,1250.5,2026-01-02,2026-02-01\n"
    "3,,Lost,,2026-01-03,2026-02-02\n";

std::string source(std::string const& connection, std::string const& query) {
  return fmt::format(
      "sources: {{opportunities: {{postgres: \"{}\", query: \"{}\", decimal: \".\"}}}}\n",
      connection, query);
}

}  // namespace

TEST_CASE("postgres: deals, faults and secrets of a real server", "[unit][io][outside]") {
  if (!test::has_postgres()) {
    test::skip("there is no PostgreSQL server program");
    return;
  }
  test::PostgresServer const server;
  REQUIRE(server.running());
  REQUIRE(
      server.run("create table deals (id int, name text, stage text, amount numeric, "
                 "created_date date, close_date date);\n" +
                 server.copied("deals", deals)));
  test::Folder const folder;
  folder.write("deals.csv", deals);
  auto const from_csv =
      test::read(folder, "sources: {opportunities: {file: deals.csv, decimal: \".\"}}\n");
  auto const from_server =
      test::read(folder, source(server.connection("s3cret"), "select * from deals order by id;"));
  REQUIRE(test::faults_of(from_csv) == "");
  REQUIRE(test::faults_of(from_server) == "");
  auto const& expected = from_csv->records.deals;
  auto const& received = from_server->records.deals;
  REQUIRE(received.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(received[i].id == expected[i].id);
    CHECK(received[i].name == expected[i].name);
    CHECK(received[i].outcome == expected[i].outcome);
    CHECK(received[i].amount == expected[i].amount);
    CHECK(received[i].created == expected[i].created);
    CHECK(received[i].close_date == expected[i].close_date);
    CHECK(received[i].row == expected[i].row);
  }
  CHECK(from_server->inputs[0].rows == 3);
  CHECK(from_server->inputs[0].name == "opportunities (postgres)");
  auto const refused = test::faults_of(
      test::read(folder, source(server.connection("s3cret"), "select * from no_such_table")));
  CHECK_THAT(refused, containing("no_such_table"));
  auto const locked = test::faults_of(
      test::read(folder, source(server.connection("wr0ng_one"), "select * from deals")));
  CHECK_THAT(locked, containing("password authentication failed"));
  CHECK_THAT(locked, !containing("wr0ng_one"));
  auto const written =
      test::faults_of(test::read(folder, source(server.connection("s3cret"),
                                                "delete from deals returning id, stage, amount")));
  CHECK_THAT(written, containing("read-only"));

  // Instants and local times are those of the book whatever zone the machine and the server keep.
  auto const close_of = [&](std::string const& type, std::string const& zone) {
    auto const query =
        "select 1 as id, 'Won' as stage, 5 as amount, date '2026-07-01' as created_date, " + type +
        " '2026-10-01 05:30:00+00' as close_date";
    auto const result = test::read(folder, zone + source(server.connection("s3cret"), query));
    REQUIRE(test::faults_of(result) == "");
    return core::to_iso(result->records.deals.front().close_date);
  };
  char const* const kept = std::getenv("TZ");
  std::string const machine = kept == nullptr ? "" : kept;
  for (auto const* zone : {"Asia/Tokyo", "America/Los_Angeles"}) {
    setenv("TZ", zone, 1);
    setenv("PGTZ", zone, 1);
    CHECK(close_of("timestamptz", "time_zone: America/Los_Angeles\n") == "2026-09-30");
    CHECK(close_of("timestamptz", "") == "2026-10-01");
    CHECK(close_of("timestamp", "time_zone: America/Los_Angeles\n") == "2026-10-01");
  }
  unsetenv("PGTZ");
  if (kept == nullptr) unsetenv("TZ");
  if (kept != nullptr) setenv("TZ", machine.c_str(), 1);
}

TEST_CASE("postgres: no piece of a password that was not written rightly is shown", "[unit][io]") {
  test::Folder const folder;
  for (auto const* connection :
       {"postgresql://me:s3/cret@/db", "postgresql://me:s3@cret@host/db",
        "postgresql://me:s3%zzcret@host/db", "host=h user=me password=s3 cret"}) {
    auto const fault = test::faults_of(test::read(folder, source(connection, "select 1")));
    INFO(connection);
    CHECK_THAT(fault, containing("cannot be taken apart"));
    CHECK_THAT(fault, !containing("s3"));
    CHECK_THAT(fault, !containing("cret"));
  }
}

TEST_CASE("postgres: a server that is not there is a diagnostic", "[unit][io]") {
  test::Folder const folder;
  auto const fault = test::faults_of(test::read(
      folder, source("host=" + folder.path().string() + " password=s3cret", "select 1")));
  CHECK_THAT(fault, containing("PostgreSQL: "));
  CHECK_THAT(fault, !containing("s3cret"));
}
