// engine/simulate/simulate.cpp – see simulate.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/simulate.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/error.hpp"
#include "engine/results/results.hpp"
#include "engine/simulate/block_runner.hpp"

namespace quarterdeck::simulate {

namespace {

constexpr std::int64_t block_trials = random::block_lanes;

void require(bool holds, char const* what) {
  if (!holds) throw core::ContractViolation(std::string("simulate: ") + what);
}

void check(RunOptions const& options) {
  constexpr std::array widths{1, 4, 16, 32, 64};
  bool const known =
      std::find(widths.begin(), widths.end(), options.trials_per_outer_draw) != widths.end();
  require(known, "trials_per_outer_draw must be 1, 4, 16, 32 or 64");
  require(options.n_trials > 0, "n_trials must be above 0");
  require(options.first_trial >= 0 && options.first_trial % block_trials == 0,
          "first_trial must be a multiple of 64");
  require(options.n_threads >= 0, "n_threads must be at least 0");
  auto const last =
      static_cast<double>(options.first_trial) + static_cast<double>(options.n_trials);
  require(last / options.trials_per_outer_draw <= 0x1p32 - 64,
          "a run may have 2^32 outer draws at most");
  if (!options.stop_when) return;
  require(options.stop_when->relative_error > 0, "relative_error must be above 0");
  require(options.stop_when->first_look > 0, "first_look must be above 0");
}

/// Whether P10, P50 and P90 are known as well as asked for.
bool precise_enough(results::Results const& so_far, StopRule const& rule) {
  double mean = 0;
  double squares = 0;
  auto const n = static_cast<double>(so_far.total.size());
  for (auto const total : so_far.total) mean += static_cast<double>(total) / n;
  for (auto const total : so_far.total) {
    double const away = static_cast<double>(total) - mean;
    squares += away * away / n;
  }
  auto const estimates = results::quantiles_of_total(so_far, {0.1, 0.5, 0.9});
  return std::all_of(estimates.begin(), estimates.end(), [&](results::Estimate const& e) {
    return e.error <= rule.relative_error * std::sqrt(squares);
  });
}

/// Plays to the fixed counts of the stop rule, or to the end.
void play(BlockRunner& runner, RunOptions const& options) {
  std::int64_t const all = (options.n_trials + block_trials - 1) / block_trials;
  std::int64_t look = all;
  if (options.stop_when) look = (options.stop_when->first_look + block_trials - 1) / block_trials;
  for (;; look *= 2) {
    std::int64_t const end = std::min(look, all);
    runner.play_until(end);
    if (runner.stopped() || end == all) return;
    if (precise_enough(runner.so_far(), *options.stop_when)) return;
  }
}

}  // namespace

namespace {

Run make_run(PlanLayout const& layout, RunOptions const& options, random::InstructionSet set) {
  return {.layout = layout,
          .outer = plan::OuterSequence(*layout.plan, options.seed),
          .conditional_mean = plan::ConditionalMean(*layout.plan),
          .seed = options.seed,
          .width = options.trials_per_outer_draw,
          .set = set};
}

}  // namespace

results::Results simulate_with(random::InstructionSet set, plan::Plan const& plan,
                               RunOptions const& options, RunHooks const& hooks) {
  check(options);
  plan::validate(plan);
  PlanLayout const layout(plan);
  Run const run = make_run(layout, options, set);
  BlockRunner runner({&run, 1}, options, hooks);
  play(runner, options);
  return std::move(runner.finish().front());
}

results::Results simulate(plan::Plan const& plan, RunOptions const& options,
                          RunHooks const& hooks) {
  return simulate_with(random::best_instruction_set(), plan, options, hooks);
}

std::vector<results::Results> simulate_together(std::span<plan::Plan const* const> plans,
                                                RunOptions const& options, RunHooks const& hooks) {
  require(!plans.empty(), "there must be a plan");
  require(!options.stop_when, "several plans have no stop rule");
  check(options);
  std::vector<PlanLayout> layouts;
  for (plan::Plan const* plan : plans) {
    plan::validate(*plan);
    layouts.emplace_back(*plan);
  }
  std::vector<Overlap> overlaps;  // [plan - 1]
  for (std::size_t p = 1; p < layouts.size(); ++p) {
    overlaps.push_back(find_overlap(layouts.front(), layouts[p]));
  }
  std::vector<Run> runs;
  for (std::size_t p = 0; p < plans.size(); ++p) {
    runs.push_back(make_run(layouts[p], options, random::best_instruction_set()));
    if (p > 0) runs.back().overlap = &overlaps[p - 1];
  }
  BlockRunner runner(runs, options, hooks);
  play(runner, options);
  return runner.finish();
}

}  // namespace quarterdeck::simulate
