// tools/service/past/ask_day.hpp – one past day: what would have been said, and what came.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <vector>

#include "engine/data/history.hpp"
#include "engine/plan/plan.hpp"
#include "engine/results/results.hpp"
#include "tools/service/past/backtest.hpp"
#include "tools/service/past/choose_days.hpp"
#include "tools/service/session/reading.hpp"

namespace quarterdeck::service {

/// Trials of one past forecast, unless the caller says otherwise.
inline constexpr std::int64_t default_backtest_trials = 20000;

/// How one past day is asked.
struct PastQuestion {
  PastDay day;
  std::uint64_t seed = 1;
  std::int64_t trials = default_backtest_trials;
};

/// What was said of a past day, before anybody looks at what came.
struct AskedDay {
  PastForecast forecast;  ///< all but actual, scores, outcomes and what groups brought
  results::Results results;
  std::vector<plan::Grouping> groupings;
  bool measure_counts = false;
  std::vector<double> sorted_totals;  ///< all draws, reporting units, ascending
};

/// The forecast of one past day by the functions that forecast today: cut, pipeline, fit, compile,
/// simulate, on one thread. Nothing of the records after the day reaches it, and no override does.
/// @verified tests/unit/service/backtest_test.cpp
[[nodiscard]] AskedDay ask_day(Reading const& reading, PastQuestion const& question);

/// Fills in what happened, as known in `now`, and the scores.
/// @param seed  of the randomised places of outcomes in forecasts with ties
/// @verified tests/unit/service/backtest_test.cpp
[[nodiscard]] PastForecast settle(AskedDay&& asked, data::History const& now, std::uint64_t seed);

}  // namespace quarterdeck::service
