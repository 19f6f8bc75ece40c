// tests/bench/session_bench.cpp – what a question costs, cold and of a warm session.
// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "tools/sample/company.hpp"
#include "tools/service/forecast/answer.hpp"
#include "tools/service/forecast/check_report.hpp"
#include "tools/service/forecast/comparison.hpp"
#include "tools/service/forecast/exact_answer.hpp"
#include "tools/service/forecast/forecast.hpp"
#include "tools/service/session/session.hpp"

namespace {

namespace fs = std::filesystem;
using namespace quarterdeck;

/// The company of `quarterdeck sample`, written once a run of the program, and a what-if file.
class Company {
 public:
  Company() : folder_(fs::temp_directory_path() / "quarterdeck-session-bench") {
    fs::create_directories(folder_);
    auto const company = sample::generate({});
    sample::write(company, folder_, 10);
    as_of_ = core::to_iso(company.as_of);
    std::ofstream(scenario()) << "name: slow\nchanges:\n  - win_rate: {odds: 0.9}\n";
  }
  ~Company() { fs::remove_all(folder_); }
  Company(Company const&) = delete;
  Company& operator=(Company const&) = delete;
  [[nodiscard]] fs::path scenario() const { return folder_ / "slow.yaml"; }
  [[nodiscard]] service::Session session() const {
    return service::Session({.workspace = folder_, .as_of = as_of_});
  }

 private:
  fs::path folder_;
  std::string as_of_;
};

Company const& company() {
  static Company const made;
  return made;
}

service::Session const& warm() {
  static service::Session const session = [] {
    auto opened = company().session();
    auto const first = service::answer(opened, service::ForecastQuestion{});
    if (!first) std::abort();
    return opened;
  }();
  return session;
}

/// Answers a question again and again. @param session  called each time for a session to ask
template <class Session, class Question>
void ask(benchmark::State& state, Session const& session, Question const& question) {
  for (auto _ : state) {
    auto const made = answer(session(), question);
    if (!made) state.SkipWithError(core::to_string(made.error().front()).c_str());
    benchmark::DoNotOptimize(made);
  }
}

service::Session cold() { return company().session(); }

void forecast_cold(benchmark::State& state) { ask(state, cold, service::ForecastQuestion{}); }
void forecast_warm(benchmark::State& state) { ask(state, warm, service::ForecastQuestion{}); }
void scenario_warm(benchmark::State& state) {
  ask(state, warm, service::ForecastQuestion{{}, {company().scenario()}});
}
void exact_warm(benchmark::State& state) { ask(state, warm, service::ExactQuestion{}); }
void exact_scenario_warm(benchmark::State& state) {
  ask(state, warm, service::ExactQuestion{{company().scenario()}});
}
void compare_warm(benchmark::State& state) {
  ask(state, warm, service::CompareQuestion{{company().scenario().string()}});
}
void check_warm(benchmark::State& state) { ask(state, warm, service::CheckQuestion{}); }

// Wall time on all cores, as whoever waits for the answer sees it.
BENCHMARK(forecast_cold)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();
BENCHMARK(forecast_warm)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();
BENCHMARK(scenario_warm)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();
BENCHMARK(exact_warm)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();
BENCHMARK(exact_scenario_warm)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();
BENCHMARK(compare_warm)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();
BENCHMARK(check_warm)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();

}  // namespace

BENCHMARK_MAIN();
