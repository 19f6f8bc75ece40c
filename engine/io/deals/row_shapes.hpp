// engine/io/deals/row_shapes.hpp – rows of a deal table that are no deals, told by their shape.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "engine/io/deals/build_deals.hpp"

namespace quarterdeck::io {

/// Whether each row is none, see `identify_rows`. cost: O(rows)
/// @param meanings  with stages and outcomes
/// @verified tests/unit/io/row_identity_test.cpp
[[nodiscard]] std::vector<bool> rows_that_are_no_deals(DealRows const& rows,
                                                       RowMeanings const& meanings);

}  // namespace quarterdeck::io
