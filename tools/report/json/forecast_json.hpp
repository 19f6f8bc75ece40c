// tools/report/json/forecast_json.hpp – a forecast for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/service/forecast/forecast.hpp"

namespace quarterdeck::report {

/// The forecast as JSON, schema `quarterdeck.forecast.v1`, indented, ended by a line break. Money
/// is in units of the reporting currency; what was not computed is absent. Where the workspace
/// measures counts, `measure` says so and every amount is a number of deals. Deals come by their
/// share of the total's variance, largest first.
/// @pre    the forecast is complete
/// @throws core::NumericError when a number is not finite
/// @verified tests/unit/report/json/forecast_json_test.cpp, tests/cli/forecast_test.cpp
[[nodiscard]] std::string forecast_json(service::Forecast const& forecast);

}  // namespace quarterdeck::report
