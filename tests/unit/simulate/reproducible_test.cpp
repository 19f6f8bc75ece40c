// tests/unit/simulate/reproducible_test.cpp – the same bits however the work is divided.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/random/stream.hpp"
#include "engine/simulate/simulate.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/simulate/plans.hpp"

using namespace quarterdeck;
using simulate::Continue;
using simulate::RunOptions;

namespace {

template <class T>
void permute(std::vector<T>& values, std::vector<std::size_t> const& order) {
  auto const old = values;
  for (std::size_t i = 0; i < order.size(); ++i) values[i] = old[order[i]];
}

std::vector<std::size_t> shuffled(std::size_t n) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  random::Stream stream({.seed = 77});
  for (std::size_t i = n; i > 1; --i) std::swap(order[i - 1], order[stream() % i]);
  return order;
}

/// The same book with its deals and cells in another order.
plan::Plan permuted(plan::Plan plan, std::vector<std::size_t> const& order) {
  permute(plan.deals.entity, order);
  permute(plan.deals.amount, order);
  permute(plan.deals.cell, order);
  permute(plan.deals.curve, order);
  permute(plan.deals.amount_table, order);
  for (auto& column : plan.deals.group) permute(column, order);
  auto const n_cells = plan.cells.size();
  auto const last = static_cast<std::uint32_t>(n_cells - 1);
  for (auto& cell : plan.deals.cell) cell = last - cell;
  std::reverse(plan.cells.begin(), plan.cells.end());
  plan.draws.level = plan.draws.level.rowwise().reverse().eval();
  return plan;
}

}  // namespace

TEST_CASE("simulate: same bits at any thread count", "[unit]") {
  auto const plan = test::made_up_book();
  auto const one = simulate::simulate(plan, {.n_trials = 3000, .n_threads = 1});
  CHECK(one.n_trials == 3008);
  for (int const n_threads : {2, 3, 7}) {
    CHECK(simulate::simulate(plan, {.n_trials = 3000, .n_threads = n_threads}) == one);
  }
  CHECK_FALSE(simulate::simulate(plan, {.seed = 2, .n_trials = 3000}) == one);
}

TEST_CASE("simulate: joined parts are the whole run", "[unit]") {
  auto const plan = test::made_up_book();
  RunOptions options{.n_trials = 1280, .keep_draws = simulate::KeepDraws::yes};
  auto const whole = simulate::simulate(plan, options);
  for (std::int64_t const cut : {64, 640, 1216}) {
    options.first_trial = 0;
    options.n_trials = cut;
    auto joined = simulate::simulate(plan, options);
    options.first_trial = cut;
    options.n_trials = 1280 - cut;
    results::merge(joined, simulate::simulate(plan, options));
    CHECK(joined == whole);
  }
}

TEST_CASE("simulate: the order of deals and cells does not matter", "[unit]") {
  auto const plan = test::made_up_book();
  auto const order = shuffled(plan.deals.size());
  auto const results = simulate::simulate(plan, {.n_trials = 640});
  auto const other = simulate::simulate(permuted(plan, order), {.n_trials = 640});
  CHECK(other.total == results.total);
  CHECK(other.group == results.group);
  CHECK(other.cumulative_week == results.cumulative_week);
  for (std::size_t d = 0; d < order.size(); ++d) {
    CHECK(other.deals[d] == results.deals[order[d]]);
  }
}

TEST_CASE("simulate: a run that is stopped is the beginning of the whole run", "[unit]") {
  auto const plan = test::made_up_book();
  for (int const n_threads : {1, 2, 3}) {
    int calls = 0;
    simulate::RunHooks const hooks{.progress = [&](std::int64_t done, std::int64_t all) {
      CHECK(all == 2000000);
      CHECK(done > 0);
      return ++calls == 5 ? Continue::stop : Continue::yes;
    }};
    auto const part =
        simulate::simulate(plan, {.n_trials = 2000000, .n_threads = n_threads}, hooks);
    CHECK_FALSE(part.complete);
    CHECK(part.n_trials < 2000000);
    auto expected = simulate::simulate(plan, {.n_trials = part.n_trials, .n_threads = 1});
    expected.complete = false;
    CHECK(part == expected);
  }
}

TEST_CASE("simulate: progress ends with all trials, and stopping then changes nothing", "[unit]") {
  auto const plan = test::made_up_book();
  std::vector<std::int64_t> seen;
  simulate::RunHooks const hooks{.progress = [&](std::int64_t done, std::int64_t all) {
    seen.push_back(done);
    return done == all ? Continue::stop : Continue::yes;
  }};
  auto const results = simulate::simulate(plan, {.n_trials = 640, .n_threads = 2}, hooks);
  CHECK(results.complete);
  CHECK(results.n_trials == 640);
  CHECK(seen.back() == 640);
  CHECK(std::is_sorted(seen.begin(), seen.end()));
}

TEST_CASE("simulate: the stop rule looks at fixed counts only", "[unit]") {
  auto const plan = test::made_up_book();
  RunOptions options{.n_trials = 100000, .n_threads = 1};
  options.stop_when = simulate::StopRule{.relative_error = 0.05, .first_look = 1024};
  auto const loose = simulate::simulate(plan, options);
  CHECK(loose.complete);
  options.stop_when->relative_error = 0.02;
  auto const tight = simulate::simulate(plan, options);
  CHECK(tight.n_trials > loose.n_trials);
  CHECK(tight.n_trials < 100000);
  CHECK(tight.n_trials % 1024 == 0);
  options.n_threads = 3;
  CHECK(simulate::simulate(plan, options) == tight);
  CHECK(simulate::simulate(plan, {.n_trials = tight.n_trials}) == tight);
}

TEST_CASE("simulate: an impossible arrival mean is an error at any thread count", "[unit]") {
  auto plan = test::made_up_book();
  plan.draws.arrival_log_mean(7, 0) = 60;
  for (int const n_threads : {1, 3}) {
    CHECK_THROWS_AS(simulate::simulate(plan, {.n_trials = 6400, .n_threads = n_threads}),
                    core::NumericError);
  }
}

TEST_CASE("simulate: options out of range are refused", "[unit]") {
  auto const plan = test::made_up_book({.n_deals = 1});
  CHECK_THROWS_AS(simulate::simulate(plan, {.n_trials = 0}), core::ContractViolation);
  CHECK_THROWS_AS(simulate::simulate(plan, {.first_trial = 32}), core::ContractViolation);
  CHECK_THROWS_AS(simulate::simulate(plan, {.n_threads = -1}), core::ContractViolation);
  CHECK_THROWS_AS(simulate::simulate(plan, {.trials_per_outer_draw = 8}), core::ContractViolation);
  RunOptions options;
  options.stop_when = simulate::StopRule{.relative_error = 0};
  CHECK_THROWS_AS(simulate::simulate(plan, options), core::ContractViolation);
}
