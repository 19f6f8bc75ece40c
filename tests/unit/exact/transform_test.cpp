// tests/unit/exact/transform_test.cpp – tabulated transforms against their sums.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/transform.hpp"

#include <cmath>
#include <complex>

#include "tests/support/catch.hpp"

using namespace quarterdeck::exact;

namespace {

Transform uneven_law() {
  std::vector<Atom> atoms;
  for (int j = 0; j < 256; ++j) atoms.push_back({j < 150 ? 1.0 : 0.01 * j, 1.0 / 256});
  return Transform(atoms);
}

}  // namespace

TEST_CASE("transform: equal values are joined and moments kept", "[unit][exact]") {
  auto const law = uneven_law();
  CHECK(law.atoms().size() == 107);
  CHECK(law.mean() == Approx((150 + 0.01 * (255 * 256 / 2 - 149 * 150 / 2)) / 256));
}

TEST_CASE("transform: the table meets the sum over atoms", "[unit][exact]") {
  auto law = uneven_law();
  law.tabulate(50);
  for (double s = -60; s < 60; s += 0.37) {
    Complex sum = -1;
    for (auto const& atom : law.atoms()) sum += std::polar(atom.weight, s * atom.value);
    CHECK(std::abs(law.less_one(s) - sum) < 1e-11);
  }
}

TEST_CASE("transform: chords of the moment function lie above it, and near", "[unit][exact]") {
  auto const law = uneven_law();
  for (double const end : {-30.0, 30.0}) {
    MomentChord const chord(law, end);
    for (double s = end; std::abs(s) > 1e-5; s *= 0.83) {
      double const exact = law.moment_less_one(s);
      CHECK(chord(s) >= exact - 1e-12 * std::abs(exact));
      // Far out only its order counts: the argument there is never the best one.
      if (exact < 10) CHECK(chord(s) - exact <= 0.06 * std::abs(exact) + 1e-9);
    }
  }
}
