// tests/unit/service/bracket_test.cpp – roots of rising functions.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/levers/bracket.hpp"

#include <cmath>
#include <functional>

#include "tests/support/catch.hpp"

using quarterdeck::service::Bracket;

namespace {

Bracket searched(std::function<double(double)> const& f, double limit) {
  Bracket bracket(f(0), 0.2, limit);
  while (auto const x = bracket.next()) bracket.tell(f(*x), 1e-10);
  return bracket;
}

}  // namespace

TEST_CASE("bracket: finds where rising functions are zero", "[unit][service]") {
  for (double const root : {0.01, 0.5, 3.0, 17.0}) {
    auto const line = searched([root](double x) { return x - root; }, 20);
    REQUIRE(line.solution());
    CHECK(*line.solution() == Approx(root).margin(1e-7));
    CHECK(line.slope() == Approx(1));
    auto const bent = searched([root](double x) { return std::cbrt(x - root); }, 20);
    REQUIRE(bent.solution());
    CHECK(*bent.solution() == Approx(root).epsilon(1e-6));
  }
}

TEST_CASE("bracket: says that a limit is not enough", "[unit][service]") {
  auto const bracket = searched([](double x) { return x - 5; }, 4);
  CHECK_FALSE(bracket.solution());
  int n = 0;
  auto const flat = searched([&n](double) { return ++n, -1.0; }, 4);
  CHECK_FALSE(flat.solution());
  CHECK(n < 10);
}
