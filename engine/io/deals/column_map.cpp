// engine/io/deals/column_map.cpp – see column_map.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/column_map.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/io/deals/yes_no.hpp"
#include "engine/table/csv_layout.hpp"

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
      for (auto const name : words_of(entry.names)) {
        bool const is_behind = name.starts_with('+');
        auto const column = find(folded(name));
        if (!map_.ours.contains(entry.column)) {
          take_free(entry.column, column);
        } else if (is_behind && column != none && !taken_[column]) {
          map_.behind[std::string(entry.column)].push_back(column);
          taken_[column] = true;
        }
      }
    }
  }

  void currency_beside_amount(std::span<std::string_view const> wanted) {
    auto const amount = map_.find("amount");
    bool const is_wanted = std::ranges::find(wanted, "currency") != wanted.end();
    if (!amount || !is_wanted || map_.ours.contains("currency")) return;
    take_free("currency", find(folded_[*amount] + "currency"));
  }

  void read_by(Preset const* preset, std::span<std::string_view const> wanted) {
    map_.preset = preset;
    map_.table = source_.key;
    map_.is_told = !source_.preset.empty() || !source_.columns.empty();
    if (preset != nullptr) by_names(preset->columns, wanted);
    for (std::size_t i = 0; i < folded_.size(); ++i) {
      for (auto const& rule : landing_rules(source_.key)) {
        if (table_.columns()[i] == rule.header) map_.left_out.emplace_back(i, &rule);
      }
      for (auto const& rule : preset == nullptr ? plain_rules() : preset->left_out) {
        if (folded_[i] == folded(rule.header)) map_.left_out.emplace_back(i, &rule);
      }
    }
  }

  void by_own_names(std::span<std::string_view const> wanted) {
    for (auto const column : wanted) {
      if (!map_.ours.contains(column)) take_free(column, find(folded(column)));
    }
  }

  /// Where only the amount in the company's currency is there, it is the amount, and the currency
  /// of the deal is not that of the amount.
  void amount_of_company() {
    auto const company = map_.find("company_amount");
    if (!company || map_.ours.contains("amount")) return;
    map_.ours.erase("company_amount");
    map_.ours.emplace("amount", *company);
    if (auto const currency = map_.find("currency")) {
      taken_[*currency] = false;
      map_.ours.erase("currency");
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

std::string_view ColumnMap::cell(Table const& table, std::string_view column,
                                 std::size_t row) const {
  auto const at = find(column);
  auto const first = at ? trimmed(table.cell(*at, row)) : std::string_view();
  if (!first.empty() || behind.empty()) return first;
  auto const others = behind.find(column);
  if (others == behind.end()) return first;
  for (auto const other : others->second) {
    if (auto const text = trimmed(table.cell(other, row)); !text.empty()) return text;
  }
  return first;
}

std::string_view ColumnMap::why_left_out(Table const& table, std::size_t row) const {
  for (auto const& [column, rule] : left_out) {
    auto const text = trimmed(table.cell(column, row));
    if (text.empty()) continue;
    bool const applies = rule->value == "filled" ? true
                         : rule->value == "yes"  ? yes_or_no(text) == true
                         : rule->value == "no"   ? yes_or_no(text) == false
                                                 : folded(text) == folded(rule->value);
    if (applies) return rule->finding;
  }
  return {};
}

std::string_view ColumnMap::meaning(std::string_view column, std::string_view text) const {
  if (preset == nullptr || text.empty()) return text;
  for (auto const& value : preset->values) {
    if (value.column == column && folded(value.theirs) == folded(text)) return value.ours;
  }
  return text;
}

core::Checked<ColumnMap> map_columns(Table const& table, TableSource const& source,
                                     std::span<std::string_view const> wanted) {
  Mapper mapper(table, source);
  mapper.explicit_columns();
  mapper.read_by(preset_of(source.preset, source.key, table.columns()), wanted);
  mapper.by_own_names(wanted);
  mapper.by_names(common_names(), wanted);
  mapper.amount_of_company();
  mapper.currency_beside_amount(wanted);
  return std::move(mapper).finish();
}

namespace {

/// A known table of another kind than the source is to be.
core::Diagnostic other_table(Table const& table, PresetMatch const& match,
                             std::string_view wanted) {
  auto const advice = match.table.empty()
                          ? fmt::format("Give another table as `{}`.", wanted)
                          : fmt::format(
                                "Give it as `{}` under `sources`, and the table of `{}` "
                                "here.",
                                match.table, wanted);
  return {
      "QD-207",
      core::Fault::data,
      {table.name(), 0, 0},
      fmt::format("`{}` is to be read from it, and by its columns it holds {}", wanted, match.what),
      "its rows would be taken for something that they are not",
      advice};
}

}  // namespace

core::Diagnostics missing_columns(Table const& table, ColumnMap const& columns,
                                  SourceDescription const& description,
                                  std::span<std::string_view const> waived) {
  std::vector<ColumnDescription const*> missing;
  auto const is_there = [&](std::string_view name) { return columns.find(name).has_value(); };
  for (auto const& column : description.columns) {
    bool const needed =
        column.need != Need::optional && std::ranges::find(waived, column.name) == waived.end();
    if (!needed || is_there(column.name)) continue;
    if (std::ranges::any_of(words_of(column.instead), is_there)) continue;
    missing.push_back(&column);
  }
  if (columns.preset == nullptr && !columns.is_told) {
    auto const match = detect_preset(table.columns());
    bool const is_other = match && (!missing.empty() || !match->table.empty());
    if (is_other) return {other_table(table, *match, columns.table)};
  }
  if (missing.empty()) return {};
  if (missing.size() == 1) {
    return {missing_column(table, missing[0]->name, std::string(missing[0]->reason))};
  }
  std::vector<std::string> lacks;
  std::vector<std::string> reasons;
  std::vector<std::string> keys;
  for (auto const* const column : missing) {
    lacks.push_back(fmt::format("no column `{}`", column->name));
    reasons.emplace_back(column->reason);
    keys.push_back(fmt::format("{}: its name there", column->name));
  }
  return {{"QD-205",
           core::Fault::data,
           {table.name(), 0, 0},
           fmt::format("{}", fmt::join(lacks, ", ")),
           fmt::format("{}", fmt::join(reasons, "; ")),
           fmt::format("Map them in the workspace: `columns: {{{}}}`. Columns here: {}.",
                       fmt::join(keys, ", "), fmt::join(table.columns(), ", "))}};
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
