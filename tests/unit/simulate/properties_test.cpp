// tests/unit/simulate/properties_test.cpp – what must hold in every single trial.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/simulate/block.hpp"
#include "engine/simulate/simulate.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/simulate/plans.hpp"

using namespace quarterdeck;
using core::Minor;

namespace {

void erase_deal(plan::Plan& plan, std::ptrdiff_t d) {
  auto& deals = plan.deals;
  deals.entity.erase(deals.entity.begin() + d);
  deals.amount.erase(deals.amount.begin() + d);
  deals.cell.erase(deals.cell.begin() + d);
  deals.curve.erase(deals.curve.begin() + d);
  deals.amount_table.erase(deals.amount_table.begin() + d);
  for (auto& column : deals.group) column.erase(column.begin() + d);
}

/// Plays blocks one by one, to look at single trials.
template <class Look>
void play_blocks(plan::Plan const& plan, std::uint64_t n_blocks, Look look) {
  simulate::PlanLayout const layout(plan);
  simulate::Run const run{.layout = layout,
                          .outer = plan::OuterSequence(plan, 1),
                          .conditional_mean = plan::ConditionalMean(plan),
                          .seed = 1,
                          .width = 16,
                          .set = random::best_instruction_set()};
  simulate::Block block(run);
  simulate::DealSums sums(layout.deals.size(), plan.targets.size());
  for (std::uint64_t index = 0; index < n_blocks; ++index) {
    block.play(index, sums);
    look(block, layout);
  }
}

}  // namespace

TEST_CASE("simulate: groups add up to the total to the cent, in every trial", "[unit]") {
  auto const plan = test::made_up_book();
  play_blocks(plan, 10, [&](simulate::Block const& block, simulate::PlanLayout const& layout) {
    for (std::size_t lane = 0; lane < simulate::n_lanes; ++lane) {
      for (std::size_t g = 0; g < plan.groupings.size(); ++g) {
        Minor sum = 0;
        for (std::size_t v = 0; v < plan.groupings[g].values.size(); ++v) {
          sum += block.group[(layout.first_slot[g] + v) * simulate::n_lanes + lane];
        }
        CHECK(sum == block.total[lane]);
      }
      CHECK(plan.booked + block.open[lane] + block.new_business[lane] == block.total[lane]);
    }
  });
}

TEST_CASE("simulate: weeks never fall and end at the total", "[unit]") {
  auto const plan = test::made_up_book();
  play_blocks(plan, 10, [&](simulate::Block const& block, simulate::PlanLayout const&) {
    for (std::size_t lane = 0; lane < simulate::n_lanes; ++lane) {
      Minor before = plan.booked;
      for (std::size_t w = 0; w < plan.week_end.size(); ++w) {
        CHECK(block.week[w * simulate::n_lanes + lane] >= before);
        before = block.week[w * simulate::n_lanes + lane];
      }
      CHECK(before == block.total[lane]);
    }
  });
}

TEST_CASE("simulate: removing a deal leaves every other deal's draws untouched", "[unit]") {
  auto const plan = test::made_up_book();
  auto without = plan;
  erase_deal(without, 57);
  auto const before = simulate::simulate(plan, {.n_trials = 640});
  auto const after = simulate::simulate(without, {.n_trials = 640});
  for (std::size_t d = 0; d < without.deals.size(); ++d) {
    auto const& same = before.deals[d < 57 ? d : d + 1];
    CHECK(after.deals[d].wins == same.wins);
    CHECK(after.deals[d].amount_when_won == same.amount_when_won);
  }
  double difference = 0;
  for (std::size_t i = 0; i < before.total.size(); ++i) {
    CHECK(after.total[i] <= before.total[i]);
    difference += static_cast<double>(before.total[i] - after.total[i]);
  }
  CHECK(difference == before.deals[57].amount_when_won);
  CHECK(difference > 0);
}

TEST_CASE("simulate: raising odds never lowers a trial's total nor delays its weeks", "[unit]") {
  auto const plan = test::made_up_book();
  auto raised = plan;
  raised.draws.level.array() += 0.15;
  std::vector<Minor> weeks;
  play_blocks(plan, 10, [&](simulate::Block const& block, simulate::PlanLayout const&) {
    weeks.insert(weeks.end(), block.week.begin(), block.week.end());
  });
  std::size_t i = 0;
  std::size_t n_higher = 0;
  play_blocks(raised, 10, [&](simulate::Block const& block, simulate::PlanLayout const&) {
    for (auto const week : block.week) {
      CHECK(week >= weeks[i]);
      n_higher += week > weeks[i] ? 1 : 0;
      ++i;
    }
  });
  CHECK(n_higher > 0);
}

TEST_CASE("simulate: more new business keeps what there was", "[unit]") {
  auto const plan = test::made_up_book();
  auto more = plan;
  more.draws.arrival_log_mean.array() += 0.3;
  simulate::RunOptions const options{.n_trials = 640, .keep_draws = simulate::KeepDraws::yes};
  auto const before = simulate::simulate(plan, options);
  auto const after = simulate::simulate(more, options);
  for (std::size_t i = 0; i < before.total.size(); ++i) {
    CHECK(after.new_business[i] >= before.new_business[i]);
  }
  CHECK(after.created_later.moments.mean() > before.created_later.moments.mean());
  CHECK(after.open == before.open);
}

TEST_CASE("simulate: targets count the trials that reach them and what the others lack", "[unit]") {
  auto const plan = test::made_up_book();
  auto const results = simulate::simulate(plan, {.n_trials = 6400});
  for (std::size_t t = 0; t < 2; ++t) {
    auto const amount = plan.targets[t].amount;
    std::int64_t hits = 0;
    Minor shortfall = 0;
    for (auto const total : results.total) {
      hits += total >= amount ? 1 : 0;
      shortfall += std::max<Minor>(0, amount - total);
    }
    CHECK(hits > 0);
    CHECK(hits < 6400);
    CHECK(results.target_hits[t] == hits);
    CHECK(results.target_shortfall[t] == results::ExactSum(shortfall));
    std::int64_t by_outer = 0;
    for (auto const n : results.target_hits_by_outer[t]) by_outer += n;
    CHECK(by_outer == hits);
  }
  auto const& region = results.group[1][2].histogram;
  CHECK(static_cast<double>(results.target_hits[2]) / 6400 ==
        Approx(region.share_at_least(plan.targets[2].amount)).margin(0.01));
}

TEST_CASE("simulate: a book without deals is booked plus new business", "[unit]") {
  auto const plan = test::made_up_book({.n_deals = 0});
  auto const results = simulate::simulate(plan, {.n_trials = 640});
  CHECK(results.deals.empty());
  CHECK(results.open.moments.mean() == 0);
  CHECK(results.created_later.moments.mean() > 0);
  CHECK(results.total.size() == 640);
}

TEST_CASE("simulate: a period without a week left is what is booked", "[unit]") {
  auto const plan = test::made_up_book({.n_weeks = 0});
  auto const results = simulate::simulate(plan, {.n_trials = 640});
  CHECK(std::all_of(results.total.begin(), results.total.end(),
                    [&](Minor total) { return total == plan.booked; }));
  CHECK(results.cumulative_week.empty());
  CHECK(results.won_count.moments.mean() == static_cast<double>(plan.booked_count));
  CHECK(results.deals.size() == plan.deals.size());
  CHECK(results.deals[0].wins == 0);
  CHECK(results.conditional_mean[0] == static_cast<double>(plan.booked));
}
