// engine/io/deals/company_amounts.hpp – amounts that the system itself gives in the company's
// currency. SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/io/deals/build_deals.hpp"

namespace quarterdeck::io {

/// Lets rows in a currency without a rate count with their amount in the company's currency, where
/// the table has that column: `meanings.company_amounts`, with the finding
/// `amount.company_currency`. The company's currency is not named anywhere, so that the rows in
/// each currency must agree with it: of those in the reporting currency nine in ten must have one
/// amount in both columns.
/// @return QD-225 when the column is in another currency than the reporting one
/// @verified tests/unit/io/company_amounts_test.cpp
[[nodiscard]] core::Diagnostics use_company_amounts(DealRows const& rows,
                                                    data::RateTable const& rates,
                                                    RowMeanings& meanings,
                                                    data::Findings& findings);

/// Adds to the finding `currency.unknown` the `rates` that the workspace lacks, ready to be copied.
/// @param unknown  rows that were left out, and @param currency  that of every row
void tell_missing_rates(DealRows const& rows, std::vector<std::uint32_t> const& unknown,
                        std::vector<std::string> const& currency, ReadResult& result);

}  // namespace quarterdeck::io
