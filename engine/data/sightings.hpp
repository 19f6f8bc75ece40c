// engine/data/sightings.hpp – snapshots beside a history of changes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "engine/data/records.hpp"

namespace quarterdeck::data {

/// Adds what snapshots saw to a history of changes, which leads where both know a deal: of such a
/// deal, up to the newest day of the history, snapshots add only values of a kind (stage, amount,
/// entered close date) of which the whole history tells none. Later, and of deals of which it knows
/// nothing, they add all that differs from what was known on that day. A deal that the history
/// knows has been there since its creation, whichever snapshot saw it first.
/// @param records  whose events are the history, sorted by deal, then date; stay so
/// @param sightings  events made from snapshots, sorted likewise
/// cost: O(events)
/// @verified tests/unit/data/sightings_test.cpp
void add_sightings(Records& records, std::vector<Event> const& sightings);

}  // namespace quarterdeck::data
