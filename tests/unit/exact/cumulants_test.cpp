// tests/unit/exact/cumulants_test.cpp – cumulants of a book given the outer draw, by enumeration.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/cumulants.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <tuple>

#include "tests/support/catch.hpp"
#include "tests/unit/exact/books.hpp"

using namespace quarterdeck;

namespace {

/// Raw moments 1 to 4.
using Raw = std::array<double, 4>;

exact::Cumulants to_cumulants(Raw const& m) {
  double const variance = m[1] - m[0] * m[0];
  double const third = m[2] - 3 * m[1] * m[0] + 2 * m[0] * m[0] * m[0];
  double const fourth =
      m[3] - 4 * m[2] * m[0] - 3 * m[1] * m[1] + 12 * m[1] * m[0] * m[0] - 6 * std::pow(m[0], 4);
  return {m[0], variance, third, fourth};
}

Raw to_raw(exact::Cumulants const& k) {
  double const m = k.mean;
  return {m, k.variance + m * m, k.third + 3 * k.variance * m + m * m * m,
          k.fourth + 4 * k.third * m + 3 * k.variance * k.variance + 6 * k.variance * m * m +
              std::pow(m, 4)};
}

/// Of a negative binomial number of wins that each bring 1 or 3 with equal chances.
exact::Cumulants enumerate_wins(double mean, double size) {
  exact::Cumulants const one = to_cumulants({2, 5, 14, 41});
  Raw sum{};
  for (int n = 0; n < 400; ++n) {
    double const log_p = std::lgamma(n + size) - std::lgamma(size) - std::lgamma(n + 1.0) +
                         size * std::log(size / (size + mean)) + n * std::log(mean / (size + mean));
    Raw const raw = to_raw({n * one.mean, n * one.variance, n * one.third, n * one.fourth});
    for (std::size_t k = 0; k < 4; ++k) sum[k] += std::exp(log_p) * raw[k];
  }
  return to_cumulants(sum);
}

exact::Cumulants cumulants_of(plan::Plan const& plan, plan::OuterPoint const& point) {
  auto book = exact::make_summands(plan, {});
  exact::NormalTable const table;
  return exact::ConditionalCumulants(plan, book, table)(point);
}

void check_equal(exact::Cumulants const& a, exact::Cumulants const& b) {
  CHECK(a.mean == Approx(b.mean).epsilon(1e-5));
  CHECK(a.variance == Approx(b.variance).epsilon(1e-5));
  CHECK(a.third == Approx(b.third).epsilon(1e-5).margin(1e-5));
  CHECK(a.fourth == Approx(b.fourth).epsilon(1e-5).margin(1e-5));
}

plan::OuterPoint point_of(double company, double segment) {
  plan::OuterPoint point;
  point.row = 0;
  point.company = company;
  point.segment = {segment};
  return point;
}

}  // namespace

TEST_CASE("cumulants: deals of two chances, moved by both factors", "[unit][exact]") {
  test::SimpleBook book;
  book.deals(3, book.cell(0.3), 2).deals(2, book.cell(0.7), 5).factors(0.1, 0.05);
  double const moved = std::sqrt(0.1) * 0.8 - std::sqrt(0.05) * 0.4;
  exact::Cumulants expected;
  for (auto const& [n, p, amount] : {std::tuple(3, 0.3, 2.0), std::tuple(2, 0.7, 5.0)}) {
    double const level = book.plan.draws.level(0, p < 0.5 ? 0 : 1);
    double const chance = 0.5 * std::erfc(-(level + moved) / std::sqrt(0.85) / std::sqrt(2.0));
    auto const one = to_cumulants({chance * amount, chance * amount * amount,
                                   chance * std::pow(amount, 3), chance * std::pow(amount, 4)});
    expected.mean += n * one.mean;
    expected.variance += n * one.variance;
    expected.third += n * one.third;
    expected.fourth += n * one.fourth;
  }
  check_equal(cumulants_of(book.plan, point_of(0.8, -0.4)), expected);
}

TEST_CASE("cumulants: a random number of wins of random amounts", "[unit][exact]") {
  test::SimpleBook book;
  book.arrivals(4, 2.5, {1, 3});
  check_equal(cumulants_of(book.plan, point_of(0, 0)), enumerate_wins(4, 2.5));
  // Another size of the negative binomial is seen.
  CHECK_FALSE(cumulants_of(book.plan, point_of(0, 0)).variance ==
              Approx(enumerate_wins(4, 5).variance).epsilon(0.01));
}

TEST_CASE("cumulants: the table of the normal distribution is right to 1e-6", "[unit][exact]") {
  exact::NormalTable const table;
  for (double x = -7.99; x < 8; x += 0.0137) {
    auto const [cdf, density] = table(x);
    CHECK(std::abs(cdf - 0.5 * std::erfc(-x / std::sqrt(2.0))) < 1e-6);
    CHECK(std::abs(density - std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi)) < 1e-6);
  }
  CHECK(table(-9).cdf == 0);
  CHECK(table(9).cdf == 1);
}
