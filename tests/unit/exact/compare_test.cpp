// tests/unit/exact/compare_test.cpp – samples from the true law pass, planted faults do not.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>

#include "engine/exact/exact.hpp"
#include "engine/plan/outer.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/exact/books.hpp"

using namespace quarterdeck;

namespace {

/// Plain simulation of the deals of a plan without arrivals, `per_draw` trials an outer draw.
std::vector<core::Minor> sample(plan::Plan const& plan, std::uint64_t n_outer, int per_draw) {
  boost::random::mt19937_64 engine(5);
  boost::random::uniform_01<double> uniform;
  plan::OuterSequence const sequence(plan, 1);
  plan::OuterState state;
  std::vector<core::Minor> totals;
  for (std::uint64_t k = 0; k < n_outer; ++k) {
    plan::fill(state, plan, sequence(k));
    for (int t = 0; t < per_draw; ++t) {
      core::Minor total = plan.booked;
      for (std::size_t i = 0; i < plan.deals.size(); ++i) {
        if (uniform(engine) >= state.win_probability[plan.deals.cell[i]]) continue;
        auto const table = plan.deals.amount_table[i];
        double const ratio = plan.ratio[table][static_cast<std::size_t>(uniform(engine) * 256)];
        total += std::llround(static_cast<double>(plan.deals.amount[i]) * ratio *
                              plan.draws.amount_scale(state.row, table));
      }
      totals.push_back(total);
    }
  }
  return totals;
}

}  // namespace

TEST_CASE("compare: a faithful simulation agrees, smooth or lumpy", "[unit][exact]") {
  for (int const n_deals : {3, 12, 300}) {
    for (bool const random : {false, true}) {
      auto const plan = test::realistic_book({.n_deals = n_deals,
                                              .n_cells = 8,
                                              .n_rows = 250,
                                              .round_to = 100,
                                              .random_amounts = random,
                                              .arrival_mean = 0});
      auto const exact = exact::distribution(plan, {}, {.n_outer = 500});
      auto const check = exact::compare(exact, sample(plan, 500, 40));
      CAPTURE(n_deals, random, check.max_cdf_difference, check.tolerance, check.method);
      CHECK(check.agrees);
      CHECK(check.tolerance < 0.025);
      CHECK(check.max_cdf_difference > 1e-4);
    }
  }
}

TEST_CASE("compare: exact atoms are met from both sides", "[unit][exact]") {
  test::SimpleBook book;
  book.deals(3, book.cell(0.3), 1000'00).factors(0.1, 0);
  auto const exact = exact::distribution(book.plan, {}, {.n_outer = 500});
  CHECK(exact::compare(exact, sample(book.plan, 500, 100)).max_cdf_difference < 0.01);
}

TEST_CASE("compare: one per cent of bias in the odds of every deal is seen", "[unit][exact]") {
  auto const plan = test::realistic_book(
      {.n_deals = 400, .n_rows = 1, .arrival_mean = 0, .company_correlation = 0});
  auto biased = plan;
  // One per cent of p around 0.3 is about 0.009 of the level.
  biased.draws.level.array() += 0.009;
  auto const totals = sample(plan, 1, 100000);
  CHECK(exact::compare(exact::distribution(plan, {}, {.n_outer = 1}), totals).agrees);
  CHECK_FALSE(exact::compare(exact::distribution(biased, {}, {.n_outer = 1}), totals).agrees);
}

TEST_CASE("compare: the tolerance is Bretagnolle's, plus the error bound", "[unit][exact]") {
  test::SimpleBook book;
  book.deals(1, book.cell(0.5), 100);
  auto const exact = exact::distribution(book.plan, {}, {.n_outer = 1});
  std::vector<core::Minor> totals(1000, 0);
  std::fill(totals.begin(), totals.begin() + 500, 100);
  auto const check = exact::compare(exact, totals);
  CHECK(check.tolerance == Approx(0.08807).margin(1e-4));
  CHECK(check.max_cdf_difference < 1e-9);
}
