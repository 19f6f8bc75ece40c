// tests/cli/backtest_test.cpp – `quarterdeck backtest` and what `forecast` makes of it.
// SPDX-License-Identifier: Apache-2.0
#include <signal.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "tests/cli/command.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

test::Arguments backtest_into(fs::path const& out, std::string const& weeks = "9,3",
                              std::string const& trials = "1024") {
  return {"backtest", test::small_company(), "--weeks-left", weeks, "--trials", trials,
          "--out",    out.string()};
}

/// A backtest of the small company, made once.
fs::path const& made() {
  static fs::path const folder = [] {
    auto out = test::scratch() / "past";
    auto const said = test::run(backtest_into(out));
    INFO(said.err);
    REQUIRE(said.code == 0);
    return out;
  }();
  return folder;
}

std::vector<std::vector<std::string>> rows_of(fs::path const& file) {
  std::istringstream text(test::read_text(file));
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(text, line);) {
    rows.emplace_back();
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
  }
  return rows;
}

std::size_t n_parts(fs::path const& out) {
  std::error_code ignored;
  std::size_t n = 0;
  for (auto const& entry : fs::directory_iterator(out / ".parts", ignored))
    n += entry.path().extension() == ".json" ? 1 : 0;
  return n;
}

void wait_for_parts(fs::path const& out, std::size_t n) {
  for (int i = 0; i < 3000 && n_parts(out) < n; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

/// Plain CRPS of a grid, by its definition.
double crps_of(std::vector<double> const& grid, double actual) {
  double distance = 0;
  double spread = 0;
  for (double const a : grid) {
    distance += std::abs(a - actual);
    for (double const b : grid) spread += std::abs(a - b);
  }
  auto const n = static_cast<double>(grid.size());
  return distance / n - spread / (2 * n * n);
}

TEST_CASE("backtest: the files agree with one another", "[cli]") {
  auto const document = json::parse(test::read_text(made() / "backtest.json"));
  CHECK(document["schema"] == "quarterdeck.backtest.v1");
  auto const rows = rows_of(made() / "forecasts.csv");
  REQUIRE(rows.size() == document["forecasts"].size() + 1);
  CHECK(rows[0][0] == "as_of");
  CHECK(rows[0][16] == "pit");
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
    auto const& row = rows[i + 1];
    auto const& forecast = document["forecasts"][i];
    CHECK(row[0] == forecast["as_of"].get<std::string>());
    CHECK(row[1] == forecast["period"].get<std::string>());
    double const actual = forecast["actual"].get<double>();
    CHECK(std::stod(row[3]) == Approx(actual));
    CHECK(std::stod(row[6]) == Approx(forecast["quantiles"]["0.01"].get<double>()));
    auto const grid = forecast["simulation"]["grid"].get<std::vector<double>>();
    CHECK(std::stod(row[15]) == Approx(crps_of(grid, actual)).epsilon(0.03).margin(0.002 * actual));
    for (std::size_t b = 0; b < forecast["baselines"].size(); ++b) {
      auto const& baseline = forecast["baselines"][b];
      CHECK(rows[0][17 + 2 * b] == baseline["name"].get<std::string>());
      if (baseline.contains("absent")) continue;
      auto const points = baseline["grid"].get<std::vector<double>>();
      CHECK(std::stod(row[18 + 2 * b]) == Approx(crps_of(points, actual)).epsilon(1e-9));
    }
  }
  auto const deals = rows_of(made() / "deals.csv");
  CHECK(deals[0] ==
        std::vector<std::string>{"as_of", "period", "id", "p_win_in_period", "outcome"});
  CHECK(deals.size() - 1 == document["scores"]["deals"]["n"].get<std::size_t>());
  CHECK_FALSE(fs::exists(made() / ".parts"));
}

TEST_CASE("backtest: one thread or several, the same bytes", "[cli]") {
  auto const out = test::scratch() / "past-one";
  auto arguments = backtest_into(out);
  arguments.insert(arguments.end(), {"--threads", "1"});
  REQUIRE(test::run(arguments).code == 0);
  for (auto const* name : {"backtest.json", "forecasts.csv", "deals.csv"})
    CHECK(test::read_text(out / name) == test::read_text(made() / name));
}

TEST_CASE("backtest: killed or interrupted, it goes on and gives the same bytes", "[cli]") {
  auto const whole = test::scratch() / "past-whole";
  auto const broken = test::scratch() / "past-broken";
  REQUIRE(test::run(backtest_into(whole, "9,6,3", "16384")).code == 0);

  test::Running killed(backtest_into(broken, "9,6,3", "16384"));
  wait_for_parts(broken, 2);
  killed.signal(SIGKILL);
  CHECK(killed.wait().code == -SIGKILL);
  CHECK_FALSE(fs::exists(broken / "backtest.json"));
  auto const n_after_kill = n_parts(broken);
  CHECK(n_after_kill >= 2);

  test::Running stopped(backtest_into(broken, "9,6,3", "16384"));
  wait_for_parts(broken, n_after_kill + 2);
  stopped.signal(SIGTERM);
  auto const said = stopped.wait();
  CHECK(said.code == 75);
  CHECK(said.err.find("interrupted") != std::string::npos);
  CHECK(n_parts(broken) > n_after_kill);

  REQUIRE(test::run(backtest_into(broken, "9,6,3", "16384")).code == 0);
  for (auto const* name : {"backtest.json", "forecasts.csv", "deals.csv"})
    CHECK(test::read_text(broken / name) == test::read_text(whole / name));
  CHECK_FALSE(fs::exists(broken / ".parts"));
}

TEST_CASE("backtest: faults of the request end with their code", "[cli]") {
  auto const company = test::small_company();
  CHECK(test::run({"backtest", company, "--weeks-left", "9,,3"}).code == 64);
  CHECK(test::run({"backtest", company, "--weeks-left", "0"}).code == 64);
  auto const late = test::run({"backtest", company, "--to", "2099-Q1"});
  CHECK(late.code == 64);
  CHECK(late.err.find("QD-322") != std::string::npos);
  CHECK(test::run({"forecast", company, "--backtest", "/nowhere"}).code == 66);
  CHECK(test::run({"forecast", company, "--model", "runrate"}).err.find("did you mean run-rate") !=
        std::string::npos);
}

TEST_CASE("backtest: a forecast is held against it, and says so where there is none", "[cli]") {
  test::Arguments forecast{"forecast", test::small_company(), "--trials", "2048"};
  auto const alone = test::run(forecast);
  REQUIRE(alone.code == 0);
  CHECK(alone.out.find("Not yet backed") != std::string::npos);
  CHECK(alone.out.find("quarterdeck backtest") != std::string::npos);

  forecast.insert(forecast.end(), {"--backtest", made().string()});
  auto const backed = test::run(forecast);
  REQUIRE(backed.code == 0);
  CHECK(backed.out.find("HOW FAR TO BELIEVE IT") != std::string::npos);
  CHECK(backed.out.find("Weights: simulation") != std::string::npos);

  forecast.insert(forecast.end(), {"--format", "json", "--quiet"});
  auto const document = json::parse(test::run(forecast).out);
  auto const& combination = document["combination"];
  double sum = 0;
  for (auto const& member : combination["weights"]) sum += member["weight"].get<double>();
  CHECK(sum == Approx(1));
  CHECK(combination["parts"]["booked"].get<double>() +
            combination["parts"]["open"]["mean"].get<double>() +
            combination["parts"]["new"]["mean"].get<double>() ==
        Approx(combination["total"]["mean"].get<double>()));
  CHECK(document["predictability"]["n_periods"].get<int>() > 0);
  CHECK(document["predictability"]["coverage"].size() == 3);
}

TEST_CASE("backtest: every baseline with data forecasts alone", "[cli]") {
  int n_present = 0;
  for (auto const* model : {"last-period", "run-rate", "stage-weighted", "conversion",
                            "conversion-due", "category", "rest-of-four"}) {
    INFO(model);
    auto const said =
        test::run({"forecast", test::small_company(), "--model", model, "--format", "json"});
    REQUIRE(said.code == 0);
    auto const document = json::parse(said.out);
    ++n_present;
    CHECK(document["model"] == model);
    CHECK(document["total"]["quantiles"]["0.1"].get<double>() <
          document["total"]["quantiles"]["0.9"].get<double>());
    CHECK(document["parts"]["booked"].get<double>() <=
          document["total"]["quantiles"]["0.01"].get<double>() * (1 + 1e-12));
    CHECK_FALSE(document.contains("deals"));
    CHECK(document["past_calls"].size() >= 3);
  }
  CHECK(n_present == 7);
  auto const pool = test::run({"forecast", test::small_company(), "--model", "pool", "--backtest",
                               made().string(), "--trials", "2048"});
  REQUIRE(pool.code == 0);
  CHECK(pool.out.find("MEMBERS") != std::string::npos);
}

/// The small company with other sources than its own: opportunities and what is given.
std::string company_with(std::string const& name, std::string const& source) {
  auto const path = test::scratch() / name;
  fs::copy(test::small_company(), path, fs::copy_options::recursive);
  auto text = test::read_text(path / "quarterdeck.yaml");
  std::string const old = "  stage_history: {file: stage_history.csv}\n";
  auto const at = text.find(old);
  REQUIRE(at != std::string::npos);
  test::write_text(path / "quarterdeck.yaml", text.replace(at, old.size(), source));
  return path.string();
}

json by_category(std::string const& company) {
  auto const said =
      test::run({"forecast", company, "--model", "category", "--format", "json", "--no-ledger"});
  INFO(said.err);
  REQUIRE(said.code == 0);
  return json::parse(said.out);
}

TEST_CASE("backtest: categories of stage history and of snapshots are the same", "[cli]") {
  auto const told = by_category(test::small_company());
  auto const seen =
      by_category(company_with("by-snapshots", "  snapshots: {files: \"snapshots/*.csv\"}\n"));
  CHECK(told["past_calls"].size() == 6);
  // Half a year of snapshots reaches back to this week of one completed quarter.
  REQUIRE(seen["past_calls"].size() == 1);
  CHECK(seen["past_calls"][0] == told["past_calls"][0]);
  CHECK(seen["past_calls"][0]["period"] == "2026-Q3");
}

TEST_CASE("backtest: category is in the table of the past, and absent where untold", "[cli]") {
  auto const rows = rows_of(made() / "forecasts.csv");
  auto const column = std::find(rows[0].begin(), rows[0].end(), "category") - rows[0].begin();
  REQUIRE(column < static_cast<std::ptrdiff_t>(rows[0].size()));
  for (std::size_t i = 1; i < rows.size(); ++i) {
    REQUIRE(rows[i].size() > static_cast<std::size_t>(column) + 1);
    CHECK_FALSE(rows[i][static_cast<std::size_t>(column)].empty());
  }
  auto const company =
      company_with("untold",
                   "  stage_history: {sql: \"select id, changed_at, stage, amount, "
                   "close_date from 'stage_history.csv'\"}\n");
  auto const absent = test::run({"forecast", company, "--model", "category"});
  CHECK(absent.code == 64);
  CHECK(absent.err.find("QD-326") != std::string::npos);
  CHECK(absent.err.find("at past days is not on record") != std::string::npos);
}

}  // namespace
}  // namespace quarterdeck
