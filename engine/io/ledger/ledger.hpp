// engine/io/ledger/ledger.hpp – forecasts on record: what they said and what they rested on.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/money.hpp"
#include "engine/core/provenance.hpp"
#include "engine/data/records.hpp"

namespace quarterdeck::io {

/// An open deal as a forecast saw it. Money in reporting currency units, or a count of deals.
struct LedgerDeal {
  std::string id;
  std::string name;
  std::string stage;
  core::Date created = core::no_date;
  core::Date close_date = core::no_date;  ///< as entered
  double amount = 0;                      ///< what the forecast started from, before chance
  double p_win_in_period = 0;
  double expected = 0;      ///< mean contribution to the period
  bool overridden = false;  ///< a scenario or an override decided about it
};

/// A deal that had been won or lost by the as-of day.
struct LedgerClosed {
  std::string id;
  std::string name;
  data::Outcome outcome = data::Outcome::won;
  core::Date created = core::no_date;
  core::Date closed = core::no_date;
  core::Minor worth = 0;  ///< what it counts when booked, minor units of the measure
};

struct LedgerTarget {
  std::string name;
  double amount = 0;
  double p_hit = 0;
};

/// Quantiles of the fine grid, at the levels (k - 1/2)/200 for k = 1 … 200. As 200 equally likely
/// draws they stand for the distribution when it is scored later.
inline constexpr int ledger_grid_points = 200;
/// Levels of LedgerEntry::quantiles.
inline constexpr int ledger_n_quantiles = 9;

/// One recorded forecast. Money in reporting currency units, or a count of deals.
struct LedgerEntry {
  std::string id;  ///< hash of everything below but the run itself, see `ledger_id`
  std::string company;
  std::string currency;
  bool counts_deals = false;
  core::Date as_of{};
  core::Period period;
  core::Provenance provenance;
  std::string workspace_sha256;
  std::string model;     ///< `simulation`, `pool`, or the name of a baseline
  bool headline = true;  ///< false: a simulation whose forecast put the combination in front
  std::vector<std::string> scenarios;  ///< names, in their order
  std::vector<std::string> overrides;  ///< one text each

  double mean = 0;
  double sd = 0;
  std::vector<double> quantiles;  ///< at 0.01 0.05 0.1 0.25 0.5 0.75 0.9 0.95 0.99
  std::vector<double> grid;       ///< at (k - 1/2)/200, ascending
  core::Minor booked = 0;
  bool has_parts = true;  ///< open deals and new business are told apart; a baseline knows neither
  double open_mean = 0;
  double open_sd = 0;
  double new_mean = 0;
  double new_sd = 0;
  double quality_score = 0;
  std::vector<LedgerTarget> targets;
  std::vector<LedgerDeal> deals;  ///< of the simulation alone
  /// From this day on `closed` is complete.
  core::Date closed_since = core::no_date;
  std::vector<LedgerClosed> closed;

  /// Name of the run that made it; empty: a new one. A run that is recorded again under the same
  /// name counts once.
  std::string run_id;

  std::int64_t n_runs = 0;  ///< times that exactly this forecast was made; set by reading
  std::string last_run;     ///< start of the newest of them, UTC; set by reading
};

/// Identity of a forecast: SHA-256 of all that it rested on and said, the start and the number of
/// threads left out. The same inputs, settings, seed and version give the same identity.
/// @verified tests/unit/io/ledger_test.cpp
[[nodiscard]] std::string ledger_id(LedgerEntry const& entry);

/// Folder beside the ledger in which forecasts wait for it: `ledger.pending` for `ledger.duckdb`.
[[nodiscard]] std::filesystem::path pending_folder(std::filesystem::path const& ledger);

/// What became of a forecast that was to be recorded.
struct Recorded {
  enum class Where {
    ledger,   ///< in the database
    pending,  ///< on disk beside it; the next run or `history` takes it in
    nowhere
  } where = Where::nowhere;
  std::string trouble;  ///< what went wrong, empty when nothing did; waiting for a lock is nothing
};

/// Records a forecast. It is first written to the pending folder, whole or not at all, and then
/// taken into the database together with whatever else waits there, in one transaction. So a kill
/// at any point, a full disk or a database that others hold lose nothing that was on record, and
/// nothing is counted twice. Waits at most `patience_ms` for a database that others hold.
///
/// Never throws for the world's faults: they are told in the result.
/// @verified tests/unit/io/ledger_test.cpp, tests/cli/ledger_test.cpp
[[nodiscard]] Recorded record(std::filesystem::path const& ledger, LedgerEntry const& entry,
                              int patience_ms = 1000);

enum class LedgerDetail { without_deals, with_deals };

/// Everything on record.
struct LedgerPage {
  std::vector<LedgerEntry> entries;  ///< by period start, period end, as-of day, first run
  std::vector<std::string> notes;    ///< pending forecasts that could not be taken in, and why
};

/// Reads the ledger, after taking in what is pending. A ledger that does not exist has no entries.
/// @throws core::IoError when it cannot be read or others hold it for longer than three seconds
/// @verified tests/unit/io/ledger_test.cpp
[[nodiscard]] LedgerPage read_ledger(std::filesystem::path const& ledger, LedgerDetail detail);

/// The entry of an identity with its deals.
/// @pre it is on record
/// @throws core::IoError
[[nodiscard]] LedgerEntry read_entry(std::filesystem::path const& ledger, std::string const& id);

}  // namespace quarterdeck::io
