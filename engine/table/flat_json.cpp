// engine/table/flat_json.cpp – answers of interfaces as rows and columns; inside of table.cpp.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "engine/table/table_opener.hpp"

namespace quarterdeck::io {
namespace {

struct Field {
  std::string name;
  std::string type;
};

std::vector<Field> fields_of(Duck& duck, std::string const& relation) {
  std::vector<Field> fields;
  for (auto const& row : duck.rows(fmt::format(
           "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {})", relation))) {
    fields.push_back({row[0], row[1]});
  }
  return fields;
}

bool is_object(Field const& field) {
  return field.type.starts_with("STRUCT(") && field.type.ends_with(')');
}

/// The column that holds the records of an answer: a list of objects under one of the usual names.
Field const* list_of_records(std::vector<Field> const& fields) {
  static constexpr std::array<std::string_view, 4> names{"results", "records", "value", "data"};
  auto const is_list = [](Field const& field) {
    bool const is_list_of_objects =
        field.type.starts_with("STRUCT(") && field.type.ends_with(")[]");
    return is_list_of_objects && std::ranges::find(names, field.name) != names.end();
  };
  auto const found = std::ranges::find_if(fields, is_list);
  return found == fields.end() ? nullptr : &*found;
}

bool is_text(Field const& field) { return field.type == "VARCHAR" || field.type == "JSON"; }

}  // namespace

std::vector<std::string> keys_of_objects(Duck& duck, std::string const& relation,
                                         std::string const& column) {
  std::vector<std::string> keys;
  for (auto const& row : duck.rows(
           fmt::format("SELECT DISTINCT unnest(json_keys(CASE WHEN json_valid({0}) AND CAST({0} AS "
                       "VARCHAR) LIKE '{{%' THEN {0} END)) AS key FROM {1} ORDER BY key",
                       column, relation))) {
    keys.push_back(row[0]);
  }
  return keys;
}

std::string text_of_key(std::string const& column, std::string const& key) {
  std::string path = "$.\"";
  for (char const c : key)
    path += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  path += '"';
  return fmt::format("CASE WHEN json_valid({0}) THEN json_extract_string({0}, {1}) END", column,
                     sql_literal(path));
}

std::string TableOpener::flat(std::string relation) {
  auto fields = fields_of(room_.duck, relation);
  if (auto const* const list = list_of_records(fields)) {
    relation = fmt::format("(SELECT unnest({}, max_depth := 2) FROM {})",
                           sql_identifier(list->name), relation);
    fields = fields_of(room_.duck, relation);
  }
  auto const holds_text = [](Field const& field) {
    return field.name == "properties" && is_text(field);
  };
  bool const is_nested =
      std::ranges::any_of(fields, is_object) || std::ranges::any_of(fields, holds_text);
  if (!is_nested) return relation;
  std::set<std::string> taken;
  for (auto const& field : fields) taken.insert(field.name);
  std::string select;
  auto const add = [&](std::string const& expression, std::string const& name) {
    fmt::format_to(std::back_inserter(select), "{}{} AS {}", select.empty() ? "" : ", ", expression,
                   sql_identifier(name));
  };
  for (auto const& field : fields) {
    auto const column = sql_identifier(field.name);
    if (holds_text(field)) {
      for (auto const& key : keys_of_objects(room_.duck, relation, column)) {
        if (taken.insert(key).second) add(text_of_key(column, key), key);
      }
    }
    if (!is_object(field)) {
      add(column, field.name);
      continue;
    }
    auto const inner =
        fields_of(room_.duck, fmt::format("(SELECT unnest({}) FROM {})", column, relation));
    for (auto const& one : inner) {
      bool const is_plain = field.name == "properties" && taken.insert(one.name).second;
      add(fmt::format("struct_extract({}, {})", column, sql_literal(one.name)),
          is_plain ? one.name : field.name + "." + one.name);
    }
  }
  return fmt::format("(SELECT {} FROM {})", select, relation);
}

}  // namespace quarterdeck::io
