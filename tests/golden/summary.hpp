// tests/golden/summary.hpp – many differences on a page that a person can read.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "tests/golden/compare.hpp"

namespace quarterdeck::golden {

/// Differences of one golden file by column, the columns in the order in which they first differ:
/// how many, the largest absolute and relative one, and three examples with their rows.
/// @param title  the golden file
[[nodiscard]] std::string summary(std::string const& title,
                                  std::vector<Difference> const& differences);

}  // namespace quarterdeck::golden
