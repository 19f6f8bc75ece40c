// tests/unit/results/merge_test.cpp – joining runs adds up every tally.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/error.hpp"
#include "engine/results/results.hpp"
#include "tests/support/catch.hpp"

using namespace quarterdeck;
using results::ExactSum;
using results::Results;

namespace {

/// A run of 64 trials whose tallies are all made from one number.
Results run_of(core::Minor x) {
  Results run;
  run.n_trials = 64;
  run.trials_per_outer_draw = 64;
  run.total.assign(64, x);
  run.open.add(x);
  run.created_later.add(x + 1);
  run.won_count.add(x + 2);
  run.cumulative_week.resize(2);
  run.cumulative_week[1].add(x + 3);
  run.group.resize(1);
  run.group[0].resize(3);
  run.group[0][2].add(x + 4);
  run.target_hits = {x};
  run.target_shortfall = {ExactSum(x * 2)};
  run.target_hits_by_outer = {{x}};
  run.deals.push_back({x, ExactSum(x * 3), ExactSum(x * 4), {x * 5}});
  run.conditional_mean = {static_cast<double>(x)};
  return run;
}

}  // namespace

TEST_CASE("merge: sums are added and columns of trials appended", "[unit]") {
  auto joined = run_of(10);
  results::merge(joined, run_of(100));
  CHECK(joined.n_trials == 128);
  CHECK(joined.total.size() == 128);
  CHECK(joined.total[63] == 10);
  CHECK(joined.total[64] == 100);
  CHECK(joined.conditional_mean == std::vector<double>{10, 100});
  CHECK(joined.open.moments.mean() == 55);
  CHECK(joined.created_later.moments.mean() == 56);
  CHECK(joined.won_count.moments.mean() == 57);
  CHECK(joined.cumulative_week[1].moments.mean() == 58);
  CHECK(joined.group[0][2].moments.mean() == 59);
  CHECK(joined.target_hits[0] == 110);
  CHECK(joined.target_shortfall[0] == ExactSum(220));
  CHECK(joined.target_hits_by_outer[0] == std::vector<std::int64_t>{10, 100});
  CHECK(joined.deals[0] == results::DealTally{110, ExactSum(330), ExactSum(440), {550}});
  CHECK(joined.complete);
}

TEST_CASE("merge: a run that was stopped leaves the whole incomplete", "[unit]") {
  auto joined = run_of(1);
  auto later = run_of(2);
  later.complete = false;
  results::merge(joined, std::move(later));
  CHECK_FALSE(joined.complete);
}

#ifndef QUARTERDECK_CONTRACTS_OFF
TEST_CASE("merge: runs of different plans or blocks are refused", "[unit]") {
  auto joined = run_of(1);
  auto other = run_of(2);
  other.deals.clear();
  CHECK_THROWS_AS(results::merge(joined, std::move(other)), core::ContractViolation);
  auto width = run_of(2);
  width.trials_per_outer_draw = 16;
  CHECK_THROWS_AS(results::merge(joined, std::move(width)), core::ContractViolation);
}
#endif
