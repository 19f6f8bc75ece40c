// tools/report/backtest_report.hpp – a backtest for people, for programs, and for the next
// forecast. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "engine/core/diagnostic.hpp"
#include "tools/report/style.hpp"
#include "tools/service/past/backtest.hpp"
#include "tools/service/past/track_record.hpp"

namespace quarterdeck::report {

/// A backtest with what was made of it.
struct BacktestPage {
  service::Backtest const& backtest;
  service::TrackSummary const& summary;
};

/// The page for a terminal: accuracy by week against every baseline, coverage, places of outcomes,
/// reliability of single deals, predictability, combination, spread. No line is wider than the
/// style.
/// @pre the backtest is complete
/// @verified tests/unit/report/backtest_report_test.cpp
[[nodiscard]] std::string backtest_text(BacktestPage const& page, Style const& style);

/// Schema `quarterdeck.backtest.v1`, see docs/formats/backtest.md. Holds no clock and no number of
/// threads: the same backtest gives the same bytes.
/// @throws core::NumericError when a number is not finite
/// @verified tests/unit/report/backtest_report_test.cpp, tests/cli/backtest_test.cpp
[[nodiscard]] std::string backtest_json(BacktestPage const& page);

/// Reads what `backtest_json` wrote, without deals and groups, which it leaves out.
/// @return the backtest; QD-325 where the text is not one
/// @verified tests/unit/report/backtest_report_test.cpp
[[nodiscard]] core::Checked<service::Backtest> parse_backtest(std::string_view text,
                                                              std::string const& file);

/// One row a past forecast: as_of, period, week, actual, booked, mean, q01 … q99, crps, pit, and
/// for every baseline its mean and its CRPS; blank where it is absent.
/// @verified tests/cli/backtest_test.cpp
void write_forecasts_csv(service::Backtest const& backtest, std::ostream& out);

/// One row an open deal and past forecast: as_of, period, id, p_win_in_period, outcome (1 won by
/// the period's end, 0 not).
/// @verified tests/cli/backtest_test.cpp
void write_deals_csv(service::Backtest const& backtest, std::ostream& out);

/// Keeps finished days as one file each in a folder, written whole or not at all.
/// @verified tests/cli/backtest_test.cpp
[[nodiscard]] service::PastForecastStore folder_store(std::filesystem::path const& folder);

/// One past forecast with everything in it, and back; nothing where the text is not one.
/// @verified tests/unit/report/backtest_report_test.cpp
[[nodiscard]] std::string past_forecast_json(service::PastForecast const& forecast);
[[nodiscard]] std::optional<service::PastForecast> parse_past_forecast(std::string_view text);

}  // namespace quarterdeck::report
