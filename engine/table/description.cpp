// engine/table/description.cpp – see description.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/description.hpp"

#include <algorithm>

#include "engine/core/error.hpp"

namespace quarterdeck::io {

ColumnDescription const* find_column(SourceDescription const& source, std::string_view name) {
  auto const found = std::ranges::find(source.columns, name, &ColumnDescription::name);
  return found == source.columns.end() ? nullptr : &*found;
}

std::vector<std::string_view> column_names(SourceDescription const& source) {
  std::vector<std::string_view> names;
  for (auto const& column : source.columns) names.push_back(column.name);
  return names;
}

std::string_view type_name(ColumnType type) {
  switch (type) {
    case ColumnType::identity:
      return "identity";
    case ColumnType::text:
      return "text";
    case ColumnType::category:
      return "category";
    case ColumnType::currency:
      return "currency";
    case ColumnType::amount:
      return "amount";
    case ColumnType::number:
      return "number";
    case ColumnType::count:
      return "count";
    case ColumnType::share:
      return "share";
    case ColumnType::date:
      return "date";
    case ColumnType::yes_no:
      return "yes or no";
  }
  QUARTERDECK_EXPECT(false);
  return {};
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    auto const bar = text.find('|');
    words.push_back(text.substr(0, bar));
    text = bar == std::string_view::npos ? std::string_view() : text.substr(bar + 1);
  }
  return words;
}

SourceDescription const* find_source(std::span<SourceDescription const> sources,
                                     std::string_view name) {
  auto const found = std::ranges::find(sources, name, &SourceDescription::name);
  return found == sources.end() ? nullptr : &*found;
}

}  // namespace quarterdeck::io
