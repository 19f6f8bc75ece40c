// tools/service/record/recording.hpp – a forecast put on record in the ledger of its workspace.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <vector>

#include "engine/io/ledger/ledger.hpp"
#include "tools/service/forecast/forecast.hpp"
#include "tools/service/past/simple_forecast.hpp"
#include "tools/service/session/book.hpp"

namespace quarterdeck::service {

/// Deals that closed up to so many days before the as-of day are recorded with a forecast, so that
/// a later one of the same period can tell what became of a deal.
inline constexpr int days_of_closings_recorded = 400;

/// What a record holds of the book beside the forecast's own numbers.
/// @pre the period is the forecast's
/// @throws core::IoError when the workspace file cannot be read again
[[nodiscard]] BookFacts book_facts(Book const& book, core::Period const& period);

/// The simulation as it goes on record; not the headline where the combination is.
/// @pre the forecast is complete
/// @verified tests/unit/service/recording_test.cpp
[[nodiscard]] io::LedgerEntry ledger_entry(Forecast const& forecast);

/// All that a forecast puts on record: the simulation, and the combination where it is the
/// headline. The latter is recorded without deals, which remain those of the simulation.
/// @pre the forecast is complete
/// @verified tests/unit/service/recording_test.cpp
[[nodiscard]] std::vector<io::LedgerEntry> ledger_entries(Forecast const& forecast);

/// A baseline, or the pool, as it goes on record: without deals, a baseline without parts as well.
/// @pre the forecast is complete
/// @verified tests/unit/service/recording_test.cpp, tests/cli/ledger_test.cpp
[[nodiscard]] io::LedgerEntry ledger_entry(SimpleForecast const& forecast);

/// Type-1 quantiles of ascending values at (k - 1/2) / 200, as LedgerEntry has them.
/// @pre not empty
[[nodiscard]] std::vector<double> ledger_grid(std::vector<double> const& sorted);

/// Where forecasts of the workspace are recorded: the file given, else the workspace's.
[[nodiscard]] std::filesystem::path ledger_of(BookFacts const& facts,
                                              std::filesystem::path const& given);

}  // namespace quarterdeck::service
