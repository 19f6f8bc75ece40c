// tests/bench/simulate_bench.cpp – cost of the full simulator a deal and trial.
// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <boost/random/bernoulli_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <cmath>
#include <ctime>

#include "engine/random/threefry.hpp"
#include "engine/simulate/block_runner.hpp"
#include "tests/unit/simulate/plans.hpp"

namespace {

using namespace quarterdeck;
using random::InstructionSet;

InstructionSet set_of(benchmark::State& state, std::int64_t index) {
  auto const set = static_cast<InstructionSet>(index);
  if (set > random::best_instruction_set()) state.SkipWithError("not on this machine");
  return set;
}

/// Arguments: instruction set, deals. Everything the model has: see test::made_up_book.
void full_model(benchmark::State& state) {
  auto const set = set_of(state, state.range(0));
  auto const n_deals = static_cast<std::size_t>(state.range(1));
  auto const plan = test::made_up_book(
      {.n_deals = n_deals, .n_cells = 500, .n_rows = 1000, .n_arrivals = 6, .n_owners = 200});
  simulate::RunOptions const options{.n_trials = n_deals > 10000 ? 8192 : 32768, .n_threads = 1};
  for (auto _ : state) {
    benchmark::DoNotOptimize(simulate::simulate_with(set, plan, options));
  }
  auto const trials = static_cast<double>(state.iterations() * options.n_trials);
  using benchmark::Counter;
  state.counters["s_per_trial"] = Counter(trials, Counter::kIsRate | Counter::kInvert);
  if (n_deals == 0) return;
  state.counters["s_per_deal_trial"] =
      Counter(trials * static_cast<double>(n_deals), Counter::kIsRate | Counter::kInvert);
}
BENCHMARK(full_model)
    ->ArgNames({"set", "deals"})
    ->ArgsProduct({{0, 1, 2}, {0, 1000, 10000, 100000}})
    ->Unit(benchmark::kMillisecond);

/// Arguments: trials that share an outer draw, cells (levels of win probability). 10,000 deals.
void outer_draws(benchmark::State& state) {
  auto const plan = test::made_up_book({.n_deals = 10000,
                                        .n_cells = static_cast<std::size_t>(state.range(1)),
                                        .n_rows = 1000,
                                        .n_arrivals = 6,
                                        .n_owners = 200});
  simulate::RunOptions const options{
      .n_trials = 2048, .n_threads = 1, .trials_per_outer_draw = static_cast<int>(state.range(0))};
  for (auto _ : state) benchmark::DoNotOptimize(simulate::simulate(plan, options));
  auto const deal_trials = static_cast<double>(state.iterations() * options.n_trials) * 10000;
  state.counters["s_per_deal_trial"] =
      benchmark::Counter(deal_trials, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(outer_draws)
    ->ArgNames({"width", "cells"})
    ->ArgsProduct({{1, 4, 16, 32, 64}, {500, 10000}})
    ->Unit(benchmark::kMillisecond);

/// Arguments: trials that share an outer draw, deals, cells. What the choice of the inner block
/// rests on (docs/design/0003-inner-block.md): the spread of each estimate between runs of other
/// seeds, in standard deviations of the total (of a probability: absolute), times the square root
/// of the seconds a run takes. Lower is better; halving it is worth four times the speed.
void inner_block(benchmark::State& state) {
  auto const plan = test::made_up_book({.n_deals = static_cast<std::size_t>(state.range(1)),
                                        .n_cells = static_cast<std::size_t>(state.range(2)),
                                        .n_rows = 1000,
                                        .n_arrivals = 6,
                                        .n_owners = 50});
  simulate::RunOptions options{
      .n_trials = 8192, .n_threads = 1, .trials_per_outer_draw = static_cast<int>(state.range(0))};
  results::Moments spread[4];
  double sd = 0;
  std::clock_t const start = std::clock();
  for (auto _ : state) {
    ++options.seed;
    auto const results = simulate::simulate(plan, options);
    auto const quantiles = results::quantiles_of_total(results, {0.1, 0.5, 0.9});
    for (std::size_t i = 0; i < 3; ++i) spread[i].add(std::llround(quantiles[i].value));
    spread[3].add(results.target_hits[0]);
    sd += std::sqrt(results.cumulative_week.back().moments.variance());
  }
  auto const n_runs = static_cast<double>(state.iterations());
  double const seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / n_runs;
  char const* const names[] = {"p10", "p50", "p90", "p_hit"};
  for (std::size_t i = 0; i < 4; ++i) {
    double const unit = i == 3 ? static_cast<double>(options.n_trials) : sd / n_runs;
    state.counters[names[i]] = std::sqrt(spread[i].variance() * seconds) / unit;
  }
}
BENCHMARK(inner_block)
    ->ArgNames({"width", "deals", "cells"})
    ->ArgsProduct({{1, 4, 16, 32, 64}, {500}, {50, 500}})
    ->ArgsProduct({{1, 4, 16, 32, 64}, {5000}, {500, 5000}})
    ->Iterations(100)
    ->Unit(benchmark::kMillisecond);

/// Argument: threads. Wall time of a forecast's own number of trials; two threads should take about
/// half the time of one.
void threads(benchmark::State& state) {
  auto const plan = test::made_up_book({.n_deals = 10000, .n_cells = 500, .n_owners = 200});
  simulate::RunOptions const options{.n_trials = 100'000,
                                     .n_threads = static_cast<int>(state.range(0))};
  for (auto _ : state) benchmark::DoNotOptimize(simulate::simulate(plan, options));
}
BENCHMARK(threads)->DenseRange(1, 2)->UseRealTime()->Unit(benchmark::kMillisecond);

/// Argument: instruction set. Random words alone, 64 a call.
void words(benchmark::State& state) {
  auto const set = set_of(state, state.range(0));
  std::array<std::uint32_t, random::block_lanes> lanes{};
  random::StreamKey key;
  for (auto _ : state) {
    ++key.entity;
    random::fill_block_with(set, key, 0, lanes);
    benchmark::DoNotOptimize(lanes);
  }
  state.SetItemsProcessed(state.iterations() * random::block_lanes);
}
BENCHMARK(words)->DenseRange(0, 2);

/// A yardstick for the machine: one Bernoulli draw from Boost's Mersenne Twister, nothing else.
void plain_bernoulli(benchmark::State& state) {
  boost::random::mt19937 generator(1);
  boost::random::bernoulli_distribution<double> wins(0.15);
  std::int64_t n_wins = 0;
  for (auto _ : state) n_wins += wins(generator) ? 1 : 0;
  benchmark::DoNotOptimize(n_wins);
}
BENCHMARK(plain_bernoulli);

}  // namespace

BENCHMARK_MAIN();
