// engine/io/deals/record_facts.hpp – how much of the past the records tell.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "engine/io/deals/read_records.hpp"

namespace quarterdeck::io {

/// Fills in `records.facts` from deals and events, and raises the findings that need all rows:
/// `amount.zero_on_lost`, `date.far_ahead` and `leak.column_known_at_close`.
/// @param deal_file  the table that the deals came from, for the places of findings
/// @verified tests/unit/io/record_facts_test.cpp
void derive_facts(ReadResult& result, std::string const& deal_file);

/// The newest day that is not a slip: days that follow a silence of more than a quarter are left
/// out while they are at most one in a hundred, and days that follow one of more than two years
/// while they are at most one in ten. no_date without days. cost: O(days)
/// @verified tests/unit/io/record_facts_test.cpp
[[nodiscard]] core::Date end_of_data(std::vector<core::Date> days);

/// First day of the first month with at least a tenth of the closings of a typical month (the
/// median of the months that have any); no_date without closings.
[[nodiscard]] core::Date complete_from(std::vector<core::Date> const& closing_days);

}  // namespace quarterdeck::io
