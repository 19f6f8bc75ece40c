// tools/sample/dirt.hpp – faults planted into clean tables, and how many.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "tools/sample/table.hpp"

namespace quarterdeck::sample {

/// The two tables as a careless export gives them, and the faults in them. Keys are the codes of
/// the findings that they should raise (docs/methods/data-quality.md); `row.title` counts lines
/// above the header and `amount.formatted` amounts like `USD 12,500.00` that can be read.
/// `close_date.past` counts all such deals in the file, planted or not; the others only what was
/// planted, each in deals of its own.
struct Dirty {
  std::string opportunities;  ///< CSV with byte order mark, title, mixed-case header, footer
  std::string stage_history;  ///< CSV
  std::map<std::string, int> planted;
};

/// Plants faults into the tables of the records. Fewer than asked where a small company has not
/// enough suitable deals; the numbers given are always those planted.
/// @verified tests/unit/sample/dirt_test.cpp
[[nodiscard]] Dirty soil(data::Records const& records, std::uint64_t seed);

}  // namespace quarterdeck::sample
