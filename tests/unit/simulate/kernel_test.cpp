// tests/unit/simulate/kernel_test.cpp – the kernel against a plain loop over trials and deals.
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/kernel.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "engine/plan/outer.hpp"
#include "engine/simulate/block_runner.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/simulate/plans.hpp"

using namespace quarterdeck;
using core::Minor;

namespace {

/// Outcome of open deals in one trial, from the documented words and formulas.
struct PlainTrial {
  std::vector<Minor> week;
  std::vector<std::vector<Minor>> group;
  std::vector<bool> won;
};

std::uint32_t word_of(std::uint64_t entity, std::uint64_t trial, std::uint64_t seed) {
  std::array<std::uint32_t, random::block_lanes> lanes{};
  random::fill_block({seed, random::Purpose::deal_outcome, entity, trial / 64}, 0, lanes);
  return lanes[trial % 64];
}

PlainTrial play(plan::Plan const& plan, plan::OuterState const& state, std::uint64_t trial,
                std::uint64_t seed) {
  PlainTrial out;
  out.week.resize(plan.week_end.size());
  for (auto const& grouping : plan.groupings) out.group.emplace_back(grouping.values.size());
  for (std::size_t d = 0; d < plan.deals.size(); ++d) {
    std::uint32_t const word = word_of(plan.deals.entity[d], trial, seed);
    double const k = word >> 8U;
    double const threshold = std::round(state.win_probability[plan.deals.cell[d]] * 0x1p24);
    out.won.push_back(k < threshold);
    if (k >= threshold) continue;
    auto const& curve = plan.curves[plan.deals.curve[d]];
    auto const found = std::upper_bound(curve.begin(), curve.end(), (k + 0.5) / threshold);
    auto const table = plan.deals.amount_table[d];
    auto const amount =
        std::llround(static_cast<double>(plan.deals.amount[d]) * plan.ratio[table][word & 0xFFU] *
                     plan.draws.amount_scale(state.row, table));
    out.week[static_cast<std::size_t>(found - curve.begin())] += amount;
    for (std::size_t g = 0; g < out.group.size(); ++g) {
      out.group[g][plan.deals.group[g][d]] += amount;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("kernel: a trial equals the plain loop over its deals, at every width", "[unit]") {
  auto plan = test::made_up_book({.n_deals = 150, .n_arrivals = 0});
  for (int const width : {1, 4, 16, 32, 64}) {
    simulate::RunOptions const options{.seed = 3, .n_trials = 128, .trials_per_outer_draw = width};
    auto const results = simulate::simulate(plan, options);
    plan::OuterSequence const outer(plan, options.seed);
    plan::OuterState state;
    std::vector<std::int64_t> wins(plan.deals.size());
    std::vector<results::Series> weeks(plan.week_end.size());
    std::vector<results::Series> regions(plan.groupings[1].values.size());
    for (std::uint64_t trial = 0; trial < 128; ++trial) {
      plan::fill(state, plan, outer(trial / static_cast<std::uint64_t>(width)));
      auto const plain = play(plan, state, trial, options.seed);
      Minor cumulative = plan.booked;
      for (std::size_t w = 0; w < weeks.size(); ++w) weeks[w].add(cumulative += plain.week[w]);
      for (std::size_t v = 0; v < regions.size(); ++v) {
        regions[v].add(plain.group[1][v] + plan.groupings[1].booked[v]);
      }
      for (std::size_t d = 0; d < wins.size(); ++d) wins[d] += plain.won[d] ? 1 : 0;
      CHECK(results.total[trial] == cumulative);
    }
    CHECK(results.cumulative_week == weeks);
    CHECK(results.group[1] == regions);
    for (std::size_t d = 0; d < wins.size(); ++d) CHECK(results.deals[d].wins == wins[d]);
  }
}

TEST_CASE("kernel: every instruction set gives the same bits", "[unit]") {
  auto const plan = test::made_up_book({.n_deals = 300});
  for (int const width : {1, 4, 16, 32, 64}) {
    simulate::RunOptions const options{
        .n_trials = 256, .n_threads = 1, .trials_per_outer_draw = width};
    auto const portable = simulate::simulate_with(random::InstructionSet::portable, plan, options);
    for (auto const set : random::available_instruction_sets()) {
      CHECK(simulate::simulate_with(set, plan, options) == portable);
    }
  }
}

TEST_CASE("kernel: deal tallies equal sums over single trials", "[unit]") {
  auto const plan = test::made_up_book({.n_deals = 40});
  simulate::RunOptions const options{.n_trials = 192};
  auto const results = simulate::simulate(plan, options);
  plan::OuterSequence const outer(plan, options.seed);
  plan::OuterState state;
  std::vector<Minor> total_when_won(40);
  std::vector<std::int64_t> hits(40);
  for (std::uint64_t trial = 0; trial < 192; ++trial) {
    plan::fill(state, plan,
               outer(trial / static_cast<std::uint64_t>(options.trials_per_outer_draw)));
    auto const plain = play(plan, state, trial, options.seed);
    for (std::size_t d = 0; d < 40; ++d) {
      if (!plain.won[d]) continue;
      total_when_won[d] += results.total[trial];
      hits[d] += results.total[trial] >= plan.targets[0].amount ? 1 : 0;
    }
  }
  for (std::size_t d = 0; d < 40; ++d) {
    CHECK(results.deals[d].total_when_won == results::ExactSum(total_when_won[d]));
    CHECK(results.deals[d].hits_when_won[0] == hits[d]);
  }
  double from_deals = 0;
  for (auto const& deal : results.deals) from_deals += deal.amount_when_won;
  CHECK(from_deals == Approx(results.open.moments.mean() * 192).epsilon(1e-14));
}

TEST_CASE("kernel: amounts round halves away from zero, both signs", "[unit]") {
  for (double const x : {0.0, 0.4, 0.5, 1.5, 2.5, 1e9 + 0.5, -0.5, -1.5, -2.4, -1e9 - 0.5}) {
    CHECK(simulate::round_to_minor(x) == std::llround(x));
  }
}

TEST_CASE("kernel: the inverse of a threshold covers all positions and never passes the end",
          "[unit]") {
  for (std::int32_t const threshold : {1, 2, 3, 1000, 1234567, 1 << 23, (1 << 24) - 1, 1 << 24}) {
    auto const inverse = simulate::inverse_of(threshold);
    for (std::int32_t const k : {0, threshold / 3, threshold - 1}) {
      auto const product = (static_cast<std::uint64_t>(k) * 2 + 1) * inverse >> 31U;
      double const exact = (k + 0.5) / threshold * 0x1p32;
      CHECK(product < std::uint64_t{1} << 32U);
      CHECK(std::abs(static_cast<double>(product) - exact) <= 2);
    }
  }
  CHECK(simulate::inverse_of(0) == 0);
}
