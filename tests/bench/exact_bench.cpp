// tests/bench/exact_bench.cpp – cost of exact distributions, one core.
// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include "engine/exact/exact.hpp"
#include "engine/exact/variations.hpp"
#include "tests/unit/exact/books.hpp"

namespace {

using namespace quarterdeck;

void solve(benchmark::State& state, test::RealisticSpec const& spec) {
  auto const plan = test::realistic_book(spec);
  exact::ExactOptions options;
  options.n_outer = static_cast<std::uint64_t>(state.range(1));
  double bound = 0;
  for (auto const _ : state) {
    auto const result = exact::distribution(plan, {}, options);
    bound = result.error_bound();
    benchmark::DoNotOptimize(result.quantile(0.5));
  }
  state.counters["error_bound"] = bound;
}

/// What sliders and goal seeks ask for: the whole law's total, nine quantiles and P(hit). Argument:
/// deals, with shared factors, arrivals and random amounts.
void whole_law(benchmark::State& state) {
  auto const plan = test::realistic_book({.n_deals = static_cast<int>(state.range(0))});
  exact::ExactOptions options;
  options.over = exact::Over::whole_law;
  for (auto const _ : state) {
    auto const result = exact::distribution(plan, {}, options);
    for (double const p : {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99}) {
      benchmark::DoNotOptimize(result.quantile(p));
    }
    benchmark::DoNotOptimize(result.p_at_least(result.mean()));
  }
}
BENCHMARK(whole_law)->Arg(500)->Arg(1000)->Arg(2000)->Arg(10000)->Unit(benchmark::kMillisecond);

/// A cell of a grid whose axes move chances and new business: all parts known but for one, which is
/// new (1) or known as well (0). Arguments: deals, which.
void grid_cell(benchmark::State& state) {
  auto base = test::realistic_book({.n_deals = static_cast<int>(state.range(0)), .n_rows = 256});
  auto chances = base;
  chances.draws.level.array() += 0.1;
  auto wins = base;
  wins.draws.arrival_log_mean.array() += 0.3;
  auto cell = chances;
  cell.draws.arrival_log_mean = wins.draws.arrival_log_mean;
  exact::ExactOptions options;
  options.over = exact::Over::whole_law;
  options.n_outer = 64;
  options.n_guide = 512;
  options.tolerance = 5e-4;
  exact::Variations const variations(base, {}, options, {{{&chances}, {&wins}}, {&cell}});
  for (auto const _ : state) {
    if (state.range(1) == 1) cell.draws.level(0, 0) += 1e-9;
    benchmark::DoNotOptimize(variations(cell).total.quantile(0.5));
  }
}
BENCHMARK(grid_cell)->Args({1000, 0})->Args({1000, 1})->Unit(benchmark::kMillisecond);

/// Arguments: deals, outer draws.
void realistic(benchmark::State& state) {
  solve(state, {.n_deals = static_cast<int>(state.range(0))});
}
BENCHMARK(realistic)
    ->Args({1000, 2048})
    ->Args({2000, 6250})
    ->Args({10000, 2048})
    ->Unit(benchmark::kMillisecond);

void fixed_scale(benchmark::State& state) {
  solve(state, {.n_deals = static_cast<int>(state.range(0)), .scale_log_sd = 0});
}
BENCHMARK(fixed_scale)->Args({1000, 2048})->Args({10000, 2048})->Unit(benchmark::kMillisecond);

void round_amounts(benchmark::State& state) {
  solve(state, {.n_deals = static_cast<int>(state.range(0)),
                .scale_log_sd = 0,
                .round_to = 1000'00,
                .random_amounts = false});
}
BENCHMARK(round_amounts)->Args({1000, 2048})->Unit(benchmark::kMillisecond);

void few_deals(benchmark::State& state) {
  solve(state, {.n_deals = static_cast<int>(state.range(0)), .n_cells = 8, .arrival_mean = 0});
}
BENCHMARK(few_deals)->Args({5, 2048})->Args({20, 2048})->Unit(benchmark::kMillisecond);

void quantile(benchmark::State& state) {
  auto const result = exact::distribution(test::realistic_book(), {}, {});
  double p = 0;
  for (auto const _ : state) {
    p = p > 0.98 ? 0.01 : p + 0.001;
    benchmark::DoNotOptimize(result.quantile(p));
  }
}
BENCHMARK(quantile);

}  // namespace

BENCHMARK_MAIN();
