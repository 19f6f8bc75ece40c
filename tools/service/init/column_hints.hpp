// tools/service/init/column_hints.hpp – names that columns have in the exports of nobody in
// particular. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>

#include "engine/io/deals/preset.hpp"

namespace quarterdeck::service {

/// Names that most often mean a column of ours, but may mean another: what is found by them is a
/// guess, which init writes down with its reason and the reader itself never makes. In English,
/// German, French, Spanish, Italian, Portuguese and Dutch; best first, separated by `|`, folded.
/// @verified tests/unit/service/compose_test.cpp
[[nodiscard]] std::span<io::ColumnNames const> column_hints();

}  // namespace quarterdeck::service
