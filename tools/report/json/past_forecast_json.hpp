// tools/report/json/past_forecast_json.hpp – one past forecast as JSON and back.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "tools/report/json/json.hpp"
#include "tools/service/past/backtest.hpp"

namespace quarterdeck::report {

/// Deals and groups make most of the text; a backtest keeps them in deals.csv and in its scores.
enum class Detail { all, totals };

[[nodiscard]] Json past_forecast_object(service::PastForecast const& forecast, Detail detail);

/// @throws nlohmann::json::exception or std::invalid_argument where the object is not one
[[nodiscard]] service::PastForecast read_past_forecast(Json const& object);

/// One past forecast with everything in it, and back; nothing where the text is not one.
/// @verified tests/unit/report/json/backtest_json_test.cpp
[[nodiscard]] std::string past_forecast_json(service::PastForecast const& forecast);
[[nodiscard]] std::optional<service::PastForecast> parse_past_forecast(std::string_view text);

/// `month`, `quarter`, `year` or `range`.
[[nodiscard]] std::string unit_name(core::PeriodUnit unit);

/// @throws std::invalid_argument for any other word
[[nodiscard]] core::PeriodUnit read_unit(std::string const& name);

/// @throws std::invalid_argument for anything but YYYY-MM-DD
[[nodiscard]] core::Date read_date(Json const& text);

}  // namespace quarterdeck::report
