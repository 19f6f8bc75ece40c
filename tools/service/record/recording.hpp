// tools/service/record/recording.hpp – a forecast as it goes on record in the ledger of its
// workspace. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/io/ledger/ledger.hpp"
#include "tools/service/session/book.hpp"

namespace quarterdeck::service {

struct Forecast;
struct SimpleForecast;

/// Dates of an open deal that the plan does not hold.
struct DealDates {
  core::Date created = core::no_date;
  core::Date close_date = core::no_date;
};

/// What a record holds of the book beside the forecast's own numbers.
struct BookFacts {
  std::string workspace_sha256;
  std::unordered_map<std::string, DealDates> open;  ///< by id
  core::Date closed_since = core::no_date;
  std::vector<io::LedgerClosed> closed;  ///< in the order of their ids
};

/// @param period  of the forecast
[[nodiscard]] BookFacts book_facts(Book const& book, core::Period const& period);

/// The simulation as it goes on record; not the headline where the combination is.
/// @pre the forecast is complete
/// @verified tests/unit/service/recording_test.cpp
[[nodiscard]] io::LedgerEntry ledger_entry(Forecast const& forecast, BookFacts const& facts);

/// All that a forecast puts on record: the simulation, and the combination where it is the
/// headline. The latter is recorded without deals, which remain those of the simulation.
/// @pre the forecast is complete
/// @verified tests/unit/service/recording_test.cpp
[[nodiscard]] std::vector<io::LedgerEntry> ledger_entries(Forecast const& forecast,
                                                          BookFacts const& facts);

/// A baseline, or the pool, as it goes on record: without deals, a baseline without parts as well.
/// @pre the forecast is complete
/// @verified tests/unit/service/recording_test.cpp, tests/cli/ledger_test.cpp
[[nodiscard]] io::LedgerEntry ledger_entry(SimpleForecast const& forecast, BookFacts const& facts);

}  // namespace quarterdeck::service
