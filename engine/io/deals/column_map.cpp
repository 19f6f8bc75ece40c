// engine/io/deals/column_map.cpp – see column_map.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/column_map.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/io/deals/preset.hpp"

namespace quarterdeck::io {
namespace {

constexpr auto none = static_cast<std::size_t>(-1);

class Mapper {
 public:
  Mapper(Table const& table, TableSource const& source) : table_(table), source_(source) {
    for (auto const& name : table.columns()) folded_.push_back(folded(name));
    taken_.resize(folded_.size());
  }

  void explicit_columns() {
    for (auto const& [ours, theirs] : source_.columns) {
      auto const& names = table_.columns();
      auto const exact = std::ranges::find(names, theirs);
      auto const column = exact != names.end() ? static_cast<std::size_t>(exact - names.begin())
                                               : find(folded(theirs));
      if (column == none) {
        faults_.push_back(missing(ours, theirs));
        continue;
      }
      take(ours, column);
    }
  }

  void by_names(std::span<ColumnNames const> names, std::span<std::string_view const> wanted) {
    for (auto const& entry : names) {
      if (std::ranges::find(wanted, entry.column) == wanted.end()) continue;
      for (auto rest = entry.names; !rest.empty() && !map_.ours.contains(entry.column);) {
        auto const bar = rest.find('|');
        take_free(entry.column, find(folded(rest.substr(0, bar))));
        rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
      }
    }
  }

  void by_own_names(std::span<std::string_view const> wanted) {
    for (auto const column : wanted) {
      if (!map_.ours.contains(column)) take_free(column, find(folded(column)));
    }
  }

  core::Checked<ColumnMap> finish() && {
    if (!faults_.empty()) return tl::unexpected(std::move(faults_));
    auto const& names = table_.columns();
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!taken_[i] && !names[i].empty()) map_.further.emplace_back(names[i], i);
    }
    return std::move(map_);
  }

 private:
  std::size_t find(std::string const& name) const {
    auto const found = std::ranges::find(folded_, name);
    return found == folded_.end() || name.empty()
               ? none
               : static_cast<std::size_t>(found - folded_.begin());
  }
  void take(std::string_view ours, std::size_t column) {
    map_.ours.emplace(ours, column);
    taken_[column] = true;
  }
  void take_free(std::string_view ours, std::size_t column) {
    if (column != none && !taken_[column]) take(ours, column);
  }
  core::Diagnostic missing(std::string const& ours, std::string const& theirs) const {
    auto const nearest = core::nearest_word(theirs, table_.columns());
    return {"QD-204",
            core::Fault::configuration,
            source_.where,
            fmt::format("{} has no column `{}`", table_.name(), theirs),
            fmt::format("`columns` says that it holds `{}`", ours),
            nearest.empty() ? fmt::format("Its columns: {}.", fmt::join(table_.columns(), ", "))
                            : fmt::format("Did you mean `{}`?", nearest)};
  }

  Table const& table_;
  TableSource const& source_;
  std::vector<std::string> folded_;
  std::vector<bool> taken_;
  ColumnMap map_;
  core::Diagnostics faults_;
};

}  // namespace

core::Checked<ColumnMap> map_columns(Table const& table, TableSource const& source,
                                     std::span<std::string_view const> wanted) {
  Mapper mapper(table, source);
  mapper.explicit_columns();
  auto const* const preset = preset_of(source.preset, source.key, table.columns());
  if (preset != nullptr) mapper.by_names(preset->columns, wanted);
  mapper.by_own_names(wanted);
  mapper.by_names(common_names(), wanted);
  return std::move(mapper).finish();
}

core::Diagnostics missing_columns(Table const& table, ColumnMap const& columns,
                                  SourceDescription const& description,
                                  std::span<std::string_view const> waived) {
  core::Diagnostics faults;
  auto const is_there = [&](std::string_view name) { return columns.find(name).has_value(); };
  for (auto const& column : description.columns) {
    bool const needed =
        column.need != Need::optional && std::ranges::find(waived, column.name) == waived.end();
    if (!needed || is_there(column.name)) continue;
    if (std::ranges::any_of(words_of(column.instead), is_there)) continue;
    faults.push_back(missing_column(table, column.name, std::string(column.reason)));
  }
  return faults;
}

core::Diagnostic missing_column(Table const& table, std::string_view column, std::string reason) {
  return {
      "QD-205",
      core::Fault::data,
      {table.name(), 0, 0},
      fmt::format("no column `{}`", column),
      std::move(reason),
      fmt::format("Map it in the workspace: `columns: {{{}: its name there}}`. Columns here: {}.",
                  column, fmt::join(table.columns(), ", "))};
}

}  // namespace quarterdeck::io
