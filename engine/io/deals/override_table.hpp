// engine/io/deals/override_table.hpp – overrides from a table.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/io/deals/read_rows.hpp"

namespace quarterdeck::io {

/// Reads overrides (columns deal, author, reason, expires, and probability, amount, close_date,
/// outcome, since as far as they are set) and adds them to `result.overrides`. Every value that
/// cannot be read is a fault, since a forecast would be changed by half a wish.
/// @verified tests/unit/io/overrides_test.cpp
[[nodiscard]] core::Diagnostics read_override_table(TableRoom& room, TableSource const& source,
                                                    ReadResult& result);

}  // namespace quarterdeck::io
