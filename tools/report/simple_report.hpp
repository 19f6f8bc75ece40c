// tools/report/simple_report.hpp – the forecast of one baseline, or of the pool.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/report/style.hpp"
#include "tools/service/past/simple_forecast.hpp"

namespace quarterdeck::report {

/// What it is, its range, its chance of the targets, its past calls or its weights.
/// @pre the forecast is complete
/// @verified tests/cli/backtest_test.cpp
[[nodiscard]] std::string simple_text(service::SimpleForecast const& forecast, Style const& style);

/// Schema `quarterdeck.forecast.v1` with `model`; what a baseline cannot know is absent.
/// @verified tests/cli/backtest_test.cpp
[[nodiscard]] std::string simple_json(service::SimpleForecast const& forecast);

}  // namespace quarterdeck::report
