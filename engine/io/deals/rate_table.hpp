// engine/io/deals/rate_table.hpp – exchange rates from tables, and whether rates can be right.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <vector>

#include "engine/io/deals/read_rows.hpp"

namespace quarterdeck::io {

/// Reads exchange rates (columns from, rate and, dated ones, on) and adds them to `rates`; a rate
/// or day that cannot be read is a fault, since it would change every amount of its currency. Rates
/// that count foreign units for one reporting unit are turned round: where the source says `per:
/// reporting`, and where the columns are those of Salesforce's `DatedConversionRate` and
/// `CurrencyType` (`IsoCode`, `ConversionRate`) and the source says nothing. Rates without a day,
/// as those of `CurrencyType`, hold at all times.
/// @verified tests/unit/io/rate_table_test.cpp
[[nodiscard]] core::Diagnostics read_rate_table(TableRoom& room, TableSource const& source,
                                                std::vector<data::Rate>& rates, ReadResult& result);

/// What can be told of rates alone, QD-224: the reporting currency is worth one of itself; a
/// currency does not become a hundred times as dear from one rate to the next; none turns round;
/// and the rates of well-known currencies are within thirty times of what they have been since
/// 2010.
/// @param where  of the rates in the workspace
/// @verified tests/unit/io/rate_table_test.cpp
[[nodiscard]] core::Diagnostics check_rates(data::RateTable const& rates, core::Place const& where);

/// What the amounts tell, QD-224: the deals of a currency are not a hundred times as large or as
/// small as all others where the inverse of its rate would bring them within ten times.
/// @verified tests/unit/io/rate_table_test.cpp
[[nodiscard]] core::Diagnostics check_rates_by_amounts(data::Records const& records,
                                                       core::Place const& where);

}  // namespace quarterdeck::io
