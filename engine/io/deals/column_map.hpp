// engine/io/deals/column_map.hpp – which column of a source is which of ours.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "engine/table/description.hpp"
#include "engine/table/table.hpp"

namespace quarterdeck::io {

struct ColumnMap {
  std::map<std::string, std::size_t, std::less<>> ours;  ///< our name → column of the source
  /// Every other named column, under its own name.
  std::vector<std::pair<std::string, std::size_t>> further;

  [[nodiscard]] std::optional<std::size_t> find(std::string_view column) const {
    auto const found = ours.find(column);
    return found == ours.end() ? std::nullopt : std::optional(found->second);
  }
};

/// Finds our columns: first as `columns` of the source says, then by the preset's names, then by
/// our own names, then by common other names; letter case, spaces and signs do not matter. A name
/// in `columns` that the table lacks is a diagnostic with the nearest one.
/// @param wanted  our columns that this kind of table may have
/// @verified tests/unit/io/column_map_test.cpp
[[nodiscard]] core::Checked<ColumnMap> map_columns(Table const& table, TableSource const& source,
                                                   std::span<std::string_view const> wanted);

/// One diagnostic for each column that the table must have, by its description, and lacks.
/// @param waived  columns that this reading can do without
[[nodiscard]] core::Diagnostics missing_columns(Table const& table, ColumnMap const& columns,
                                                SourceDescription const& description,
                                                std::span<std::string_view const> waived = {});

/// The diagnostic for a column without which the table is of no use.
[[nodiscard]] core::Diagnostic missing_column(Table const& table, std::string_view column,
                                              std::string reason);

}  // namespace quarterdeck::io
