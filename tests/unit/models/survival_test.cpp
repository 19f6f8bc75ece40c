// tests/unit/models/survival_test.cpp – Kaplan–Meier and Aalen–Johansen against published values.
// SPDX-License-Identifier: Apache-2.0
#include "models/timing/survival.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace quarterdeck::models::timing;

namespace {

/// Weeks of remission under 6-mercaptopurine; cause 0 is censored.
/// @source Freireich et al. (1963), Blood 21
std::vector<Spell> remissions() {
  std::vector<Spell> spells;
  for (double const t : {6., 6., 6., 7., 10., 13., 16., 22., 23.}) spells.push_back({0, t, 1});
  for (double const t : {6., 9., 10., 11., 17., 19., 20., 25., 32., 32., 34., 35.}) {
    spells.push_back({0, t, 0});
  }
  return spells;
}

}  // namespace

TEST_CASE("survival: the remission data give the published Kaplan-Meier curve", "[unit]") {
  auto const steps = aalen_johansen(remissions());
  REQUIRE(steps.size() == 7);
  std::vector<double> const time{6, 7, 10, 13, 16, 22, 23};
  std::vector<double> const at_risk{21, 17, 15, 12, 11, 7, 6};
  std::vector<double> const survival{0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448};
  std::vector<double> const error{0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    CHECK(steps[i].time == time[i]);
    CHECK(steps[i].at_risk == at_risk[i]);
    CHECK(steps[i].survival == Approx(survival[i]).margin(0.0005));
    CHECK(std::sqrt(steps[i].variance) == Approx(error[i]).margin(0.00006));
    CHECK(steps[i].incidence[0] == Approx(1 - steps[i].survival).epsilon(1e-12));
  }
  double const exact = 18. / 21 * 16 / 17 * 14 / 15 * 11 / 12 * 10 / 11 * 6 / 7 * 5 / 6;
  CHECK(steps.back().survival == Approx(exact).epsilon(1e-14));
}

TEST_CASE("survival: competing causes share what Kaplan-Meier loses", "[unit]") {
  // By hand: 1 win of 5 at week 1; week 2 one loss of 4; one censored; week 4 one win of 2.
  std::vector<Spell> const spells{{0, 1, 1}, {0, 2, 2}, {0, 3, 0}, {0, 4, 1}, {0, 5, 0}};
  auto const steps = aalen_johansen(spells, 2);
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].incidence[0] == Approx(0.2).epsilon(1e-14));
  CHECK(steps[1].incidence[1] == Approx(0.8 / 4).epsilon(1e-14));
  CHECK(steps[2].survival == Approx(0.3).epsilon(1e-14));
  CHECK(steps[2].incidence[0] == Approx(0.2 + 0.6 / 2).epsilon(1e-14));
  for (SurvivalStep const& step : steps) {
    CHECK(step.survival + step.incidence[0] + step.incidence[1] == Approx(1).epsilon(1e-14));
  }
  // Given that a deal is open after week 2: (0.5 - 0.2) / 0.6.
  CHECK(conditional_incidence(steps, 1, 2, 2) == Approx(0.5).epsilon(1e-14));
  CHECK(conditional_incidence(steps, 1, 0, 10) == Approx(0.5).epsilon(1e-14));
  // Losses taken as censored would promise more: 1 - 0.8 * 0.5.
  std::vector<Spell> wrong = spells;
  wrong[1].cause = 0;
  CHECK(1 - aalen_johansen(wrong).back().survival == Approx(0.6).epsilon(1e-14));
}

TEST_CASE("survival: a subject seen late is at risk only from then on", "[unit]") {
  std::vector<Spell> const spells{{0, 2, 1}, {0, 4, 1}, {3, 5, 1}, {2, 6, 0}};
  auto const steps = aalen_johansen(spells);
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].at_risk == 2);  // entering at 2 is not at risk at 2
  CHECK(steps[0].survival == 0.5);
  CHECK(steps[1].at_risk == 3);
  CHECK(steps[1].survival == Approx(0.5 * 2 / 3).epsilon(1e-14));
  CHECK(steps[2].at_risk == 2);
  CHECK(steps[2].survival == Approx(0.5 * 2 / 3 / 2).epsilon(1e-14));
}

TEST_CASE("survival: without events there are no steps, and nothing happens", "[unit]") {
  std::vector<Spell> const spells{{0, 2, 0}, {0, 4, 0}};
  auto const steps = aalen_johansen(spells);
  CHECK(steps.empty());
  CHECK(conditional_incidence(steps, 1, 0, 10) == 0);
}
