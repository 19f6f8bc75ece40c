// engine/io/ledger/ledger_store.hpp – the database of recorded forecasts; not for use outside io.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>

#include "engine/table/duck.hpp"

namespace quarterdeck::io {

/// Opens a ledger for writing and makes its tables where they are missing. Tries again, at growing
/// intervals, while another process holds it.
/// @return the database, or nothing when it was held all the while
/// @throws DuckError
[[nodiscard]] std::optional<Duck> open_ledger(std::filesystem::path const& ledger, int patience_ms);

/// Takes everything pending into the database in one transaction and removes it from the folder.
/// @throws DuckError; then the database is as it was and what was pending still is
void take_in_pending(Duck& duck, std::filesystem::path const& ledger);

/// Pending forecasts, by name.
[[nodiscard]] std::vector<std::filesystem::path> pending_files(std::filesystem::path const& ledger);

}  // namespace quarterdeck::io
