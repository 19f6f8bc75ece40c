// tests/unit/plan/outer_test.cpp – the outer draws both engines share.
// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/outer.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <limits>
#include <set>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/unit/exact/books.hpp"

using namespace quarterdeck;

namespace {

double cdf(double x) { return boost::math::cdf(boost::math::normal(), x); }

std::uint32_t digits(double factor) {
  return static_cast<std::uint32_t>(std::floor(cdf(factor) * 0x1p32));
}

}  // namespace

TEST_CASE("outer: points are Boost's Sobol points, shifted by one word a dimension",
          "[unit][plan]") {
  auto const plan = test::realistic_book();
  plan::OuterSequence const sequence(plan, 7);
  boost::random::sobol sobol(5);
  auto const origin = sequence(0);
  for (std::uint64_t k = 1; k < 300; ++k) {
    auto const point = sequence(k);
    for (std::size_t d = 0; d < 5; ++d) {
      double const at = d == 0 ? point.company : point.segment[d - 1];
      double const zero = d == 0 ? origin.company : origin.segment[d - 1];
      // The top 24 bits survive the way through the quantile and back.
      CHECK((digits(at) ^ digits(zero)) >> 8U == static_cast<std::uint32_t>(sobol() >> 32U) >> 8U);
    }
  }
}

TEST_CASE("outer: each of 1,024 equal slices of a factor holds one of 1,024 points",
          "[unit][plan]") {
  auto const plan = test::realistic_book();
  plan::OuterSequence const sequence(plan, 3);
  std::vector<std::set<int>> slices(5);
  for (std::uint64_t k = 0; k < 1024; ++k) {
    auto const point = sequence(k);
    slices[0].insert(static_cast<int>(cdf(point.company) * 1024));
    for (std::size_t d = 1; d < 5; ++d) {
      slices[d].insert(static_cast<int>(cdf(point.segment[d - 1]) * 1024));
    }
  }
  for (auto const& of_dimension : slices) CHECK(of_dimension.size() == 1024);
}

TEST_CASE("outer: rows follow each other, seeds differ, the market shift moves the company",
          "[unit][plan]") {
  auto plan = test::realistic_book({.n_rows = 5});
  plan::OuterSequence const first(plan, 1);
  plan::OuterSequence const second(plan, 2);
  plan.market_shift = -1;
  plan::OuterSequence const shifted(plan, 1);
  CHECK(first(12).row == 2);
  CHECK(first(12).company != second(12).company);
  CHECK(shifted(12).company == Approx(first(12).company - 1));
  CHECK(shifted(12).segment == first(12).segment);
}

TEST_CASE("outer: probabilities keep their mean over the factors", "[unit][plan]") {
  test::SimpleBook book;
  book.cell(0.3);
  book.arrivals(4, 2, {100});
  book.factors(0.2, 0.1);
  book.plan.draws.arrival_log_sd[0] = 0.4;
  plan::OuterSequence const sequence(book.plan, 1);
  plan::OuterState state;
  double p = 0;
  double arrivals = 0;
  constexpr std::uint64_t n = 1U << 14U;
  for (std::uint64_t k = 0; k < n; ++k) {
    plan::fill(state, book.plan, sequence(k));
    p += state.win_probability[0] / static_cast<double>(n);
    arrivals += state.arrival_mean[0] / static_cast<double>(n);
  }
  // Sobol points of two dimensions: the error falls nearly like 1 / n.
  CHECK(p == Approx(0.3).epsilon(2e-3));
  CHECK(arrivals == Approx(4.0).epsilon(2e-3));
  CHECK(p != Approx(0.3 * 1.01).epsilon(2e-3));
}

TEST_CASE("outer: infinite levels give exactly 0 and 1", "[unit][plan]") {
  test::SimpleBook book;
  book.cell(0);
  book.cell(1);
  book.factors(0.3, 0.2);
  plan::OuterSequence const sequence(book.plan, 1);
  plan::OuterState state;
  for (std::uint64_t k = 0; k < 100; ++k) {
    plan::fill(state, book.plan, sequence(k));
    CHECK(state.win_probability[0] == 0);
    CHECK(state.win_probability[1] == 1);
  }
}
