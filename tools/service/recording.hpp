// tools/service/recording.hpp – a forecast put on record in the ledger of its workspace.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

#include "engine/io/ledger.hpp"
#include "tools/service/book.hpp"
#include "tools/service/forecast.hpp"

namespace quarterdeck::service {

/// Deals that closed up to so many days before the as-of day are recorded with a forecast, so that
/// a later one of the same period can tell what became of a deal.
inline constexpr int days_of_closings_recorded = 400;

/// What a record holds of the book beside the forecast's own numbers.
/// @pre the period is the forecast's
/// @throws core::IoError when the workspace file cannot be read again
[[nodiscard]] BookFacts book_facts(Book const& book, core::Period const& period);

/// The forecast as it goes on record.
/// @pre the forecast is complete
/// @verified tests/unit/service/recording_test.cpp
[[nodiscard]] io::LedgerEntry ledger_entry(Forecast const& forecast);

/// Where forecasts of the workspace are recorded: the file given, else the workspace's.
[[nodiscard]] std::filesystem::path ledger_of(Forecast const& forecast,
                                              std::filesystem::path const& given);

}  // namespace quarterdeck::service
