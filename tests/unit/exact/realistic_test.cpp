// tests/unit/exact/realistic_test.cpp – realistic books: accuracy of quantiles and chances.
// SPDX-License-Identifier: Apache-2.0
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "engine/exact/exact.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/exact/books.hpp"

using namespace quarterdeck;

TEST_CASE("exact: a coarse tolerance stays within the bounds of a fine one", "[unit][exact]") {
  for (double const amount_log_sd : {0.5, 1.0, 1.6}) {
    auto const plan = test::realistic_book(
        {.n_deals = 400, .n_rows = 128, .amount_log_sd = amount_log_sd, .scale_log_sd = 0.1});
    auto const coarse = exact::distribution(plan, {}, {.n_outer = 128});
    auto const fine = exact::distribution(
        plan, {}, {.n_outer = 128, .method = exact::Method::fourier_cosine, .tolerance = 1e-9});
    CAPTURE(amount_log_sd, coarse.error_bound(), fine.error_bound());
    CHECK(fine.error_bound() < 1e-6);
    for (double p = 0.001; p < 1; p += 0.007) {
      double const x = fine.quantile(p);
      CHECK(std::abs(coarse.cdf(x) - fine.cdf(x)) <= coarse.error_bound() + fine.error_bound());
    }
  }
}

TEST_CASE("exact: the same bits at any number of threads", "[unit][exact]") {
  auto const plan = test::realistic_book({.n_deals = 300, .n_rows = 64});
  auto const one = exact::distribution(plan, {}, {.n_outer = 200});
  auto const two = exact::distribution(plan, {}, {.n_outer = 200, .n_threads = 2});
  for (double p = 0.05; p < 1; p += 0.05) CHECK(one.quantile(p) == two.quantile(p));
}

TEST_CASE("exact: default outer draws err less than 100,000 simulated trials", "[slow][exact]") {
  auto const plan = test::realistic_book();
  auto const reference = exact::distribution(plan, {}, {.n_outer = 1U << 15U, .n_threads = 2});
  auto const result = exact::distribution(plan, {}, {});
  constexpr double trials = 1e5;
  for (double const p : {0.1, 0.5, 0.9}) {
    double const standard_error = std::sqrt(p * (1 - p) / trials);
    double const error = result.cdf(reference.quantile(p)) - p;
    CAPTURE(p, error, standard_error);
    CHECK(std::abs(error) < standard_error);
  }
}
