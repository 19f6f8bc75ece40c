// tools/report/page/forecast_page.hpp – what is said of a forecast.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tools/report/page/page.hpp"
#include "tools/service/forecast/forecast.hpp"

namespace quarterdeck::report {

/// Bins of the picture of the total.
inline constexpr int n_distribution_bins = 76;

/// Quantile dots of the picture of the total.
inline constexpr int n_distribution_dots = 50;

/// The headline, where the total comes from, its distribution, its weeks, targets, uncertainty,
/// groups, the deals that matter most, the check by the exact engine, the quality of the data and
/// the provenance. Where past forecasts say that the combination has been the better forecast, it
/// is the headline.
/// @pre  the forecast is complete
/// @verified tests/unit/report/page/forecast_page_test.cpp
[[nodiscard]] Page forecast_page(service::Forecast const& forecast);

/// Whether a deal has an amount of its own. One without carries the flag `no amount`; what it may
/// bring is drawn, and the plan's stand-in for it is no number to show.
/// @verified tests/unit/report/json/forecast_json_test.cpp
[[nodiscard]] bool amount_is_known(service::Forecast const& forecast, std::size_t deal);

}  // namespace quarterdeck::report
