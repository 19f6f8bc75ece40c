// engine/io/ledger/ledger_tables.hpp – a recorded forecast as text and as a table; not for use
// outside io. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "engine/io/ledger/ledger.hpp"

namespace quarterdeck::io {

/// Version of the tables below, kept in the database.
inline constexpr int ledger_schema = 2;

/// Column and DuckDB type, for the table and for reading pending files alike.
struct LedgerColumn {
  std::string_view name;
  std::string_view type;
};

/// Columns of the table `forecasts`, in its order.
[[nodiscard]] std::vector<LedgerColumn> const& ledger_columns();

/// What tells one run of a forecast from another.
struct LedgerRun {
  std::string run_id;  ///< unique
  std::string started_at;
  int threads = 0;
};

/// One line of JSON: the columns, and a member `run`.
/// @verified tests/unit/io/ledger_test.cpp
[[nodiscard]] std::string ledger_json(LedgerEntry const& entry, LedgerRun const& run);

/// The members of that line on which the identity rests: all but `id`, `started_at` and `run`.
[[nodiscard]] std::string ledger_content(LedgerEntry const& entry);

}  // namespace quarterdeck::io
