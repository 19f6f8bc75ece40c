// engine/io/deals/small_tables.hpp – win rates and exchange rates from tables.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/io/deals/read_rows.hpp"
#include "engine/io/deals/stage_book.hpp"

namespace quarterdeck::io {

/// Reads the win-rate table into `result.records.win_rates`; rows without whole counts are faults.
[[nodiscard]] core::Diagnostics read_win_rates(TableRoom& room, TableSource const& source,
                                               StageBook& stages, ReadResult& result);

/// Reads dated exchange rates (columns from, on, rate) and adds them to `rates`; a rate or day that
/// cannot be read is a fault, since it would change every amount of its currency.
[[nodiscard]] core::Diagnostics read_rate_table(TableRoom& room, TableSource const& source,
                                                std::vector<data::Rate>& rates, ReadResult& result);

}  // namespace quarterdeck::io
