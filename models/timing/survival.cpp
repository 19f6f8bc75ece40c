// models/timing/survival.cpp – see survival.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/timing/survival.hpp"

#include <algorithm>

#include "engine/core/error.hpp"

namespace quarterdeck::models::timing {
namespace {

/// The last step at or before a time; nullptr before the first.
SurvivalStep const* step_at(std::span<SurvivalStep const> steps, double time) {
  auto const after =
      std::upper_bound(steps.begin(), steps.end(), time,
                       [](double t, SurvivalStep const& step) { return t < step.time; });
  return after == steps.begin() ? nullptr : &*(after - 1);
}

double incidence_at(std::span<SurvivalStep const> steps, int cause, double time) {
  SurvivalStep const* step = step_at(steps, time);
  return step == nullptr ? 0 : step->incidence[static_cast<std::size_t>(cause - 1)];
}

}  // namespace

std::vector<SurvivalStep> aalen_johansen(std::span<Spell const> spells, int n_causes) {
  QUARTERDECK_EXPECT(n_causes >= 1);
  std::vector<Spell> by_exit(spells.begin(), spells.end());
  std::sort(by_exit.begin(), by_exit.end(),
            [](Spell const& a, Spell const& b) { return a.exit < b.exit; });
  std::vector<double> entries;
  for (Spell const& spell : spells) {
    QUARTERDECK_EXPECT(spell.entry < spell.exit && spell.cause >= 0 && spell.cause <= n_causes);
    entries.push_back(spell.entry);
  }
  std::sort(entries.begin(), entries.end());

  std::vector<SurvivalStep> steps;
  SurvivalStep now;
  now.incidence.assign(static_cast<std::size_t>(n_causes), 0.0);
  double greenwood = 0;
  for (std::size_t i = 0; i < by_exit.size();) {
    double const time = by_exit[i].exit;
    auto const entered = std::lower_bound(entries.begin(), entries.end(), time) - entries.begin();
    now.time = time;
    now.at_risk = static_cast<double>(entered) - static_cast<double>(i);
    double const before = now.survival;
    double events = 0;
    for (; i < by_exit.size() && by_exit[i].exit == time; ++i) {
      if (by_exit[i].cause == 0) continue;
      events += 1;
      now.incidence[static_cast<std::size_t>(by_exit[i].cause - 1)] += before / now.at_risk;
    }
    if (events == 0) continue;
    now.survival = before * (1 - events / now.at_risk);
    if (events < now.at_risk) greenwood += events / (now.at_risk * (now.at_risk - events));
    now.variance = now.survival * now.survival * greenwood;
    steps.push_back(now);
  }
  return steps;
}

double conditional_incidence(std::span<SurvivalStep const> steps, int cause, double age,
                             double horizon) {
  SurvivalStep const* start = step_at(steps, age);
  double const survival = start == nullptr ? 1 : start->survival;
  if (survival <= 0) return 0;
  return (incidence_at(steps, cause, age + horizon) - incidence_at(steps, cause, age)) / survival;
}

}  // namespace quarterdeck::models::timing
