// engine/data/closing_periods.hpp – closings whose date and event lie in different periods.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/core/calendar.hpp"
#include "engine/data/finding.hpp"
#include "engine/data/history.hpp"

namespace quarterdeck::data {

/// Won deals that closed, by their close date, in another period than that of the event which
/// closed them. One finding, `closing.other_period`, with the deals and the money of every pair of
/// periods among its subjects; at the top where one of the periods is that of the day after
/// `as_of`. cost: O(deals + events)
/// @verified tests/unit/data/closing_periods_test.cpp
[[nodiscard]] Findings closing_periods(History const& history, core::FiscalCalendar const& calendar,
                                       core::PeriodUnit unit);

/// How many deals won in the period up to `as_of` have no amount, so that what is booked lacks
/// them. Nothing where deals are counted. cost: O(deals)
/// @verified tests/unit/data/closing_periods_test.cpp
[[nodiscard]] std::int64_t booked_without_amount(History const& history,
                                                 core::Period const& period);

}  // namespace quarterdeck::data
