// tests/unit/io/time_zone_test.cpp – one book, one set of days, from every kind of table.
// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <time.h>

#include "engine/table/duck.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;
using test::containing;

namespace {

/// Closed in the evening of 30 September in California, in the night of 1 October in UTC.
constexpr auto csv =
    "id,stage,amount,created_date,close_date\n"
    "1,Won,5,2026-07-01,2026-10-01T05:30:00Z\n"
    "2,Won,7,2026-07-01,2026-08-15T12:00:00Z\n";

void set_zone(char const* zone) {
  if (zone == nullptr) {
    unsetenv("TZ");
  } else {
    setenv("TZ", zone, 1);
  }
  tzset();
}

/// Puts the machine's zone back.
class MachineZone {
 public:
  MachineZone() {
    if (char const* const zone = getenv("TZ")) kept_ = zone;
  }
  ~MachineZone() { set_zone(kept_ ? kept_->c_str() : nullptr); }
  MachineZone(MachineZone const&) = delete;
  MachineZone& operator=(MachineZone const&) = delete;

 private:
  std::optional<std::string> kept_;
};

/// The deals as CSV, JSON and Parquet with a zone, and Parquet of local times without.
void write_tables(test::Folder const& folder) {
  folder.write("deals.csv", csv);
  folder.write("deals.json", R"([{"id":1,"stage":"Won","amount":5,"created_date":"2026-07-01",)"
                             R"("close_date":"2026-10-01T05:30:00Z"},)"
                             R"({"id":2,"stage":"Won","amount":7,"created_date":"2026-07-01",)"
                             R"("close_date":"2026-08-15T12:00:00Z"}])");
  io::Duck duck(folder.path());
  auto const write = [&](std::string const& type, std::string const& day, std::string const& name) {
    duck.run(
        "COPY (SELECT 1 AS id, 'Won' AS stage, 5 AS amount, DATE '2026-07-01' AS "
        "created_date, " +
        type + " '" + day +
        "' AS close_date UNION ALL SELECT 2, 'Won', 7, "
        "DATE '2026-07-01', " +
        type + " '2026-08-15 12:00:00+00') TO '" + (folder.path() / name).string() +
        "' (FORMAT parquet)");
  };
  write("TIMESTAMPTZ", "2026-10-01 05:30:00+00", "zoned.parquet");
  write("TIMESTAMP", "2026-09-30 22:30:00", "local.parquet");
}

std::string close_of(test::Folder const& folder, std::string const& source,
                     std::string const& keys) {
  auto const result = test::read(folder, keys + "sources: {opportunities: {" + source + "}}\n");
  if (!result) return test::faults_of(result);
  return core::to_iso(test::deal_of(*result, "1").close_date);
}

}  // namespace

TEST_CASE("time zone: the same days from CSV, JSON, Parquet and SQL on every machine",
          "[unit][io]") {
  test::Folder const folder;
  write_tables(folder);
  MachineZone const kept;
  std::string const california = "time_zone: America/Los_Angeles\n";
  for (auto const* machine : {"Asia/Tokyo", "Asia/Kathmandu", "UTC", "America/Los_Angeles"}) {
    set_zone(machine);
    INFO(machine);
    for (auto const* source :
         {"file: deals.csv", "file: deals.json", "file: zoned.parquet",
          "sql: \"select * from 'deals.csv'\"", "sql: \"select * from 'zoned.parquet'\""}) {
      INFO(source);
      CHECK(close_of(folder, source, california) == "2026-09-30");
      CHECK(close_of(folder, source, "") == "2026-10-01");
    }
    CHECK(close_of(folder, "file: local.parquet", california) == "2026-09-30");
    CHECK(close_of(folder, "file: local.parquet", "") == "2026-09-30");
  }
}

TEST_CASE("time zone: JSON texts that look like dates are not guessed at", "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.json", R"([{"id":1,"stage":"Won","amount":5,"created_date":"03-04-2026"},)"
                             R"({"id":2,"stage":"Won","amount":7,"created_date":"05-06-2026"}])");
  CHECK_THAT(close_of(folder, "file: deals.json", ""), containing("date_format"));
}

TEST_CASE("time zone: closings near midnight at a period's end are told where none is named",
          "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv", csv);
  auto const findings = [&](std::string const& keys) {
    auto const result = test::read(folder, keys + "sources: {opportunities: {file: deals.csv}}\n");
    REQUIRE(test::faults_of(result) == "");
    return test::count_of(result->findings, "closing.near_midnight");
  };
  CHECK(findings("") == 1);
  CHECK(findings("time_zone: UTC\n") == 0);
  // By years, October is no end of a period.
  CHECK(findings("forecast: {every: year}\n") == 0);
}

TEST_CASE("time zone: a name that there is not is refused with the nearest", "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv", csv);
  CHECK_THAT(close_of(folder, "file: deals.csv", "time_zone: Europe/Berln\n"),
             containing("Did you mean `Europe/Berlin`?"));
  CHECK_THAT(close_of(folder, "file: deals.csv", "time_zone: our own\n"), containing("IANA name"));
}
