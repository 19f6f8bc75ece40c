// engine/io/deals/small_rows.cpp – see small_rows.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/small_rows.hpp"

#include <fmt/format.h>

#include "engine/table/csv_layout.hpp"

namespace quarterdeck::io {

core::Diagnostics SmallRows::begin(Table const& table) {
  auto columns = map_columns(table, source_, wanted_);
  if (!columns) return columns.error();
  columns_ = std::move(*columns);
  core::Diagnostics faults;
  for (std::size_t i = 0; i < n_required_; ++i) {
    if (!columns_.find(wanted_[i])) {
      faults.push_back(missing_column(table, wanted_[i], "the table is of no use without it"));
    }
  }
  return faults;
}

std::string_view SmallRows::take(Table const& table, std::size_t row) {
  auto& texts = rows.emplace_back();
  for (auto const& [name, column] : columns_.ours) texts[name] = trimmed(table.cell(column, row));
  auto& others = further.emplace_back();
  for (auto const& [name, column] : columns_.further) {
    others[name] = trimmed(table.cell(column, row));
  }
  return {};
}

std::string SmallRows::subject(Table const& table, std::size_t row) const {
  return std::string(table.cell(0, row));
}

std::string const& SmallRows::text(std::size_t row, std::string_view column) const {
  static std::string const nothing;
  auto const found = rows[row].find(column);
  return found == rows[row].end() ? nothing : found->second;
}

core::Diagnostic SmallRows::fault(std::size_t row, std::string_view column,
                                  std::string suggestion) const {
  std::string const& value = text(row, column);
  return {"QD-212",
          core::Fault::data,
          places.place(row),
          value.empty() ? fmt::format("`{}` is blank", column)
                        : fmt::format("`{}` is `{}`", column, value),
          "amounts or chances rest on this row, so it is not passed over",
          std::move(suggestion)};
}

}  // namespace quarterdeck::io
