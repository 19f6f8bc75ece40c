// tests/unit/exact/exact_test.cpp – the exact engine against convolution and closed forms.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/exact.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/plan/outer.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/exact/books.hpp"
#include "tests/unit/exact/brute_force.hpp"

using namespace quarterdeck;
using exact::Method;

namespace {

constexpr core::Minor thousand = 1000'00;

exact::Distribution solve(plan::Plan const& plan, std::uint64_t n_outer = 1,
                          Method method = Method::automatic) {
  plan::validate(plan);
  return exact::distribution(plan, {}, {.n_outer = n_outer, .method = method});
}

}  // namespace

TEST_CASE("exact: equal deals are binomial, atoms and all", "[unit][exact]") {
  test::SimpleBook book;
  book.plan.booked = 123;
  book.deals(25, book.cell(0.37), 7 * thousand);
  auto const result = solve(book.plan);
  boost::math::binomial const law(25, 0.37);
  for (int k = 0; k <= 25; ++k) {
    double const x = 123 + 7.0 * thousand * k;
    CHECK(result.cdf(x) == Approx(boost::math::cdf(law, k)).margin(1e-9));
    CHECK(result.cdf(x + 6.9 * thousand) == result.cdf(x));
    CHECK(1 - result.p_at_least(x) ==
          Approx(k == 0 ? 0.0 : boost::math::cdf(law, k - 1)).margin(1e-9));
  }
  CHECK(result.quantile(0.5) == 123 + 7.0 * thousand * 9);
  CHECK(result.mean() == Approx(123 + 25 * 0.37 * 7 * thousand));
  CHECK(result.variance() == Approx(25 * 0.37 * 0.63 * 49e10));
  CHECK(result.method() == Method::lattice);
  CHECK(result.resolution() == 0);
}

TEST_CASE("exact: deals of all sizes and chances meet the convolution", "[unit][exact]") {
  test::SimpleBook book;
  test::Masses masses{1.0};
  for (int i = 0; i < 60; ++i) {
    double const p = 0.02 + 0.95 * ((i * 37) % 60) / 60.0;
    auto const units = static_cast<std::size_t>(1 + (i * i) % 83);
    book.deal(book.cell(p), static_cast<core::Minor>(units) * thousand);
    test::add_deal(masses, p, units);
  }
  auto const result = solve(book.plan);
  CHECK(result.error_bound() < 5e-5);
  CHECK(test::largest_difference(result, masses, 0, thousand) <= result.error_bound());
  book.plan.draws.level(0, 30) += 0.03;
  CHECK(test::largest_difference(solve(book.plan), masses, 0, thousand) > 1e-4);
}

TEST_CASE("exact: a shared factor averages the convolutions of its draws", "[unit][exact]") {
  test::SimpleBook book;
  auto const first = book.cell(0.3);
  auto const second = book.cell(0.6, 1);
  book.factors(0.15, 0.1);
  for (int i = 0; i < 40; ++i) book.deal(i % 2 == 0 ? first : second, (1 + i % 11) * thousand);
  constexpr std::uint64_t n_outer = 300;
  test::Masses mean;
  plan::OuterSequence const sequence(book.plan, 1);
  plan::OuterState state;
  for (std::uint64_t k = 0; k < n_outer; ++k) {
    plan::fill(state, book.plan, sequence(k));
    test::Masses masses{1.0};
    for (int i = 0; i < 40; ++i) {
      test::add_deal(masses, state.win_probability[i % 2 == 0 ? first : second],
                     static_cast<std::size_t>(1 + i % 11));
    }
    mean.resize(masses.size());
    for (std::size_t j = 0; j < masses.size(); ++j) mean[j] += masses[j] / n_outer;
  }
  auto const result = solve(book.plan, n_outer);
  CHECK(test::largest_difference(result, mean, 0, thousand) <= result.error_bound());
}

TEST_CASE("exact: one factor meets dense quadrature over it", "[unit][exact]") {
  test::SimpleBook book;
  book.deals(50, book.cell(0.25), thousand);
  book.factors(0.2, 0);
  test::Masses mean(51, 0.0);
  double const level = boost::math::quantile(boost::math::normal(), 0.25);
  for (double z = -8; z <= 8; z += 0.02) {
    double const p =
        boost::math::cdf(boost::math::normal(), (level + std::sqrt(0.2) * z) / std::sqrt(0.8));
    double const weight = 0.02 * std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
    for (int k = 0; k <= 50; ++k) {
      mean[static_cast<std::size_t>(k)] +=
          weight * boost::math::pdf(boost::math::binomial(50, p), k);
    }
  }
  constexpr std::uint64_t n_outer = 1U << 14U;
  auto const result = solve(book.plan, n_outer);
  // P(X <= x) falls in z, and every one of n equal slices of z holds one point: the sum is within
  // 1/n of the integral.
  CHECK(test::largest_difference(result, mean, 0, thousand) <=
        result.error_bound() + 1.0 / n_outer);
}

TEST_CASE("exact: arrivals are a compound negative binomial", "[unit][exact]") {
  for (double const size : {0.8, 6.0, 1e7}) {
    test::SimpleBook book;
    book.deals(5, book.cell(0.4), 6 * thousand);
    book.arrivals(7, size, {2 * thousand, 3 * thousand, 11 * thousand});
    test::Masses deals{1.0};
    for (int i = 0; i < 5; ++i) test::add_deal(deals, 0.4, 6);
    auto const masses = test::convolve(test::compound(7, size, {2, 3, 11}, 1500), deals, 1500);
    auto result = solve(book.plan);
    CHECK(test::largest_difference(result, masses, 0, thousand) <= result.error_bound());
    if (size > 1e6) {
      book.plan.arrivals[0].size = std::numeric_limits<double>::infinity();
      result = solve(book.plan);
      CHECK(test::largest_difference(result, masses, 0, thousand) < 5e-5);
    }
  }
}

TEST_CASE("exact: a group's total has its own deals, entries and bookings", "[unit][exact]") {
  test::SimpleBook book;
  auto const cell = book.cell(0.4);
  for (int i = 0; i < 12; ++i) book.deal(cell, (1 + i) * thousand, i % 2 == 0 ? 0 : 1);
  book.arrivals(3, 2, {thousand, 4 * thousand});
  book.plan.arrivals[0].entries[1].group = {1};
  book.plan.booked = 5 * thousand;
  book.plan.groupings[0].booked = {2 * thousand, 3 * thousand};
  test::Masses first{1.0};
  for (std::size_t i = 0; i < 12; i += 2) test::add_deal(first, 0.4, 1 + i);
  // Half of the arrivals count for the group: thinning keeps the size.
  auto const masses = test::convolve(first, test::compound(1.5, 2, {1}, 300), 300);
  auto const result = exact::distribution(book.plan, {0, 0}, {.n_outer = 1});
  CHECK(test::largest_difference(result, masses, 2 * thousand, thousand) <= result.error_bound());
}

TEST_CASE("exact: certain outcomes and empty books stand still", "[unit][exact]") {
  test::SimpleBook book;
  book.plan.booked = 77;
  auto const empty = solve(book.plan);
  CHECK(empty.cdf(76) == 0);
  CHECK(empty.cdf(77) == 1);
  CHECK(empty.p_at_least(77) == 1);
  CHECK(empty.quantile(0.1) == 77);
  book.deal(book.cell(1), 500).deal(book.cell(0), 900);
  auto const certain = solve(book.plan);
  CHECK(certain.cdf(576) == 0);
  CHECK(certain.cdf(577) == 1);
  CHECK(certain.variance() == 0);
  book.deal(book.cell(0.25), 1000);
  auto const coin = solve(book.plan);
  CHECK(coin.cdf(577) == Approx(0.75).margin(1e-9));
  CHECK(coin.p_at_least(1577) == Approx(0.25).margin(1e-9));
  CHECK(coin.quantile(0.9) == 1577);
}

TEST_CASE("exact: a single deal of random amount keeps its law to the stated resolution",
          "[unit][exact]") {
  test::SimpleBook book;
  book.deal(book.cell(0.5), thousand);
  auto& table = book.plan.ratio[0];
  for (std::size_t j = 0; j < table.size(); ++j) {
    double const u = (static_cast<double>(j) + 0.5) / 256;
    table[j] = std::exp(0.5 * boost::math::quantile(boost::math::normal(), u));
  }
  auto const result = solve(book.plan);
  double const d = result.resolution();
  double const e = result.error_bound();
  CHECK(result.method() == Method::lattice);
  CHECK(d < 0.01 * 4 * thousand);
  for (std::size_t j = 0; j < table.size(); j += 5) {
    double const x = table[j] * thousand;
    double const at = 0.5 + 0.5 * static_cast<double>(j + 1) / 256;
    CHECK(result.cdf(x + d) >= at - e);
    CHECK(result.cdf(x - d) <= at - 0.5 / 256 + e);
  }
}

TEST_CASE("exact: cosine series and lattice agree on a whale among many small deals",
          "[unit][exact]") {
  test::SimpleBook book;
  auto const small = book.cell(0.3);
  for (int i = 0; i < 400; ++i) book.deal(small, (20 + i % 37) * thousand / 10);
  book.deal(book.cell(0.4), 900 * thousand);
  auto const lattice = solve(book.plan, 1, Method::lattice);
  for (auto& amount : book.plan.deals.amount) amount += (amount % 977) % 13;
  auto const result = solve(book.plan);
  CHECK(result.error_bound() <= 5e-5);
  CHECK(result.resolution() == 0);
  for (double const p : {0.1, 0.5, 0.65, 0.9}) {
    CHECK(result.quantile(p) == Approx(lattice.quantile(p)).epsilon(2e-3));
  }
  // Between the two humps nothing can be.
  CHECK(result.cdf(750.0 * thousand) == Approx(0.6).margin(5e-5));
}

TEST_CASE("exact: raising a level lowers the CDF everywhere", "[unit][exact]") {
  auto plan = test::realistic_book({.n_deals = 200, .n_rows = 64});
  exact::ExactOptions const options{.n_outer = 64};
  auto const before = exact::distribution(plan, {}, options);
  plan.draws.level.col(3).array() += 0.4;
  auto const after = exact::distribution(plan, {}, options);
  double largest = 0;
  for (double p = 0.01; p < 1; p += 0.01) {
    double const x = before.quantile(p);
    CHECK(after.cdf(x) <= before.cdf(x) + before.error_bound() + after.error_bound());
    largest = std::max(largest, before.cdf(x) - after.cdf(x));
  }
  CHECK(largest > 1e-3);
}

TEST_CASE("exact: quantiles invert the CDF and both rise", "[unit][exact]") {
  auto const plan = test::realistic_book({.n_deals = 300, .n_rows = 64});
  auto const result = exact::distribution(plan, {}, {.n_outer = 64});
  double last = 0;
  for (double p = 0.001; p < 1; p += 0.001) {
    double const x = result.quantile(p);
    CHECK(x >= last);
    CHECK(result.cdf(x) == Approx(p).margin(1e-9));
    CHECK(result.p_at_least(x) == Approx(1 - p).margin(1e-9));
    last = x;
  }
  CHECK(result.cdf(-1e18) == 0);
  CHECK(result.cdf(1e18) == 1);
}
