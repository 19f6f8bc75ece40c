// engine/io/deals/category_names.hpp – what CRMs call forecast categories.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string_view>

#include "engine/data/category.hpp"

namespace quarterdeck::io {

/// The forecast category of a name, letter case and signs apart; nothing for blank and other names.
///
/// | category | Salesforce | HubSpot | Dynamics |
/// |---|---|---|---|
/// | omitted | Omitted | OMIT, Not forecasted | Omitted, Lost, 100000004, 100000006 |
/// | pipeline | Pipeline | PIPELINE | Pipeline, 100000001 |
/// | best_case | Best Case, BestCase | BEST_CASE, Best case | Best case, 100000002 |
/// | most_likely | Most Likely, MostLikely | MOST_LIKELY | |
/// | commit | Commit, Forecast (in the interface) | COMMIT | Committed, 100000003 |
/// | closed | Closed | CLOSED, Closed won | Won, 100000005 |
/// @source field references of the three vendors, see docs/formats/tables.md
/// @verified tests/unit/io/category_test.cpp
[[nodiscard]] std::optional<data::Category> category_of_name(std::string_view name);

}  // namespace quarterdeck::io
