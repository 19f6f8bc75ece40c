// tools/service/past/judge.hpp – past forecasts judged by what came before them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string>
#include <vector>

#include "tools/service/forecast/backing.hpp"
#include "tools/service/past/backtest.hpp"

namespace quarterdeck::service {

/// Baseline that skill is measured against before any baseline has a past of its own.
inline constexpr char const* reference_baseline = "rest-of-four";

/// What follows from a past forecast and from what came before its day, and from nothing later.
struct Judged {
  PastForecast const* at = nullptr;
  std::string best_baseline;  ///< of the past at the same weeks left; empty: none is present
  double best_baseline_crps = 0;
  std::vector<MemberWeight> weights;
  MethodForecast pool;       ///< weighted by the past
  MethodForecast corrected;  ///< the simulation, stretched by what past PITs teach
  double stretch = 1;
};

/// Judges every forecast by periods that had ended by its day.
/// @param past  by period, then day; must outlive the result
/// @verified tests/unit/service/track_record_test.cpp
[[nodiscard]] std::vector<Judged> judge(std::span<PastForecast const> past);

/// A member of the pool that is to be weighted, with the CRPS/s that its own spread claims.
struct MemberClaim {
  std::string name;
  double relative_claim = 0;
};

/// Weights for a forecast from periods that had ended by its day. A member's past is its mean
/// CRPS/s in each of them at the weeks left asked for and up to three weeks away, those nearer
/// counting more; beside it its own claim counts as much as two periods, so that a member that says
/// that it does not know weighs little from the first day on.
/// @verified tests/unit/service/track_record_test.cpp
[[nodiscard]] std::vector<MemberWeight> weights_for(std::span<PastForecast const> past,
                                                    core::Date as_of, int weeks_left,
                                                    std::vector<MemberClaim> const& members);

/// Of the baselines that speak of a period, those that join the simulation in the pool, in their
/// order. Where `seasonal` does it takes the place of those that take every month for the same,
/// `conversion` and `rest-of-four`.
[[nodiscard]] std::vector<std::string> pool_members(std::vector<std::string> speaking);

}  // namespace quarterdeck::service
