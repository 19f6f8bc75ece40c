// tests/unit/exact/guide_test.cpp – the whole law from few draws, by a control variate.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/guide.hpp"

#include <algorithm>
#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/unit/exact/books.hpp"

using namespace quarterdeck;

namespace {

exact::Distribution solve(plan::Plan const& plan, exact::Over over, std::uint64_t n_outer,
                          std::uint64_t seed = 1) {
  return exact::distribution(plan, {},
                             {.seed = seed, .n_outer = n_outer, .over = over, .n_threads = 2});
}

}  // namespace

TEST_CASE("guide: without factors and with all rows seen there is nothing to add",
          "[unit][exact]") {
  auto plan = test::realistic_book({.n_deals = 300, .n_rows = 64, .company_correlation = 0});
  plan.draws.arrival_log_sd.setZero();
  auto const draws = solve(plan, exact::Over::outer_draws, 64);
  auto const law = solve(plan, exact::Over::whole_law, 64);
  for (double p = 0.01; p < 1; p += 0.01) {
    CHECK(law.cdf(draws.quantile(p)) == Approx(p).margin(1e-9));
  }
}

TEST_CASE("guide: rows that no draw has met are counted", "[unit][exact]") {
  auto plan = test::realistic_book({.n_deals = 300, .n_rows = 64, .company_correlation = 0});
  plan.draws.arrival_log_sd.setZero();
  auto const all = solve(plan, exact::Over::outer_draws, 64);
  auto const few_draws = solve(plan, exact::Over::outer_draws, 16);
  auto const few_law = solve(plan, exact::Over::whole_law, 16);
  double of_draws = 0;
  double of_law = 0;
  for (double p = 0.05; p < 1; p += 0.05) {
    double const x = all.quantile(p);
    of_draws = std::max(of_draws, std::abs(few_draws.cdf(x) - p));
    of_law = std::max(of_law, std::abs(few_law.cdf(x) - p));
  }
  CHECK(of_law < of_draws / 10);
}

TEST_CASE("guide: few draws of one row come near what many draws of it find", "[unit][exact]") {
  auto plan = test::realistic_book({.n_deals = 300, .n_rows = 1});
  plan.market_shift = 0.4;
  auto const many = solve(plan, exact::Over::outer_draws, 1U << 13U);
  double square_of_draws = 0;
  double square_of_law = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    auto const draws = solve(plan, exact::Over::outer_draws, 64, seed);
    auto const law = solve(plan, exact::Over::whole_law, 64, seed);
    for (double const p : {0.1, 0.3, 0.5, 0.7, 0.9}) {
      double const x = many.quantile(p);
      square_of_draws += (draws.cdf(x) - p) * (draws.cdf(x) - p);
      square_of_law += (law.cdf(x) - p) * (law.cdf(x) - p);
    }
  }
  CHECK(std::sqrt(square_of_law) < std::sqrt(square_of_draws) / 5);
}

TEST_CASE("guide: a scope that can be certain is left as its draws have it", "[unit][exact]") {
  test::SimpleBook book;
  book.deal(book.cell(1), 500);
  book.factors(0.1, 0.1);
  auto const law = solve(book.plan, exact::Over::whole_law, 16);
  CHECK(law.cdf(499) == 0);
  CHECK(law.cdf(500) == 1);
}

// A sample of the whole law errs by sqrt(p (1-p) / n) if its draws are independent.
TEST_CASE("guide: default outer draws err less than 10,000,000 independent trials",
          "[slow][exact]") {
  auto const plan = test::realistic_book();
  constexpr int n_seeds = 8;
  auto const reference = solve(plan, exact::Over::whole_law, 1U << 14U, 1000);
  for (double const p : {0.1, 0.5, 0.9}) {
    double const x = reference.quantile(p);
    double square = 0;
    double square_of_draws = 0;
    for (std::uint64_t seed = 1; seed <= n_seeds; ++seed) {
      auto const error = solve(plan, exact::Over::whole_law, 2048, seed).cdf(x) - p;
      auto const of_draws = solve(plan, exact::Over::outer_draws, 2048, seed).cdf(x) - p;
      square += error * error / n_seeds;
      square_of_draws += of_draws * of_draws / n_seeds;
    }
    double const standard_error = std::sqrt(p * (1 - p) / 1e7);
    CAPTURE(p, std::sqrt(square), std::sqrt(square_of_draws), standard_error);
    CHECK(std::sqrt(square) < standard_error);
    CHECK(std::sqrt(square_of_draws) > 3 * standard_error);
  }
}
