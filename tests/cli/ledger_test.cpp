// tests/cli/ledger_test.cpp – forecasts on record, as their user meets them.
// SPDX-License-Identifier: Apache-2.0
#include <signal.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "engine/core/date.hpp"
#include "tests/cli/command.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using test::run;

/// A ledger of its own for a test; `name` is unique.
std::string fresh(std::string const& name) {
  return (test::scratch() / name / "ledger.duckdb").string();
}

test::Arguments forecast(std::string const& ledger, test::Arguments const& more) {
  test::Arguments arguments{"forecast", test::small_company(), "--trials", "2048", "--ledger",
                            ledger};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

Json history(std::string const& ledger, test::Arguments const& more = {}) {
  test::Arguments arguments{"history", test::small_company(), "--format", "json", "--ledger",
                            ledger};
  arguments.insert(arguments.end(), more.begin(), more.end());
  auto const said = run(arguments);
  INFO(said.err);
  REQUIRE(said.code == 0);
  auto page = Json::parse(said.out);
  if (page.contains("forecasts")) CHECK(page["notes"].empty());
  return page;
}

/// Newest day of the small company and one two weeks before it.
struct Days {
  std::string early;
  std::string late;
};

Days days() {
  static Days const found = [] {
    auto const said = run({"forecast", test::small_company(), "--trials", "64", "--no-ledger",
                           "--format", "json", "--quiet"});
    auto const late = Json::parse(said.out)["as_of"].get<std::string>();
    auto const day = std::chrono::sys_days(core::parse_iso_date(late).value());
    return Days{core::to_iso(day - core::Days(14)), late};
  }();
  return found;
}

void check_adds_up(Json const& why) {
  std::int64_t cents = 0;
  for (auto const& line : why["causes"]) cents += std::llround(line.get<double>() * 100);
  CHECK(cents == std::llround(why["change"].get<double>() * 100));
  CHECK(cents == std::llround(why["to"]["mean"].get<double>() * 100) -
                     std::llround(why["from"]["mean"].get<double>() * 100));
  std::int64_t by_deal = 0;
  for (auto const& deal : why["deals"]) by_deal += std::llround(deal["effect"].get<double>() * 100);
  CHECK(by_deal == cents);
}

}  // namespace

TEST_CASE("ledger: a forecast is recorded once however often it is made", "[cli]") {
  auto const ledger = fresh("once");
  for (int i = 0; i < 2; ++i) REQUIRE(run(forecast(ledger, {})).code == 0);
  REQUIRE(run(forecast(ledger, {"--seed", "2"})).code == 0);
  REQUIRE(run(forecast(ledger, {"--threads", "1"})).code == 0);
  REQUIRE(run(forecast(ledger, {"--seed", "3", "--no-ledger"})).code == 0);
  auto const page = history(ledger);
  REQUIRE(page["forecasts"].size() == 2);
  CHECK(page["forecasts"][0]["runs"].get<int>() + page["forecasts"][1]["runs"].get<int>() == 4);
  auto const text = run({"history", test::small_company(), "--ledger", ledger});
  CHECK(text.out.find("2 forecasts on record") != std::string::npos);
}

TEST_CASE("ledger: it lies beside the workspace unless the workspace says where", "[cli]") {
  auto const folder = test::scratch() / "beside";
  fs::copy(test::small_company(), folder, fs::copy_options::recursive);
  fs::remove_all(folder / ".quarterdeck");
  REQUIRE(run({"forecast", folder.string(), "--trials", "64"}).code == 0);
  CHECK(fs::exists(folder / ".quarterdeck" / "ledger.duckdb"));
  std::ofstream(folder / "quarterdeck.yaml", std::ios::app) << "ledger: records/all.duckdb\n";
  REQUIRE(run({"forecast", folder.string(), "--trials", "64"}).code == 0);
  CHECK(fs::exists(folder / "records" / "all.duckdb"));
}

TEST_CASE("ledger: a place that cannot be written is a warning, never a failure", "[cli]") {
  auto const said = run(forecast("/dev/null/ledger.duckdb", {"--format", "json"}));
  CHECK(said.code == 0);
  CHECK(Json::accept(said.out));
  CHECK(said.err.find("warning: the forecast was not recorded") != std::string::npos);
  auto const quiet = run(forecast("/dev/null/ledger.duckdb", {"--quiet"}));
  CHECK(quiet.code == 0);
  CHECK(quiet.err.empty());
}

TEST_CASE("ledger: forecasts made at once are all on record", "[cli][slow]") {
  auto const ledger = fresh("at-once");
  std::vector<test::Running> running;
  for (int i = 0; i < 5; ++i) {
    running.emplace_back(forecast(ledger, {"--threads", "1", "--seed", std::to_string(i)}));
  }
  for (auto& one : running) CHECK(one.wait().code == 0);
  CHECK(history(ledger)["forecasts"].size() == 5);
}

TEST_CASE("ledger: kill -9 loses nothing that was on record", "[cli][slow]") {
  auto const ledger = fresh("killed");
  REQUIRE(run(forecast(ledger, {"--seed", "1000"})).code == 0);
  std::set<std::string> seeds{"1000"};
  int n_killed = 0;
  for (int i = 0; i < 8; ++i) {
    test::Running running(forecast(ledger, {"--seed", std::to_string(i)}));
    // A run takes 200 to 500 ms here, the record the last part of it.
    std::this_thread::sleep_for(std::chrono::milliseconds(120 + 45 * i));
    running.signal(SIGKILL);
    auto const ended = running.wait();
    INFO(ended.err);
    if (ended.code == 0) {
      seeds.insert(std::to_string(i));
    } else {
      ++n_killed;
    }
  }
  CHECK(n_killed > 0);
  std::set<std::string> found;
  auto const page = history(ledger);
  for (auto const& entry : page["forecasts"]) {
    found.insert(std::to_string(entry["provenance"]["seed"].get<int>()));
    CHECK(entry["runs"] == 1);
  }
  for (auto const& seed : seeds) {
    INFO(seed);
    CHECK(found.contains(seed));
  }
  CHECK(run(forecast(ledger, {"--seed", "2000"})).code == 0);
}

TEST_CASE("history: why a forecast moved adds up to the cent and can be made again", "[cli]") {
  auto const ledger = fresh("why");
  for (auto const& day : {days().early, days().late}) {
    REQUIRE(run(forecast(ledger, {"--as-of", day})).code == 0);
  }
  auto const why = history(ledger, {"--why", days().early + ".." + days().late});
  check_adds_up(why);
  CHECK(!why.contains("not_rerun"));
  REQUIRE(why["steps"].size() == 5);
  // The first forecast comes out of today's data as it was recorded.
  CHECK(why["causes"]["restated"] == 0.0);
  CHECK(why["steps"][1]["mean"] == why["steps"][0]["mean"]);
  CHECK(why["causes"]["new_business"] == 0.0);
  CHECK(why["causes"]["days_passed"].get<double>() < 0);
}

TEST_CASE("history: simple forecasts are on record, scored by model, and not taken apart",
          "[cli]") {
  auto const ledger = fresh("simple");
  auto const now = core::parse_iso_date(days().late).value();
  auto const past = core::to_iso(now - core::Days(91));
  auto const later = core::to_iso(now - core::Days(84));
  REQUIRE(run(forecast(ledger, {"--as-of", past, "--model", "rest-of-four"})).code == 0);
  REQUIRE(run(forecast(ledger, {"--as-of", later, "--model", "conversion"})).code == 0);
  REQUIRE(run(forecast(ledger, {"--as-of", later, "--model", "conversion", "--no-ledger"})).code ==
          0);
  auto const unlike =
      run({"history", test::small_company(), "--ledger", ledger, "--why", past + ".." + later});
  CHECK(unlike.code == 64);
  CHECK(unlike.err.find("QD-342") != std::string::npos);
  CHECK(unlike.err.find("rest-of-four and conversion") != std::string::npos);
  for (auto const& day : {past, later}) REQUIRE(run(forecast(ledger, {"--as-of", day})).code == 0);
  auto const page = history(ledger);
  REQUIRE(page["forecasts"].size() == 4);
  int n_simple = 0;
  for (auto const& one : page["forecasts"]) {
    CHECK(one.contains("score"));
    bool const simple = one["model"] != "simulation";
    n_simple += simple ? 1 : 0;
    CHECK(one["parts"].contains("open") != simple);
  }
  CHECK(n_simple == 2);
  CHECK(page["scores_by_model"]["simulation"]["forecasts"] == 2);
  CHECK(page["scores_by_model"]["conversion"]["forecasts"] == 1);
  // The days name the simulations, whatever else was forecast on them.
  check_adds_up(history(ledger, {"--why", past + ".." + later}));
  auto const text = run({"history", test::small_company(), "--ledger", ledger});
  CHECK(text.out.find("by rest-of-four") != std::string::npos);
}

TEST_CASE("history: without data to make them again the change still adds up", "[cli]") {
  auto const ledger = fresh("changed");
  auto const folder = test::scratch() / "changed-company";
  fs::copy(test::small_company(), folder, fs::copy_options::recursive);
  for (auto const& day : {days().early, days().late}) {
    REQUIRE(
        run({"forecast", folder.string(), "--trials", "2048", "--ledger", ledger, "--as-of", day})
            .code == 0);
  }
  fs::remove(folder / "stage_history.csv");
  auto const said = run({"history", folder.string(), "--ledger", ledger, "--format", "json",
                         "--why", days().early + ".." + days().late});
  REQUIRE(said.code == 0);
  auto const why = Json::parse(said.out);
  check_adds_up(why);
  CHECK(why.contains("not_rerun"));
  CHECK(why["steps"].size() == 2);
  CHECK(why["causes"]["refit"] == 0.0);
}

TEST_CASE("history: forecasts of ended periods are held against what happened", "[cli]") {
  auto const ledger = fresh("scored");
  auto const first = run(forecast(ledger, {"--format", "json", "--quiet"}));
  auto const now = Json::parse(first.out)["period"]["start"].get<std::string>();
  auto const day = core::parse_iso_date(now).value();
  for (int const weeks : {9, 3}) {
    auto const on = core::to_iso(day - core::Days(7 * weeks));
    REQUIRE(run(forecast(ledger, {"--as-of", on})).code == 0);
  }
  // On the last day but one almost everything is booked, so the actual is close to that.
  auto const last = run(forecast(
      ledger, {"--as-of", core::to_iso(day - core::Days(2)), "--format", "json", "--quiet"}));
  auto const page = history(ledger);
  CHECK(page["scores"]["forecasts"] == 3);
  double const booked = Json::parse(last.out)["parts"]["booked"].get<double>();
  for (auto const& entry : page["forecasts"]) {
    if (!entry.contains("score")) continue;
    auto const& score = entry["score"];
    CHECK(score["actual"].get<double>() >= booked);
    CHECK(score["actual"].get<double>() < 1.2 * booked);
    CHECK(score["crps"].get<double>() > 0);
    auto const& quantiles = entry["quantiles"];
    bool const inside = quantiles["0.1"].get<double>() <= score["actual"].get<double>() &&
                        score["actual"].get<double>() <= quantiles["0.9"].get<double>();
    CHECK(score["inside_80"].get<bool>() == inside);
  }
  auto const page_text = run({"history", test::small_company(), "--ledger", ledger});
  CHECK(page_text.out.find("PERIODS THAT HAVE ENDED") != std::string::npos);
}

TEST_CASE("history: what does not name two forecasts is a fault of usage", "[cli]") {
  auto const ledger = fresh("usage");
  REQUIRE(run(forecast(ledger, {})).code == 0);
  auto const why = [&](std::string const& text) {
    return run({"history", test::small_company(), "--ledger", ledger, "--why", text});
  };
  CHECK(why("abc").code == 64);
  CHECK(why("..").code == 64);
  CHECK(why("2020-01-01..2020-02-01").err.find("QD-340") != std::string::npos);
  CHECK(why(days().late + ".." + days().late).err.find("QD-342") != std::string::npos);
  CHECK(run({"history", test::small_company(), "--period", "2026-Q9"}).code == 64);
  CHECK(run({"history", "/nowhere"}).code == 66);
  auto const none = run({"history", test::small_company(), "--ledger", fresh("none")});
  CHECK(none.code == 0);
  CHECK(none.out.find("0 forecasts on record") != std::string::npos);
}

}  // namespace quarterdeck
