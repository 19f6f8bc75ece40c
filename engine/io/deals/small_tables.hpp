// engine/io/deals/small_tables.hpp – win rates and merged deals from tables.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/io/deals/read_rows.hpp"
#include "engine/io/deals/stage_book.hpp"

namespace quarterdeck::io {

/// Reads the win-rate table into `result.records.win_rates`; rows without whole counts are faults.
[[nodiscard]] core::Diagnostics read_win_rates(TableRoom& room, TableSource const& source,
                                               StageBook& stages, ReadResult& result);

/// Reads the table of merged deals into `result.merged`; rows without both ids are faults.
/// @verified tests/unit/io/preset_history_test.cpp
[[nodiscard]] core::Diagnostics read_merged(TableRoom& room, TableSource const& source,
                                            ReadResult& result);

}  // namespace quarterdeck::io
