// tools/service/past/choose_days.hpp – which past days a backtest asks.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/diagnostic.hpp"
#include "tools/service/past/questions.hpp"
#include "tools/service/session/reading.hpp"

namespace quarterdeck::service {

/// Completed periods, seen at the same days left, that must lie before a past day for it to be
/// asked: with fewer, no baseline knows its errors.
inline constexpr std::size_t least_periods_before = 2;

/// A day to ask, and the period that it is asked about.
struct PastDay {
  core::Date as_of{};
  core::Period period;
  int weeks_left = 0;
};

/// The days of a question: for every period from..to the days that lie whole weeks before its end,
/// where at least `least_periods_before` completed periods are on record at the same days left.
/// @return the days by period then date; what is wrong with the names of the periods, QD-321 for a
///         free range, QD-322 for a period that has not ended, QD-323 for two that do not span
///         anything, QD-324 where no day has enough history before it
/// @verified tests/unit/service/backtest_test.cpp
[[nodiscard]] core::Checked<std::vector<PastDay>> choose_days(Reading const& reading,
                                                              BacktestQuestion const& question);

/// Week of its period that begins after the day; 1 is the first, 0 lies before it.
[[nodiscard]] int week_of(PastDay const& day);

}  // namespace quarterdeck::service
