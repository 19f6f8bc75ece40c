// tests/cli/machine_test.cpp – the machine's zone and language change no number.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/table/duck.hpp"
#include "tests/cli/command.hpp"
#include "tests/cli/dialect_book.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/postgres_server.hpp"
#include "tests/support/skip.hpp"

namespace quarterdeck {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// Sets a variable for the commands that are run, and puts it back.
class Variable {
 public:
  Variable(std::string name, std::string const& value) : name_(std::move(name)) {
    if (char const* const before = getenv(name_.c_str())) kept_ = before;
    setenv(name_.c_str(), value.c_str(), 1);
  }
  ~Variable() {
    if (kept_) setenv(name_.c_str(), kept_->c_str(), 1);
    if (!kept_) unsetenv(name_.c_str());
  }
  Variable(Variable const&) = delete;
  Variable& operator=(Variable const&) = delete;

 private:
  std::string name_;
  std::optional<std::string> kept_;
};

/// The book whose closings are instants of the early morning in UTC, in several kinds of files.
fs::path write_book() {
  auto const folder = test::scratch() / "machine";
  fs::create_directories(folder);
  std::string csv = "id,stage,amount,created_date,close_date\n";
  for (auto const& deal : test::dialect_book()) {
    auto const* stage = deal.standing == test::Standing::won    ? "Won"
                        : deal.standing == test::Standing::lost ? "Lost"
                                                                : "Proposal";
    csv += fmt::format("{},{},{}.{:02},{},{}T03:30:00Z\n", deal.id, stage, deal.cents / 100,
                       deal.cents % 100, core::to_iso(deal.created), core::to_iso(deal.close));
  }
  test::write_text(folder / "deals.csv", csv);
  io::Duck duck(folder);
  auto const copy = [&](std::string const& columns, std::string const& to) {
    duck.run("COPY (SELECT " + columns + " FROM read_csv('deals.csv', all_varchar = true)) TO '" +
             (folder / to).string() + "'");
  };
  copy("*", "deals.json");
  copy("* REPLACE (close_date::TIMESTAMPTZ AS close_date)", "zoned.parquet");
  copy("* REPLACE ((close_date::TIMESTAMPTZ AT TIME ZONE 'America/Los_Angeles') AS close_date)",
       "local.parquet");
  return folder;
}

Json forecast(fs::path const& folder, std::string const& source) {
  test::write_text(folder / "quarterdeck.yaml",
                   "time_zone: America/Los_Angeles\nsources: "
                   "{opportunities: {" +
                       source + "}}\n");
  auto const outcome =
      test::run({"forecast", folder.string(), "--as-of", "2026-11-15", "--trials", "1000",
                 "--format", "json", "--no-ledger", "--quiet", "--threads", "1"});
  INFO(source << "\n" << outcome.err);
  REQUIRE(outcome.code == 0);
  auto json = Json::parse(outcome.out);
  return {{"total", json["total"]}, {"parts", json["parts"]}, {"deals", json["deals"]}};
}

/// Languages of the machine under which commands run: plain ones, and German and Turkish, made from
/// the sources of the C library where the machine lacks them.
class Languages {
 public:
  Languages() : folder_((test::scratch() / "locales").string()), path_("LOCPATH", folder_) {
    fs::create_directories(folder_);
    for (auto const* name : {"de_DE", "tr_TR"}) {
      auto const made = fmt::format("{}/{}.UTF-8", folder_, name);
      auto const command = fmt::format("localedef -i {} -f UTF-8 {} > /dev/null 2>&1", name, made);
      // It also ends with 1 where it has warnings only.
      (void)std::system(command.c_str());
      if (fs::exists(fs::path(made) / "LC_NUMERIC")) {
        names_.push_back(fmt::format("{}.UTF-8", name));
      } else {
        test::skip(fmt::format("the locale {} is not there and cannot be made", name));
      }
    }
  }
  [[nodiscard]] std::vector<std::string> const& names() const { return names_; }

 private:
  std::string folder_;
  Variable path_;
  std::vector<std::string> names_{"C", "C.UTF-8"};
};

TEST_CASE("machine: zone and language change no number of any kind of table", "[cli]") {
  auto const folder = write_book();
  Languages const languages;
  std::optional<Json> first;
  for (auto const* zone : {"Asia/Tokyo", "Asia/Kathmandu", "UTC", "America/Los_Angeles"}) {
    for (auto const& language : languages.names()) {
      Variable const tz("TZ", zone);
      Variable const lang("LANG", language);
      Variable const all("LC_ALL", language);
      for (auto const* source : {"file: deals.csv", "file: deals.json", "file: zoned.parquet",
                                 "file: local.parquet", "sql: \"select * from 'deals.csv'\""}) {
        auto const json = forecast(folder, source);
        if (!first) first = json;
        INFO(zone << " " << language << " " << source);
        CHECK(json == *first);
      }
    }
  }
}

TEST_CASE("machine: nor of a table of PostgreSQL, whatever zone the server keeps",
          "[cli][outside]") {
  if (!test::has_postgres()) {
    test::skip("there is no PostgreSQL server program");
    return;
  }
  auto const folder = write_book();
  auto const expected = forecast(folder, "file: deals.csv");
  test::PostgresServer const server;
  REQUIRE(server.running());
  for (auto const* type : {"timestamptz", "text"}) {
    REQUIRE(server.run(fmt::format("drop table if exists deals;\n"
                                   "create table deals (id text, stage text, amount numeric, "
                                   "created_date date, close_date {});\n",
                                   type) +
                       server.copied("deals", test::read_text(folder / "deals.csv"))));
    auto const source = fmt::format("postgres: \"{}\", query: \"select * from deals order by id\"",
                                    server.connection("s3cret"));
    for (auto const* zone : {"Asia/Tokyo", "Asia/Kathmandu", "UTC", "America/Los_Angeles"}) {
      Variable const tz("TZ", zone);
      Variable const pgtz("PGTZ", zone);
      INFO(type << " " << zone);
      CHECK(forecast(folder, source) == expected);
    }
  }
}

}  // namespace
}  // namespace quarterdeck
