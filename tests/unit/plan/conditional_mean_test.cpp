// tests/unit/plan/conditional_mean_test.cpp – means given a draw and given a row.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "engine/plan/outer.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/exact/books.hpp"

using namespace quarterdeck;

TEST_CASE("conditional mean: adds up deal by deal", "[unit][plan]") {
  auto const plan = test::realistic_book({.n_deals = 50, .n_rows = 8});
  plan::OuterState state;
  plan::fill(state, plan, plan::OuterSequence(plan, 1)(3));
  double expected = static_cast<double>(plan.booked);
  for (std::size_t i = 0; i < plan.deals.size(); ++i) {
    auto const table = plan.deals.amount_table[i];
    expected += state.win_probability[plan.deals.cell[i]] *
                static_cast<double>(plan.deals.amount[i]) * plan::mean_ratio(plan, table) *
                plan.draws.amount_scale(3, table);
  }
  for (std::size_t a = 0; a < plan.arrivals.size(); ++a) {
    double entries = 0;
    for (auto const& entry : plan.arrivals[a].entries) {
      entries += static_cast<double>(entry.amount) / 200;
    }
    expected +=
        state.arrival_mean[a] * entries * plan.draws.arrival_scale(3, static_cast<Eigen::Index>(a));
  }
  CHECK(plan::conditional_mean(plan, state) == Approx(expected).epsilon(1e-12));
}

TEST_CASE("conditional mean: a row's mean is the mean over its factors, market shift included",
          "[unit][plan]") {
  auto plan = test::realistic_book({.n_deals = 50, .n_rows = 1, .company_correlation = 0.1});
  plan.market_shift = 0.7;
  plan::OuterSequence const sequence(plan, 1);
  plan::ConditionalMean const mean(plan);
  plan::OuterState state;
  double sum = 0;
  constexpr std::uint64_t n = 1U << 14U;
  for (std::uint64_t k = 0; k < n; ++k) {
    plan::fill(state, plan, sequence(k));
    sum += mean(state) / static_cast<double>(n);
  }
  CHECK(mean.row(0) == Approx(sum).epsilon(1e-3));
  plan.market_shift = 0;
  CHECK(plan::row_mean(plan, 0) < 0.97 * sum);
}
