// tools/report/files/backtest_files.hpp – the tables of a backtest, and the days kept on the way.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <ostream>

#include "tools/service/past/backtest.hpp"

namespace quarterdeck::report {

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

}  // namespace quarterdeck::report
