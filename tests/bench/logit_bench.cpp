// tests/bench/logit_bench.cpp – time to fit the hazards of a large book.
// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <array>
#include <cmath>

#include "engine/random/stream.hpp"
#include "models/win/hazard/multinomial_logit.hpp"

namespace {

using namespace quarterdeck;
using namespace quarterdeck::models::win;

constexpr std::uint32_t n_factors = 11, n_columns = 60;

/// Levels of each factor; with the intercept and two numbers 60 columns.
constexpr std::array<std::uint32_t, n_factors> levels{6, 5, 7, 8, 5, 4, 5, 4, 7, 4, 2};

double uniform(random::Stream& stream, double low, double high) {
  return low + (high - low) * stream.uniform();
}

/// Person-weeks with about one event in fifteen; some factors matter and some do not.
LogitDesign person_weeks(std::size_t n_rows) {
  LogitDesign design(n_columns, 2);
  random::Stream stream({.seed = 1, .entity = 1});
  for (std::size_t i = 0; i < n_rows; ++i) {
    std::array<Entry, n_factors + 3> entries{};
    double won = -3.6, lost = -3.2;
    std::uint32_t column = 1;
    for (std::uint32_t f = 0; f < n_factors; ++f) {
      auto const level = static_cast<std::uint32_t>(stream.uniform() * levels[f]);
      entries[f + 1] = {column + level, 1};
      if (f % 2 == 0) won += 0.15 * (level - 0.5 * levels[f]);
      if (f % 3 == 0) lost -= 0.1 * (level - 0.5 * levels[f]);
      column += levels[f];
    }
    for (std::uint32_t x = 0; x < 2; ++x) {
      entries[n_factors + 1 + x] = {column + x, uniform(stream, -1.5, 1.5)};
      won -= 0.2 * entries[n_factors + 1 + x].value;
    }
    double const u = stream.uniform() * (1 + std::exp(won) + std::exp(lost));
    std::array<double, 3> weights{};
    weights[u < 1 ? 0 : u < 1 + std::exp(won) ? 1 : 2] = uniform(stream, 0.3, 1);
    design.add_row(entries, 0, weights);
  }
  return design;
}

/// The same size with no zeros at all, which is the worst case.
LogitDesign dense_rows(std::size_t n_rows) {
  LogitDesign design(n_columns, 2);
  random::Stream stream({.seed = 2, .entity = 1});
  for (std::size_t i = 0; i < n_rows; ++i) {
    std::array<Entry, n_columns> entries{};
    double won = -3;
    for (std::uint32_t j = 0; j < n_columns; ++j) {
      entries[j] = {j, j == 0 ? 1 : uniform(stream, -1.5, 1.5)};
      if (j % 4 == 1) won += 0.15 * entries[j].value;
    }
    double const u = stream.uniform() * (1.05 + std::exp(won));
    std::array<double, 3> weights{};
    weights[u < 1 ? 0 : u < 1.05 ? 2 : 1] = 1;
    design.add_row(entries, 0, weights);
  }
  return design;
}

std::vector<LogitFamily> families() {
  std::vector<LogitFamily> result{{"intercept", 1, 10.0}};
  for (std::uint32_t const n : levels) result.push_back({"factor", n, {}});
  result.push_back({"first number", 1, {}});
  result.push_back({"second number", 1, {}});
  return result;
}

void fit(benchmark::State& state, LogitDesign const& design) {
  for (auto _ : state) {
    LogitFit const fitted = fit_logit(design, families());
    state.counters["updates"] = fitted.n_updates;
    state.counters["newton_steps"] = fitted.n_newton_steps;
    state.counters["converged"] = fitted.converged ? 1 : 0;
    benchmark::DoNotOptimize(fitted.log_evidence);
  }
}

void fit_person_weeks(benchmark::State& state) {
  fit(state, person_weeks(static_cast<std::size_t>(state.range(0))));
}
void fit_dense(benchmark::State& state) {
  fit(state, dense_rows(static_cast<std::size_t>(state.range(0))));
}

BENCHMARK(fit_person_weeks)->Arg(50'000)->Arg(500'000)->Unit(benchmark::kSecond)->UseRealTime();
BENCHMARK(fit_dense)->Arg(500'000)->Unit(benchmark::kSecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
