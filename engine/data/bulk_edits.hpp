// engine/data/bulk_edits.hpp – days on which a book was changed all at once.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "engine/data/history.hpp"

namespace quarterdeck::data {

/// Days on which at least 10 deals changed, more than a fifth of those open, and more than three
/// times as large a share of them as on the median day with changes (so that weekly snapshots are
/// not taken for edits). A deal's first day and its closing are no changes.
/// cost: O((deals + events) log)
/// @verified tests/unit/data/quality_test.cpp
[[nodiscard]] std::vector<core::Date> bulk_edit_days(History const& history);

}  // namespace quarterdeck::data
