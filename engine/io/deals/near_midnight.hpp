// engine/io/deals/near_midnight.hpp – closings whose period hangs on the time zone.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>

#include "engine/io/deals/build_deals.hpp"

namespace quarterdeck::io {

/// What tells whether a closing hangs on the zone, and where that is noted.
struct Zoned {
  Workspace const& workspace;
  data::Findings& findings;
};

/// Where the workspace says no time zone, every closed one of the rows whose closing is an instant
/// that some zone of the earth (UTC−12 to UTC+14) counts to another period than UTC does is the
/// finding `closing.near_midnight`.
/// @param chosen  one row a deal
/// @pre the rows have been finished
/// @verified tests/unit/io/time_zone_test.cpp
void note_near_midnight(DealRows const& rows, RowMeanings const& meanings,
                        std::span<std::uint32_t const> chosen, Zoned const& zoned);

}  // namespace quarterdeck::io
