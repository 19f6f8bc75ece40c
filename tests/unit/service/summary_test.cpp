// tests/unit/service/summary_test.cpp – the numbers that reports show, against their tallies.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/summary.hpp"

#include <algorithm>
#include <numeric>

#include "engine/simulate/simulate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/service/small_plan.hpp"

namespace quarterdeck {
namespace {

constexpr std::int64_t n_trials = 16384;

struct Case {
  plan::Plan plan = test::small_plan();
  results::Results run;
  service::Summary summary;
  explicit Case(double company_target = 250) {
    plan.targets[0].amount = core::to_minor(company_target);
    simulate::RunOptions options;
    options.n_trials = n_trials;
    run = simulate::simulate(plan, options);
    summary = service::summarise(plan, run, {{0.325, "", ""}, {0.325, "region", "west"}});
  }
};

TEST_CASE("summarise: groups add up to the total", "[unit]") {
  Case const one;
  double sum = 0;
  for (auto const& group : one.summary.groups) sum += group.total.mean;
  CHECK(sum == Approx(one.summary.total.spread.mean).epsilon(1e-12));
  CHECK(one.summary.groups.size() == 2);
}

TEST_CASE("summarise: groupings of targets with filters of their own are left out", "[unit]") {
  Case const one;
  for (auto const& group : one.summary.groups) CHECK(group.by == "region");
}

TEST_CASE("summarise: a group shows the chance of the target that is about just it", "[unit]") {
  Case const one;
  CHECK_FALSE(one.summary.groups[0].p_hit.has_value());
  REQUIRE(one.summary.groups[1].p_hit.has_value());
  CHECK(*one.summary.groups[1].p_hit == one.summary.targets[1].p_hit.value);
}

TEST_CASE("summarise: parts add up to the total and are in currency units", "[unit]") {
  Case const one;
  auto const& summary = one.summary;
  CHECK(summary.booked == 50);
  CHECK(summary.booked + summary.open.mean + summary.created_later.mean ==
        Approx(summary.total.spread.mean).epsilon(1e-12));
  CHECK(summary.created_later.mean == 0);
  CHECK(summary.won_count.mean == Approx(1.85).margin(0.05));
}

TEST_CASE("summarise: no more pipeline is needed where the median reaches the target", "[unit]") {
  Case const reached(50);  // what is booked already
  REQUIRE(reached.summary.targets[0].needed_pipeline.has_value());
  CHECK(*reached.summary.targets[0].needed_pipeline == 0);
  CHECK(reached.summary.targets[0].p_hit.value == 1);
}

TEST_CASE("summarise: needed pipeline closes the gap at the mean conversion by amount", "[unit]") {
  Case const one(400);
  auto const& target = one.summary.targets[0];
  double const open_amount = 700;
  double const conversion = one.summary.open.mean / open_amount;
  REQUIRE(target.needed_pipeline.has_value());
  CHECK(*target.needed_pipeline == Approx((400 - target.median) / conversion).epsilon(1e-9));
  // The west counts deals of 200 and 400 only, expected to bring 90 of their 600.
  auto const& west = one.summary.targets[1];
  double const west_mean = one.summary.groups[1].total.mean;
  CHECK(*west.needed_pipeline == Approx((200 - west.median) / (west_mean / 600)).epsilon(1e-9));
}

TEST_CASE("summarise: nothing is said of needed pipeline where none can be won", "[unit]") {
  auto plan = test::small_plan();
  plan.draws.level.setConstant(-std::numeric_limits<double>::infinity());
  simulate::RunOptions options;
  options.n_trials = 64;
  auto const run = simulate::simulate(plan, options);
  auto const summary = service::summarise(plan, run, {{}, {}});
  CHECK_FALSE(summary.targets[0].needed_pipeline.has_value());
  CHECK(summary.histogram.counts.size() == 1);
  CHECK(summary.histogram.counts.front() == run.n_trials);
}

TEST_CASE("histogram_of_total: every trial is in a bin and the edges ascend", "[unit]") {
  Case const one;
  auto const& histogram = one.summary.histogram;
  CHECK(std::accumulate(histogram.counts.begin(), histogram.counts.end(), std::int64_t{0}) ==
        one.run.n_trials);
  REQUIRE(histogram.edges.size() == histogram.counts.size() + 1);
  CHECK(std::is_sorted(histogram.edges.begin(), histogram.edges.end()));
  CHECK(histogram.counts.size() == service::n_histogram_bins);
  // All deals lost is the lowest outcome: P = 1/2 3/4 9/10, all in the first bin.
  CHECK(test::count_agrees(histogram.counts.front(), one.run.n_trials, 0.3375));
}

TEST_CASE("by_variance_share: largest first", "[unit]") {
  Case const one;
  auto const order = service::by_variance_share(one.summary);
  CHECK(order == std::vector<std::size_t>{2, 1, 0});
}

}  // namespace
}  // namespace quarterdeck
