// tools/report/json/simple_forecast_json.hpp – the forecast of one baseline, or of the pool.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/service/past/simple_forecast.hpp"

namespace quarterdeck::report {

/// Schema `quarterdeck.forecast.v1` with `model`; what a baseline cannot know is absent.
/// @verified tests/cli/backtest_test.cpp
[[nodiscard]] std::string simple_forecast_json(service::SimpleForecast const& forecast);

}  // namespace quarterdeck::report
