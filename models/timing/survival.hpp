// models/timing/survival.hpp – Kaplan–Meier and Aalen–Johansen estimators with delayed entry.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <vector>

namespace quarterdeck::models::timing {

/// One subject under observation from after `entry` to `exit`.
struct Spell {
  double entry = 0;  ///< not at risk before and at this time; 0 when seen from the start
  double exit = 0;   ///< > entry
  int cause = 0;     ///< 0 censored at `exit`, else 1 .. n_causes
};

/// State of the estimates just after one event time.
struct SurvivalStep {
  double time = 0;
  double at_risk = 0;             ///< subjects with entry < time <= exit
  double survival = 1;            ///< Kaplan–Meier: no event of any cause up to this time
  double variance = 0;            ///< of `survival`, Greenwood
  std::vector<double> incidence;  ///< [cause - 1] Aalen–Johansen: event of that cause up to here
};

/// Survival from any event and cumulative incidence of each cause, at every event time.
///
///   S(t) = Π_{t_j <= t} (1 - d_j / r_j)
///   F_k(t) = Σ_{t_j <= t} S(t_j-) d_kj / r_j
///   Var S(t) = S(t)^2 Σ d_j / (r_j (r_j - d_j))
///
/// Subjects censored at an event time are at risk at it. Never read 1 - S with the other causes
/// censored as a probability: it answers what would happen if they did not exist.
/// @pre n_causes >= 1, every entry < exit, 0 <= cause <= n_causes
/// @return ascending in time; empty without events
/// @source Kaplan & Meier (1958), JASA 53; Aalen & Johansen (1978), Scandinavian Journal of
/// Statistics 5
/// @verified tests/unit/models/survival_test.cpp, tests/reference/reference_test.cpp
[[nodiscard]] std::vector<SurvivalStep> aalen_johansen(std::span<Spell const> spells,
                                                       int n_causes = 1);

/// Probability of `cause` within `horizon` for a subject that is event-free at `age`:
///   (F_k(age + horizon) - F_k(age)) / S(age);  0 where nothing survives to `age`.
[[nodiscard]] double conditional_incidence(std::span<SurvivalStep const> steps, int cause,
                                           double age, double horizon);

}  // namespace quarterdeck::models::timing
