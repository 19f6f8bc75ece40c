// tests/unit/service/conclude_test.cpp – what happens to an answer: headline, refusal, record.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/record/conclude.hpp"

#include <unistd.h>

#include <filesystem>
#include <string>
#include <utility>

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/service/past_companies.hpp"
#include "tests/unit/service/past_forecasts.hpp"

using namespace quarterdeck;
using namespace quarterdeck::service;

namespace {

namespace fs = std::filesystem;

/// A folder for a ledger, removed at the end.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("quarterdeck-end-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  [[nodiscard]] fs::path ledger() const { return path_ / "ledger.duckdb"; }

 private:
  fs::path path_;
};

Session sample_session(fs::path const& ledger) {
  auto spec = test::small_spec(22, 6);
  spec.days_into_quarter = 40;
  auto company = sample::generate(spec);
  Reading reading;
  reading.workspace = test::sample_workspace();
  reading.workspace.currency = "USD";
  reading.workspace.ledger = ledger;
  reading.tables.records = std::move(company.records);
  return Session({.as_of = core::to_iso(company.as_of), .threads = 1}, std::move(reading));
}

/// A backtest of that workspace, in which the simulation is far too sure of a wrong number.
Backtest poor_past() {
  Backtest backtest;
  backtest.company = "Sample";
  backtest.currency = "USD";
  backtest.newest = core::make_date(2026, 1, 20);
  backtest.forecasts = test::past_forecasts({.width = 0.2, .shift = 400, .reference_sd = 120});
  return backtest;
}

std::vector<io::LedgerEntry> on_record(fs::path const& ledger) {
  return io::read_ledger(ledger, io::LedgerDetail::without_deals).entries;
}

ForecastQuestion const question{.trials = 1024};

/// A forecast that the exact engine contradicts, as `conclude` hands it over.
exact::Check contradicted() { return {"lattice", 0.4, 0.02, false}; }

}  // namespace

TEST_CASE("conclude: a forecast is delivered, then recorded in the ledger of its workspace",
          "[unit][service]") {
  Folder const folder;
  Handling<Forecast> handling;
  std::size_t n_on_record = 99;
  handling.deliver = [&](Forecast& forecast, auto const& disagreements) {
    CHECK(disagreements.empty());
    n_on_record = on_record(folder.ledger()).size();
    forecast.company = "changed by a face";
    return Delivered::yes;
  };
  auto const made = conclude(sample_session(folder.ledger()), question, handling);
  REQUIRE(made);
  CHECK(n_on_record == 0);
  CHECK(made->not_recorded.empty());
  CHECK(made->answer.unbacked == "there is no backtest of this workspace");
  CHECK(made->answer.headline == Headline::simulation);
  auto const entries = on_record(folder.ledger());
  REQUIRE(entries.size() == 1);
  CHECK(entries.front().company == "Sample");  // as it was made
  CHECK(entries.front().mean == made->answer.summary.total.spread.mean);
}

TEST_CASE("conclude: nothing is recorded that was refused, undelivered, stopped or not to be",
          "[unit][service]") {
  Folder const folder;
  auto const session = sample_session(folder.ledger());
  Handling<Forecast> handling;
  handling.deliver = [](auto const&, auto const&) { return Delivered::no; };
  REQUIRE(conclude(session, question, handling));
  CHECK(on_record(folder.ledger()).empty());
  handling.deliver = [](auto const&, auto const&) -> Delivered {
    throw core::IoError("the disk is full");
  };
  CHECK_THROWS_AS(conclude(session, question, handling), core::IoError);
  CHECK(on_record(folder.ledger()).empty());
  Hooks const stop{[](auto, auto) { return simulate::Continue::stop; }};
  auto const stopped = conclude(session, question, Handling<Forecast>{}, stop);
  REQUIRE(stopped);
  CHECK_FALSE(stopped->answer.complete);
  CHECK(on_record(folder.ledger()).empty());
  handling = {};
  handling.ledger.recording = Recording::off;
  REQUIRE(conclude(session, question, handling));
  CHECK(on_record(folder.ledger()).empty());
  // The twin: the same question is recorded otherwise.
  REQUIRE(conclude(session, question, Handling<Forecast>{}));
  CHECK(on_record(folder.ledger()).size() == 1);
}

TEST_CASE("conclude: where the engines disagree the answer is delivered as refused, not recorded",
          "[unit][service]") {
  Folder const folder;
  Forecast forecast;
  CHECK(disagreements_of(forecast).empty());
  forecast.check = contradicted();
  REQUIRE(disagreements_of(forecast).size() == 1);
  CHECK(disagreements_of(forecast).front().check.max_cdf_difference == 0.4);
  Comparison comparison;
  comparison.scenarios.resize(3);
  comparison.scenarios[1].asked = "slow.yaml";
  comparison.scenarios[1].check = contradicted();
  REQUIRE(disagreements_of(comparison).size() == 1);
  CHECK(disagreements_of(comparison).front().scenario == "slow.yaml");
  SimpleForecast simple;
  CHECK(disagreements_of(simple).empty());
  simple.check = contradicted();
  CHECK(disagreements_of(simple).size() == 1);
}

TEST_CASE("conclude: names of runs are the caller's, and a ledger may be named",
          "[unit][service]") {
  Folder const folder;
  auto const named = folder.ledger().parent_path() / "named.duckdb";
  Handling<Forecast> handling;
  handling.ledger.file = named;
  handling.ledger.run_id = [](io::LedgerEntry const&) { return "batch-1"; };
  auto const session = sample_session(folder.ledger());
  REQUIRE(conclude(session, question, handling));
  REQUIRE(conclude(session, question, handling));  // the same run once more
  CHECK(on_record(folder.ledger()).empty());
  auto const entries = on_record(named);
  REQUIRE(entries.size() == 1);
  CHECK(entries.front().n_runs == 1);
}

TEST_CASE("conclude: a past in which the simulation did badly puts the combination in front",
          "[unit][service]") {
  Folder const folder;
  auto const past = poor_past();
  Handling<Forecast> handling;
  handling.past = &past;
  auto const made = conclude(sample_session(folder.ledger()), question, handling);
  REQUIRE(made);
  CHECK(made->answer.unbacked.empty());
  REQUIRE(made->answer.backing);
  CHECK(made->answer.headline == Headline::combination);
  auto const entries = on_record(folder.ledger());
  REQUIRE(entries.size() == 2);
  for (auto const& entry : entries) CHECK(entry.headline == (entry.model == "pool"));
}

TEST_CASE("headline: the combination speaks where it was nearer, and never for scenarios",
          "[unit][service]") {
  Forecast forecast;
  decide_headline(forecast);
  CHECK(forecast.headline == Headline::simulation);
  forecast.backing.emplace();
  decide_headline(forecast);
  CHECK(forecast.headline == Headline::simulation);
  forecast.backing->combination.decision.use_pool = true;
  decide_headline(forecast);
  CHECK(forecast.headline == Headline::combination);
  forecast.scenarios.emplace_back();
  decide_headline(forecast);
  CHECK(forecast.headline == Headline::simulation);
  CHECK_FALSE(forecast.backing->combination.decision.use_pool);
  CHECK(forecast.backing->combination.decision.reason.find("scenarios") != std::string::npos);
}

TEST_CASE("conclude: a comparison is held against the past and never recorded", "[unit][service]") {
  Folder const folder;
  auto const past = poor_past();
  CompareQuestion const both{{"base", "base"}, {0.5, 0.5}, 1024};
  auto const session = sample_session(folder.ledger());
  auto const backed = conclude(session, both, Handling<Comparison>{&past, {}, {}});
  auto const alone = conclude(session, both, Handling<Comparison>{});
  REQUIRE(backed);
  REQUIRE(alone);
  CHECK(alone->answer.unbacked == "there is no backtest of this workspace");
  CHECK(backed->answer.unbacked.empty());
  REQUIRE(backed->answer.honesty.ratio);
  auto const& claimed = alone->answer.scenarios[1].accuracy;
  auto const& expected = backed->answer.scenarios[1].accuracy;
  REQUIRE(claimed);
  REQUIRE(expected);
  CHECK(claimed->claimed == expected->claimed);
  CHECK_FALSE(claimed->expected);
  CHECK(expected->expected);
  REQUIRE(backed->answer.combined);
  CHECK(backed->answer.combined->accuracy->expected);
  CHECK(on_record(folder.ledger()).empty());
}
