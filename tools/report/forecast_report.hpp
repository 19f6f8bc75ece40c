// tools/report/forecast_report.hpp – a forecast as text for people and as JSON for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ostream>
#include <string>

#include "tools/report/style.hpp"
#include "tools/service/forecast/forecast.hpp"

namespace quarterdeck::report {

/// The forecast as JSON, schema `quarterdeck.forecast.v1`, indented, ended by a line break. Money
/// is in units of the reporting currency; what was not computed is absent. Where the workspace
/// measures counts, `measure` says so and every amount is a number of deals. Deals come by their
/// share of the total's variance, largest first.
/// @pre    the forecast is complete
/// @throws core::NumericError when a number is not finite
/// @verified tests/unit/report/forecast_json_test.cpp, tests/cli/forecast_test.cpp
[[nodiscard]] std::string forecast_json(service::Forecast const& forecast);

/// The forecast as a page for a terminal: the headline, where the total comes from, its
/// distribution, its weeks, targets, uncertainty, groups, the deals that matter most, the check by
/// the exact engine, the quality of the data and the provenance. No line is wider than the style.
/// @pre  the forecast is complete
/// @verified tests/unit/report/forecast_text_test.cpp
[[nodiscard]] std::string forecast_text(service::Forecast const& forecast, Style const& style);

/// One row a trial as CSV: `trial,booked,open,new,total`, reporting currency units.
/// @pre  the run kept its draws
/// @verified tests/unit/report/draws_test.cpp
void write_draws_csv(service::Forecast const& forecast, std::ostream& out);

}  // namespace quarterdeck::report
