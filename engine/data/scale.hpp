// engine/data/scale.hpp – deals, currencies and owners whose amounts are out of scale.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/finding.hpp"
#include "engine/data/history.hpp"

namespace quarterdeck::data {

/// Why a part of the book stands out.
enum class Oddity {
  beyond_wins,     ///< a deal of more than ten times the largest other one ever won
  carries_most,    ///< an open deal of more than all the others together
  rules_spread,    ///< an open deal that may make up more than half of the spread
  group_of_giants  ///< deals of one currency or owner, see below
};

/// A part of the book that stands out.
struct OutOfScale {
  Oddity oddity = Oddity::beyond_wins;
  std::string column;               ///< `currency` or `owner`; empty for a deal
  std::string value;                ///< id of the deal, or value of the column
  std::vector<std::uint32_t> rows;  ///< into History::deals
  Extent extent;
};

/// What stands out at the end of `as_of`, worst first; each deal once. Nothing where deals are
/// counted. Amounts without their signs, reporting currency:
/// - beyond_wins: an open or won deal, where at least ten others were won. Several wins are held
///   against those below the gap, so that two slips do not hide each other.
/// - carries_most: where at least five open deals have an amount.
/// - rules_spread: its amount squared is more than that of all the others together; where at least
///   five open deals have an amount. Whether it does rule the spread only a simulation tells.
/// - group_of_giants: more than half of the money of open and won deals, and a median of more than
///   ten times that of all the others; at least five deals on both sides.
/// cost: O(deals log deals)
/// @verified tests/unit/data/scale_test.cpp
[[nodiscard]] std::vector<OutOfScale> out_of_scale(History const& history,
                                                   Pipeline const& pipeline);

/// The findings `amount.out_of_scale`, `amount.carries_most` and `group.out_of_scale`, all at the
/// top; nothing of deals that may rule the spread.
[[nodiscard]] Findings scale_findings(std::vector<OutOfScale> const& parts);

/// The finding `amount.other_unit`, at the top: open deals are typically more than a hundred times
/// as large or as small as those that were won, as where one of the two is in thousands or cents;
/// at least five deals on both sides. cost: O(deals)
/// @verified tests/unit/data/scale_test.cpp
[[nodiscard]] Findings unit_findings(History const& history, Pipeline const& pipeline);

}  // namespace quarterdeck::data
