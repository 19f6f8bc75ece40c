// tools/service/init/choose_currency.hpp – the currency that a company's reports are in.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "tools/service/init/draft.hpp"

namespace quarterdeck::service {

/// Writes the currency into the draft, and why. In this order:
/// - the one currency of the column of currencies; of several, the only one without a rate in the
///   table of rates, else the one whose rate is 1, else the one whose deals have one amount in
///   their own currency and in that of the company, else that of most deals;
/// - the currency whose sign or code stands beside most amounts;
/// - the one that stands behind the name of the column of amounts, as in `Value (EUR)`;
/// - USD, and that nothing tells it.
/// Where deals are in several currencies and there are no rates, lines for them are added.
/// @param profiles  one a table of the draft, in their order
/// @verified tests/unit/service/compose_test.cpp
void choose_currency(Draft& draft, std::vector<TableProfile const*> const& profiles);

}  // namespace quarterdeck::service
