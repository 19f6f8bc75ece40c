// tests/cli/machine_test.cpp – the machine's zone and language change no number.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <stdlib.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/table/duck.hpp"
#include "tests/cli/command.hpp"
#include "tests/cli/dialect_book.hpp"
#include "tests/support/catch.hpp"

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

TEST_CASE("machine: zone and language change no number of any kind of table", "[cli]") {
  auto const folder = write_book();
  std::optional<Json> first;
  for (auto const& [zone, language] :
       {std::pair("Asia/Tokyo", "de_DE.UTF-8"), std::pair("Asia/Kathmandu", "tr_TR.UTF-8"),
        std::pair("UTC", "tr_TR.UTF-8"), std::pair("America/Los_Angeles", "de_DE.UTF-8")}) {
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

}  // namespace
}  // namespace quarterdeck
