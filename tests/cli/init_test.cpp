// tests/cli/init_test.cpp – `quarterdeck init`, and forecasts of tables without a workspace.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tests/cli/foreign_book.hpp"
#include "tests/support/folder.hpp"

namespace quarterdeck {
namespace {

using test::containing;
using test::run;

/// A folder with the foreign book in the columns of somebody's own spreadsheet.
std::filesystem::path own_book(std::string const& name) {
  auto const folder = test::scratch() / name;
  std::filesystem::create_directories(folder);
  std::string csv = "Deal No,Phase,Deal value (EUR),Opened,Expected close,Region\n";
  int i = 0;
  for (auto const& deal : test::foreign_book()) {
    csv += fmt::format("{},{},{},{},{},{}\n", deal.id, deal.stage, deal.amount, deal.created,
                       deal.close, ++i % 2 == 0 ? "North" : "South");
  }
  test::write_text(folder / "deals.csv", csv);
  return folder;
}

nlohmann::json json_of(test::Arguments const& arguments) {
  auto const said = run(arguments);
  INFO(said.err);
  REQUIRE(said.code == 0);
  return nlohmann::json::parse(said.out);
}

TEST_CASE("init: two commands from an export to the right forecast", "[cli]") {
  auto const folder = own_book("init-two");
  auto const said = run({"init", (folder / "deals.csv").string()});
  INFO(said.err);
  REQUIRE(said.code == 0);
  CHECK(said.err.empty());
  CHECK_THAT(said.out, containing("deals.csv is read as opportunities"));
  CHECK_THAT(said.out, containing("120 deals"));
  CHECK_THAT(said.out, containing("quarterdeck forecast " + folder.string()));
  auto const forecast = test::forecast_of(folder.string(), {"--as-of", "2026-11-15"});
  CHECK(forecast["currency"] == "EUR");
  CHECK(forecast["parts"]["booked"] ==
        test::booked(test::foreign_book(), "2026-10-01", "2026-11-15"));
  CHECK_FALSE(forecast.contains("assumptions"));
}

TEST_CASE("init: a second time it refuses and leaves the file as it is", "[cli]") {
  auto const folder = own_book("init-twice");
  auto const file = (folder / "deals.csv").string();
  REQUIRE(run({"init", file}).code == 0);
  test::write_text(folder / "quarterdeck.yaml", "mine");
  auto const again = run({"init", file});
  CHECK(again.code == 64);
  CHECK_THAT(again.err, containing("QD-351"));
  CHECK(test::read_text(folder / "quarterdeck.yaml") == "mine");
  auto const out = (test::scratch() / "init-elsewhere").string();
  REQUIRE(run({"init", file, "--out", out}).code == 0);
  CHECK(run({"check", out}).code == 0);
}

TEST_CASE("init: deals in a currency without a rate are told, with lines that must be filled in",
          "[cli]") {
  auto const folder = test::scratch() / "init-rates";
  std::filesystem::create_directories(folder);
  test::write_text(folder / "deals.csv",
                   "id,stage,amount,created_date,currency\n1,Won,10,2026-01-02,EUR\n"
                   "2,Open,20,2026-01-03,EUR\n3,Open,20,2026-01-03,USD\n");
  auto const said = run({"init", (folder / "deals.csv").string()});
  CHECK(said.code == 0);
  CHECK_THAT(said.out, containing("Lines to fill in"));
  test::write_text(folder / "signs.csv",
                   "id,stage,amount,created_date\n1,Won,$10,2026-01-02\n"
                   "2,Open,$20,2026-01-03\n3,Open,€20,2026-01-03\n");
  auto const signs =
      run({"init", (folder / "signs.csv").string(), "--out", (folder / "s").string()});
  CHECK(signs.code == 0);
  CHECK_THAT(test::read_text(folder / "s" / "quarterdeck.yaml"), containing("{from: EUR"));
  // Whoever takes the # away and forgets the number is refused.
  auto text = test::read_text(folder / "quarterdeck.yaml");
  for (std::string const line : {"# rates:", "#   - {from: USD"}) {
    auto const at = text.find(line);
    REQUIRE(at != std::string::npos);
    text.erase(at, 2);
  }
  test::write_text(folder / "quarterdeck.yaml", text);
  CHECK(run({"check", folder.string()}).code == 78);
}

TEST_CASE("init: a question is no failure; a table that cannot be read is", "[cli]") {
  auto const folder = test::scratch() / "init-doubt";
  std::filesystem::create_directories(folder);
  test::write_text(folder / "deals.csv",
                   "id,stage,amount,created_date\n1,Won,10,01/02/2026\n2,Open,20,02/03/2026\n");
  auto const asked = run({"init", (folder / "deals.csv").string()});
  CHECK(asked.code == 0);
  CHECK_THAT(asked.out, containing("1 QUESTION TO ANSWER"));
  auto const refused = run({"forecast", folder.string()});
  CHECK(refused.code == 65);
  CHECK_THAT(refused.err, containing("QD-210"));
  test::write_text(folder / "other.csv",
                   "id,stage,amount,created_date\n1,Won,0,2026-01-02\n2,Open,0,2026-01-03\n");
  auto const useless =
      run({"init", (folder / "other.csv").string(), "--out", (folder / "other").string()});
  CHECK(useless.code == 65);
  CHECK_THAT(useless.err, containing("QD-215"));
}

TEST_CASE("forecast: a table alone gives what init and forecast give, and says what it assumed",
          "[cli]") {
  auto const folder = own_book("init-alone");
  auto const file = (folder / "deals.csv").string();
  test::Arguments const flags{"--trials", "2000", "--format", "json", "--quiet"};
  auto arguments = flags;
  arguments.insert(arguments.begin(), {"forecast", file});
  auto const alone = json_of(arguments);
  CHECK_FALSE(std::filesystem::exists(folder / "quarterdeck.yaml"));
  CHECK_FALSE(std::filesystem::exists(folder / ".quarterdeck"));
  REQUIRE(alone.contains("assumptions"));
  CHECK_THAT(alone["assumptions"].dump(), containing("Deal value (EUR)"));
  REQUIRE(run({"init", file}).code == 0);
  arguments[1] = folder.string();
  auto const both = json_of(arguments);
  CHECK(alone["total"] == both["total"]);
  CHECK(alone["deals"] == both["deals"]);
  auto const page = run({"forecast", file, "--trials", "2000"});
  CHECK(page.code == 0);
  CHECK_THAT(page.out.substr(0, 2000), containing("BEFORE THE NUMBERS"));
  CHECK_THAT(page.out.substr(0, 2000), containing("Assumed: "));
}

TEST_CASE("forecast: a table in doubt is refused as its workspace would be", "[cli]") {
  auto const folder = test::scratch() / "init-refused";
  std::filesystem::create_directories(folder);
  auto const file = (folder / "deals.csv").string();
  test::write_text(file,
                   "id,stage,amount,created_date\n1,Won,10,01/02/2026\n2,Open,20,02/03/2026\n");
  auto const refused = run({"forecast", file});
  CHECK(refused.code == 65);
  CHECK_THAT(refused.err, containing("QD-210"));
  CHECK_THAT(refused.err, containing("quarterdeck init " + file));
  CHECK(run({"check", file}).code == 65);
  CHECK(run({"forecast", (folder / "missing.csv").string()}).code == 66);
}

TEST_CASE("check: a table alone", "[cli]") {
  auto const folder = own_book("init-check");
  auto const file = (folder / "deals.csv").string();
  auto const json = json_of({"check", file, "--format", "json"});
  CHECK(json["deals"] == 120);
  CHECK(json.contains("assumptions"));
  auto const page = run({"check", file});
  CHECK_THAT(page.out, containing("ASSUMED"));
}

TEST_CASE("forecast: a ledger beside a table is only kept where it is named", "[cli]") {
  auto const folder = own_book("init-ledger");
  auto const file = (folder / "deals.csv").string();
  auto const ledger = folder / "kept.duckdb";
  REQUIRE(run({"forecast", file, "--trials", "1000", "--ledger", ledger.string()}).code == 0);
  CHECK(std::filesystem::exists(ledger));
}

TEST_CASE("forecast: several arguments are tables all, or refused", "[cli]") {
  auto const folder = own_book("init-mixed");
  auto const said = run({"forecast", (folder / "deals.csv").string(), test::small_company()});
  CHECK(said.code == 64);
  CHECK_THAT(said.err, containing("is no table"));
}

}  // namespace
}  // namespace quarterdeck
