// tools/report/page/simple_forecast_page.hpp – the page of one baseline, or of the pool.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tools/report/page/page.hpp"
#include "tools/service/past/simple_forecast.hpp"

namespace quarterdeck::report {

/// What it is, its range, its chance of the targets, its past calls or its weights.
/// @pre the forecast is complete
/// @verified tests/unit/report/page/pages_test.cpp, tests/cli/backtest_test.cpp
[[nodiscard]] Page simple_forecast_page(service::SimpleForecast const& forecast);

}  // namespace quarterdeck::report
