// tests/unit/service/session_test.cpp – one session, many questions, the same bits.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/session/session.hpp"

#include <unistd.h>

#include <atomic>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "engine/core/money.hpp"
#include "engine/exact/part.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/service/past_companies.hpp"
#include "tools/service/forecast/answer.hpp"
#include "tools/service/forecast/check_report.hpp"
#include "tools/service/forecast/comparison.hpp"
#include "tools/service/forecast/dry_run.hpp"
#include "tools/service/forecast/exact_answer.hpp"
#include "tools/service/forecast/fit_report.hpp"
#include "tools/service/forecast/forecast.hpp"
#include "tools/service/levers/answer.hpp"
#include "tools/service/levers/tornado.hpp"
#include "tools/service/session/once.hpp"

using namespace quarterdeck;
using namespace quarterdeck::service;

namespace {

namespace fs = std::filesystem;

/// A sample company in the middle of its open quarter, with a target of the company and of a
/// region.
Session sample_session(int threads = 2, double target = 4e6) {
  auto spec = test::small_spec(21, 6);
  spec.days_into_quarter = 40;
  auto company = sample::generate(spec);
  Reading reading;
  reading.workspace = test::sample_workspace();
  reading.workspace.targets = {
      {"Company", company.open_quarter, target, {}, {}},
      {"EMEA", company.open_quarter, target / 4, {{"region", {"EMEA"}}}, {}}};
  reading.tables.records = std::move(company.records);
  return Session({.as_of = core::to_iso(company.as_of), .seed = 3, .threads = threads},
                 std::move(reading));
}

/// A file with one scenario, removed at the end.
class ScenarioFile {
 public:
  explicit ScenarioFile(std::string const& change)
      : path_(fs::temp_directory_path() / ("quarterdeck-session-" + std::to_string(getpid()) + "-" +
                                           std::to_string(n_made++) + ".yaml")) {
    std::ofstream(path_) << "name: test\nchanges:\n  - " << change << '\n';
  }
  ~ScenarioFile() { fs::remove(path_); }
  ScenarioFile(ScenarioFile const&) = delete;
  ScenarioFile& operator=(ScenarioFile const&) = delete;
  [[nodiscard]] fs::path const& path() const { return path_; }

 private:
  static inline int n_made = 0;
  fs::path path_;
};

constexpr std::int64_t n_trials = 4096;

Forecast forecast_of(Session const& session, std::vector<fs::path> scenarios = {}) {
  auto made = answer(session, ForecastQuestion{n_trials, std::move(scenarios)});
  REQUIRE(made);
  REQUIRE(made->complete);
  return std::move(*made);
}

ExactAnswer exact_of(Session const& session, std::vector<fs::path> scenarios = {}) {
  auto made = answer(session, ExactQuestion{std::move(scenarios)});
  REQUIRE(made);
  return std::move(*made);
}

bool same_bits(Forecast const& a, Forecast const& b) {
  bool same = a.results.total == b.results.total && a.check.agrees == b.check.agrees &&
              a.check.max_cdf_difference == b.check.max_cdf_difference &&
              a.summary.total.spread.quantiles == b.summary.total.spread.quantiles &&
              a.uncertainty.shared == b.uncertainty.shared && a.quality.score == b.quality.score &&
              a.models.as_of == b.models.as_of &&
              a.compiled.deals.size() == b.compiled.deals.size();
  for (std::size_t t = 0; same && t < a.summary.targets.size(); ++t) {
    same = a.summary.targets[t].p_hit.value == b.summary.targets[t].p_hit.value &&
           a.summary.targets[t].exact_p_hit == b.summary.targets[t].exact_p_hit;
  }
  for (std::size_t i = 0; same && i < a.compiled.deals.size(); ++i) {
    same = a.compiled.deals[i].p_win_in_period == b.compiled.deals[i].p_win_in_period &&
           a.summary.deals[i].expected == b.summary.deals[i].expected;
  }
  return same;
}

bool same_bits(ExactAnswer const& a, ExactAnswer const& b) {
  bool same = a.total.mean == b.total.mean && a.total.sd == b.total.sd &&
              a.total.quantiles == b.total.quantiles && a.targets.size() == b.targets.size();
  for (std::size_t t = 0; same && t < a.targets.size(); ++t) {
    same = a.targets[t].p_hit == b.targets[t].p_hit;
  }
  return same;
}

/// Hooks that note the steps that were begun.
struct Steps {
  std::vector<std::string> begun;
  Hooks hooks{[this](std::string_view stage, double share) {
    if (share == 0 && (begun.empty() || begun.back() != stage)) begun.emplace_back(stage);
    return simulate::Continue::yes;
  }};
};

/// A folder with a workspace of four deals, removed at the end.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("quarterdeck-four-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
    std::ofstream(path_ / "quarterdeck.yaml")
        << "company: Four Deals\nsources:\n  opportunities: {file: opportunities.csv}\n";
    std::ofstream(path_ / "opportunities.csv") << "id,stage,status,amount,created_date,close_date\n"
                                                  "A,Won,won,100,2026-01-05,2026-02-10\n"
                                                  "B,Lost,lost,200,2026-01-20,2026-03-01\n"
                                                  "C,Proposal,open,300,2026-02-02,2026-05-01\n"
                                                  "D,Proposal,open,400,2026-03-15,2026-04-01\n";
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  [[nodiscard]] fs::path const& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("session: a second question gets the bits of a cold one, whatever was asked before",
          "[unit][service]") {
  ScenarioFile const slow("win_rate: {odds: 0.5}");
  Session const warm = sample_session();
  auto const first = forecast_of(warm);
  auto const first_slow = forecast_of(warm, {slow.path()});
  REQUIRE(answer(warm, DryRunQuestion{{slow.path()}}));
  REQUIRE(answer(warm, TornadoQuestion{}));
  auto const compared = answer(warm, CompareQuestion{{"base", slow.path().string()}, {}, n_trials});
  REQUIRE(compared);
  CHECK(same_bits(first, forecast_of(warm)));
  CHECK(same_bits(first, forecast_of(sample_session())));
  CHECK(same_bits(first_slow, forecast_of(sample_session(), {slow.path()})));
  CHECK(same_bits(exact_of(warm), exact_of(sample_session())));
  CHECK(same_bits(exact_of(warm, {slow.path()}), exact_of(sample_session(), {slow.path()})));
  CHECK(compared->scenarios[0].total.spread.mean == first.summary.total.spread.mean);
  CHECK(compared->scenarios[1].total.spread.mean == first_slow.summary.total.spread.mean);
  // The twin: another question has another answer.
  CHECK_FALSE(same_bits(first, first_slow));
  CHECK_FALSE(same_bits(exact_of(warm), exact_of(warm, {slow.path()})));
}

TEST_CASE("session: questions of several threads at once get the bits of a cold one",
          "[unit][service]") {
  auto const cold = forecast_of(sample_session(1));
  auto const cold_exact = exact_of(sample_session(1));
  Session const shared = sample_session(1);
  constexpr std::size_t n_threads = 6;
  std::vector<core::Checked<Forecast>> forecasts(n_threads);
  std::vector<core::Checked<ExactAnswer>> exacts(n_threads);
  std::vector<core::Checked<FitReport>> fits(n_threads);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < n_threads; ++i) {
      threads.emplace_back([&, i] {
        if (i % 2 == 0) exacts[i] = answer(shared, ExactQuestion{});
        forecasts[i] = answer(shared, ForecastQuestion{.trials = n_trials});
        if (i % 2 == 1) exacts[i] = answer(shared, ExactQuestion{});
        fits[i] = answer(shared, FitQuestion{});
      });
    }
  }
  for (std::size_t i = 0; i < n_threads; ++i) {
    REQUIRE(forecasts[i]);
    REQUIRE(exacts[i]);
    REQUIRE(fits[i]);
    CHECK(same_bits(cold, *forecasts[i]));
    CHECK(same_bits(cold_exact, *exacts[i]));
    CHECK(fits[i]->models.as_of == cold.as_of);
  }
}

TEST_CASE("session: every step is made once, by the first question that needs it",
          "[unit][service]") {
  Folder const folder;
  Session const session({.workspace = folder.path(), .threads = 1});
  Steps steps;
  REQUIRE(answer(session, CheckQuestion{}, steps.hooks));
  CHECK(steps.begun == std::vector<std::string>{"reading"});  // a check fits nothing
  steps.begun.clear();
  REQUIRE(answer(session, CheckQuestion{}, steps.hooks));
  CHECK(steps.begun.empty());
  REQUIRE(answer(session, FitQuestion{}, steps.hooks));
  CHECK(steps.begun == std::vector<std::string>{"fitting"});
  steps.begun.clear();
  REQUIRE(answer(session, ForecastQuestion{.trials = 64}, steps.hooks));
  CHECK(steps.begun == std::vector<std::string>{"compiling", "simulating", "checking"});
  // Another day needs no second reading, but a fit of its own.
  steps.begun.clear();
  auto const earlier = answer(session.at("2026-02-20"), FitQuestion{}, steps.hooks);
  REQUIRE(earlier);
  CHECK(steps.begun == std::vector<std::string>{"fitting"});
  CHECK(core::to_iso(earlier->as_of) == "2026-02-20");
}

TEST_CASE("session: what was read stays, though the files change", "[unit][service]") {
  Folder const folder;
  Session const session({.workspace = folder.path()});
  REQUIRE(answer(session, CheckQuestion{})->n_deals == 4);
  std::ofstream(folder.path() / "opportunities.csv", std::ios::app)
      << "E,Proposal,open,500,2026-03-15,2026-04-01\n";
  CHECK(answer(session, CheckQuestion{})->n_deals == 4);
  CHECK(answer(session.at("2026-03-14"), CheckQuestion{})->n_deals == 3);
  CHECK(answer(Session({.workspace = folder.path()}), CheckQuestion{})->n_deals == 5);
}

TEST_CASE("session: a hook that says stop leaves the session as it was", "[unit][service]") {
  Folder const folder;
  Session const session({.workspace = folder.path(), .threads = 1});
  for (std::string const at : {"reading", "fitting", "compiling", "simulating", "checking"}) {
    INFO(at);
    Hooks const stop{[&](std::string_view stage, double /*share*/) {
      return stage == at ? simulate::Continue::stop : simulate::Continue::yes;
    }};
    auto const stopped = answer(session, ForecastQuestion{.trials = 64}, stop);
    REQUIRE(stopped);
    CHECK_FALSE(stopped->complete);
  }
  auto const made = answer(session, ForecastQuestion{.trials = 64});
  REQUIRE(made);
  CHECK(made->complete);
}

TEST_CASE("session: faults are those of the first layer that has any, every time",
          "[unit][service]") {
  Folder const folder;
  Session const nowhere({.workspace = folder.path() / "nowhere"});
  Session const no_day({.workspace = folder.path(), .as_of = "yesterday"});
  Session const over({.workspace = folder.path(), .period = "2025-Q1"});
  for (int time = 0; time < 2; ++time) {
    auto const missing = answer(nowhere, CheckQuestion{});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().front().fault == core::Fault::missing_input);
    auto const day = answer(no_day, ForecastQuestion{});
    REQUIRE_FALSE(day);
    CHECK(day.error().front().code == "QD-301");
    auto const period = answer(over, ForecastQuestion{});
    REQUIRE_FALSE(period);
    CHECK(period.error().front().code == "QD-304");
    CHECK(answer(over, CheckQuestion{}));  // which looks at no period
  }
}

TEST_CASE("exact answer: the total and the chances that a long run comes to", "[unit][service]") {
  // A target a little above the middle, so that its chance is far from certain.
  auto const session = sample_session(2, 1.05 * exact_of(sample_session()).total.quantiles[p50]);
  auto const run = answer(session, ForecastQuestion{.trials = 65536});
  REQUIRE(run);
  auto const exact = exact_of(session);
  auto const& total = run->summary.total;
  CHECK(std::abs(exact.total.mean - total.spread.mean) < 5 * total.mean_error);
  CHECK(std::abs(exact.total.quantiles[p10] - total.spread.quantiles[p10]) < 5 * total.p10_error);
  CHECK(std::abs(exact.total.quantiles[p50] - total.spread.quantiles[p50]) < 5 * total.p50_error);
  CHECK(std::abs(exact.total.quantiles[p90] - total.spread.quantiles[p90]) < 5 * total.p90_error);
  CHECK(exact.total.sd == Approx(total.spread.sd).epsilon(0.03));
  REQUIRE(exact.targets.size() == 2);
  for (std::size_t t = 0; t < 2; ++t) {
    auto const& target = run->summary.targets[t];
    CHECK(exact.targets[t].name == target.name);
    CHECK(exact.targets[t].amount == target.amount);
    CHECK(std::abs(exact.targets[t].p_hit - target.p_hit.value) < 5 * target.p_hit.error + 1e-3);
  }
  // The twin: the chance of a target a twentieth further off would be seen.
  auto const& company = run->summary.targets[0];
  auto const further = exact_of(sample_session(2, 1.05 * company.amount));
  CHECK(std::abs(further.targets[0].p_hit - company.p_hit.value) > 5 * company.p_hit.error + 1e-3);
  CHECK(exact.provenance.trials == 0);
}

TEST_CASE("row means: the same at any number of threads, and their mean that of the exact engine",
          "[unit][service]") {
  Session const session = sample_session();
  auto const& plan = (*session.fitted())->compiled().plan;
  auto const one = row_means(plan, 1);
  CHECK(one == row_means(plan, 3));
  CHECK(one == (*session.fitted())->base_row_means());
  REQUIRE(one.size() == static_cast<std::size_t>(plan.draws.n_rows()));
  double const sum = std::accumulate(one.begin(), one.end(), 0.0);
  CHECK(sum / static_cast<double>(one.size()) == exact::mean_of(plan));
  CHECK(exact_of(session).total.mean == exact::mean_of(plan) * core::units_per_minor);
}

TEST_CASE("once: one of many threads makes the value, and a fault lets the next one try",
          "[unit][service]") {
  Once<int> once;
  CHECK_FALSE(once.is_made());
  CHECK_THROWS_AS(once([]() -> int { throw std::runtime_error("not yet"); }), std::runtime_error);
  CHECK_FALSE(once.is_made());
  std::atomic<int> n_made{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] { CHECK_NOTHROW(once([&] { return ++n_made; })); });
    }
  }
  CHECK(n_made == 1);
  CHECK(once([] { return 7; }) == 1);
  CHECK(Once<int>(5)([] { return 7; }) == 5);
}
