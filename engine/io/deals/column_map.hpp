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
#include "engine/io/deals/preset.hpp"
#include "engine/table/description.hpp"
#include "engine/table/table.hpp"

namespace quarterdeck::io {

/// Which columns of a table are ours, and how the preset that it is read by has its rows.
struct ColumnMap {
  std::map<std::string, std::size_t, std::less<>> ours;  ///< our name → column of the source
  /// Every other named column, under its own name.
  std::vector<std::pair<std::string, std::size_t>> further;
  /// Columns that are looked at where the first one of ours is blank.
  std::map<std::string, std::vector<std::size_t>, std::less<>> behind;
  Preset const* preset = nullptr;  ///< none: plain names
  std::string_view table;          ///< ours that the source is to be
  bool is_told = false;            ///< the source itself says its preset or names columns
  /// Column of the source and what it says of rows that are no longer deals.
  std::vector<std::pair<std::size_t, LeftOutRows const*>> left_out;

  [[nodiscard]] std::optional<std::size_t> find(std::string_view column) const {
    auto const found = ours.find(column);
    return found == ours.end() ? std::nullopt : std::optional(found->second);
  }
  /// The cell of our column, without spaces around it; empty where the source has none.
  [[nodiscard]] std::string_view cell(Table const& table, std::string_view column,
                                      std::size_t row) const;
  /// The code of the finding for which the row is left out, as its system says; empty for others.
  [[nodiscard]] std::string_view why_left_out(Table const& table, std::size_t row) const;
  /// What a text of our column means by the preset; itself where the preset does not say.
  [[nodiscard]] std::string_view meaning(std::string_view column, std::string_view text) const;
};

/// Finds our columns: first as `columns` of the source says, then by the preset's names, then by
/// our own names, then by common other names; letter case, spaces and signs do not matter. Without
/// a preset the header may tell one, see `detect_preset`. A column called as that of the amounts
/// and `Currency` holds their currencies. A name in `columns` that the table lacks is a diagnostic
/// with the nearest one.
/// @param wanted  our columns that this kind of table may have
/// @verified tests/unit/io/column_map_test.cpp
[[nodiscard]] core::Checked<ColumnMap> map_columns(Table const& table, TableSource const& source,
                                                   std::span<std::string_view const> wanted);

/// One diagnostic for the columns that the table must have, by its description, and lacks, or where
/// the header tells that it is a known table of another kind.
/// @param waived  columns that this reading can do without
[[nodiscard]] core::Diagnostics missing_columns(Table const& table, ColumnMap const& columns,
                                                SourceDescription const& description,
                                                std::span<std::string_view const> waived = {});

/// The diagnostic for a column without which the table is of no use.
[[nodiscard]] core::Diagnostic missing_column(Table const& table, std::string_view column,
                                              std::string reason);

}  // namespace quarterdeck::io
