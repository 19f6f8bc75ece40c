// tests/unit/io/postgres_test.cpp – the same deals from a real PostgreSQL server as from CSV.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

#include "tests/support/catch.hpp"
#include "tests/support/skip.hpp"
#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;
using test::containing;

namespace {

namespace fs = std::filesystem;
constexpr auto programs = "/usr/lib/postgresql/15/bin";
constexpr auto deals =
    "id,name,stage,amount,created_date,close_date\n"
    "1,\"a, \"\"b\"\"\",Open,5.125,2026-01-01,\n"
    "2,\"c\nd\",Won,1250.5,2026-01-02,2026-02-01\n"
    "3,,Lost,,2026-01-03,2026-02-02\n";

/// A server on a socket in a folder of its own, without a network port; stopped when the object
/// dies.
class Server {
 public:
  Server() {
    fs::permissions(folder_.path(), fs::perms::all);
    auto const data = (folder_.path() / "data").string();
    as_user(fmt::format("{}/initdb -D {} -A scram-sha-256 -U quarterdeck --pwfile={}", programs,
                        data, folder_.write("password", "s3cret\n").string()));
    running_ = as_user(
        fmt::format("{}/pg_ctl -D {} -w -l {}/log -o \"-k {} -c listen_addresses=''\" start",
                    programs, data, data, folder_.path().string()));
  }
  ~Server() {
    if (running_) {
      as_user(fmt::format("{}/pg_ctl -D {}/data -m immediate -w stop", programs,
                          folder_.path().string()));
    }
    as_user(fmt::format("rm -rf {}/data", folder_.path().string()));
  }
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;

  [[nodiscard]] bool running() const { return running_; }
  [[nodiscard]] std::string connection(std::string const& password) const {
    return fmt::format("host={} user=quarterdeck dbname=postgres password={}",
                       folder_.path().string(), password);
  }
  void load(std::string_view csv) const {
    auto const file = folder_.write("load.csv", csv);
    fs::permissions(file, fs::perms::all);
    auto const sql = folder_.write(
        "load.sql",
        fmt::format("create table deals (id int, name text, stage text, amount numeric, "
                    "created_date date, close_date date);\n"
                    "copy deals from '{}' (format csv, header);\n",
                    file.string()));
    as_user(fmt::format("env PGPASSWORD=s3cret {}/psql -q -h {} -U quarterdeck -d postgres -f {}",
                        programs, folder_.path().string(), sql.string()));
  }

 private:
  static bool as_user(std::string const& command) {
    auto const line = geteuid() == 0 ? "runuser -u postgres -- " + command : command;
    return std::system((line + " > /dev/null 2>&1").c_str()) == 0;
  }

  test::Folder folder_;
  bool running_ = false;
};

std::string source(std::string const& connection, std::string const& query) {
  return fmt::format(
      "sources: {{opportunities: {{postgres: \"{}\", query: \"{}\", decimal: \".\"}}}}\n",
      connection, query);
}

}  // namespace

TEST_CASE("postgres: deals, faults and secrets of a real server", "[unit][io][outside]") {
  if (!fs::exists(fs::path(programs) / "pg_ctl")) {
    test::skip("there is no PostgreSQL server program");
    return;
  }
  Server const server;
  REQUIRE(server.running());
  server.load(deals);
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
