// tools/service/past/hold.hpp – an answer held against what past forecasts came to.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/provenance.hpp"
#include "models/baseline/baselines.hpp"
#include "tools/service/forecast/backing.hpp"
#include "tools/service/past/backtest.hpp"
#include "tools/service/session/fitted_book.hpp"

namespace quarterdeck::service {

struct Comparison;
struct Forecast;

/// Adds what the past says of a complete forecast: `backing`, or `unbacked` with the reason.
/// @param past  nullptr: there is none
/// @pre the forecast is one of the fitted book and, where there is a past, kept its draws
/// @verified tests/cli/backtest_test.cpp
void hold_against_past(Forecast& forecast, FittedBook const& fitted, Backtest const* past);

/// Adds what the past lets one expect of the accuracy of every scenario and of their combination:
/// `honesty`, or `unbacked` with the reason.
/// @verified tests/cli/compare_test.cpp
void hold_against_past(Comparison& comparison, FittedBook const& fitted, Backtest const* past);

/// What a backtest must fit to say anything of a forecast.
struct ForecastSubject {
  std::string company;
  std::string currency;
  bool measures_counts = false;
  core::Date as_of{};
  core::Period period;
  std::vector<core::InputHash> inputs;  ///< tables; a backtest reads no scenarios
};

/// @return why the backtest says nothing of the forecast; empty where it does
/// @verified tests/unit/service/hold_test.cpp
[[nodiscard]] std::string why_unbacked(Backtest const* past, ForecastSubject const& subject);

/// @pre why_unbacked is empty
/// @verified tests/cli/compare_test.cpp
[[nodiscard]] PastHonesty honesty_of(Backtest const& past, ForecastSubject const& subject);

/// @param baselines  of the forecast's own day and period
/// @pre why_unbacked is empty, the forecast is complete and kept its draws
/// @verified tests/unit/service/hold_test.cpp
[[nodiscard]] Backing backing_of(Backtest const& past, Forecast const& forecast,
                                 std::vector<models::baseline::Baseline> const& baselines);

}  // namespace quarterdeck::service
