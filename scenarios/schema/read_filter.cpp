// scenarios/schema/read_filter.cpp – `where`: which deals a change is about.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <charconv>

#include "scenarios/schema/read_parts.hpp"
#include "scenarios/schema/scenario_keys.hpp"

namespace quarterdeck::scenarios {

std::optional<Day> parse_day(std::string const& text) {
  if (auto const date = core::parse_iso_date(text)) return Day{*date, 0};
  bool const relative =
      text.size() >= 3 && (text[0] == '+' || text[0] == '-') && text.back() == 'd';
  if (!relative) return std::nullopt;
  int days = 0;
  char const* const last = text.data() + text.size() - 1;
  auto const [end, error] = std::from_chars(text.data() + 1, last, days);
  if (error != std::errc() || end != last || days < 0 || days > 9999) return std::nullopt;
  return Day{std::nullopt, text[0] == '-' ? -days : days};
}

std::optional<Day> day_at(yaml::Faults& faults, yaml::Mapping const& map, std::string_view key) {
  auto const text = map.text(key);
  if (!text) return std::nullopt;
  auto const day = parse_day(*text);
  if (!day) {
    faults.add(*map.find(key), "QD-108", fmt::format("`{}` is `{}`", key, *text),
               "Write a day as YYYY-MM-DD, or as +14d for 14 days after the as-of day.");
  }
  return day;
}

void report(yaml::Faults& faults, YAML::Node const& at, PartFault fault) {
  faults.add(core::Diagnostic{std::move(fault.code), core::Fault::configuration, faults.place(at),
                              std::move(fault.problem), std::move(fault.reason),
                              std::move(fault.suggestion)});
}

namespace {

using yaml::Faults;
using yaml::Mapping;
using yaml::NumberRange;

/// Values of a scalar or a list of scalars.
std::vector<std::string> read_values(Faults& faults, YAML::Node const& node,
                                     std::string const& what) {
  std::vector<std::string> values;
  if (!node.IsSequence()) {
    if (auto const text = yaml::scalar_text(faults, node, what)) values.push_back(*text);
    return values;
  }
  for (auto const& item : node) {
    if (auto const text = yaml::scalar_text(faults, item, "an entry of " + what)) {
      values.push_back(*text);
    }
  }
  if (node.size() == 0) {
    faults.add(node, "QD-109", fmt::format("{} accepts no value", what),
               "Write a value or a list of values.");
  }
  return values;
}

Test read_test(Faults& faults, YAML::Node const& node, std::string const& column);

void refuse_order(Faults& faults, YAML::Node const& node) {
  faults.add(node, "QD-109", "`between` ends before it begins", "Write the smaller end first.");
}

/// Two numbers or two days.
void read_between(Faults& faults, Mapping const& map, Test& test) {
  if (!map.has("between")) return;
  YAML::Node const& node = *map.find("between");
  std::vector<std::string> ends;
  for (auto const& item : map.list("between")) {
    if (auto const text = yaml::scalar_text(faults, item, "an end of `between`")) {
      ends.push_back(*text);
    }
  }
  if (!node.IsSequence()) return;
  auto const number = [&](std::size_t i) { return yaml::parse_number(ends[i]); };
  auto const day = [&](std::size_t i) { return parse_day(ends[i]); };
  if (ends.size() == 2 && day(0) && day(1)) {
    bool const both_dates = day(0)->date && day(1)->date;
    if (both_dates && *day(0)->date > *day(1)->date) refuse_order(faults, node);
    test.days_between = {*day(0), *day(1)};
    return;
  }
  if (ends.size() == 2 && number(0) && number(1)) {
    if (*number(0) > *number(1)) refuse_order(faults, node);
    test.between = {*number(0), *number(1)};
    return;
  }
  faults.add(node, "QD-104", "`between` holds neither two numbers nor two days",
             "Write [1_000, 5_000] or [2026-10-01, 2026-12-31].");
}

/// The mapping form of a test: `{over: 50_000, under: 90_000}`.
Test read_test_map(Faults& faults, YAML::Node const& node, std::string const& column) {
  static std::array<std::string, 2> const booleans{"true", "false"};
  Mapping const map(faults, node, key_section("test"));
  Test test;
  test.over = map.number("over", NumberRange{});
  test.under = map.number("under", NumberRange{});
  if (test.over && test.under && *test.over >= *test.under) {
    faults.add(*map.find("under"), "QD-109", "nothing lies over the one and under the other",
               "Write a larger number under `under`.");
  }
  read_between(faults, map, test);
  test.after = day_at(faults, map, "after");
  test.before = day_at(faults, map, "before");
  if (auto const* like = map.find("like")) test.like = read_values(faults, *like, "`like`");
  if (auto const i = map.choice("blank", booleans)) test.blank = *i == 0;
  if (auto const* other = map.find("not")) {
    test.none_of.push_back(read_test(faults, *other, column));
  }
  if (node.size() == 0) {
    faults.add(node, "QD-109", fmt::format("the test of `{}` says nothing", column),
               "Write a value, a list of values or a test such as {over: 50_000}.");
  }
  return test;
}

Test read_test(Faults& faults, YAML::Node const& node, std::string const& column) {
  if (node.IsMap()) return read_test_map(faults, node, column);
  Test test;
  test.one_of = read_values(faults, node, fmt::format("`{}`", column));
  return test;
}

enum class Level { top, nested };

Filter read_level(Faults& faults, YAML::Node const& node, Level level);

std::vector<Filter> read_list(Faults& faults, Mapping const& map, std::string_view key) {
  std::vector<Filter> filters;
  for (auto const& item : map.list(key)) {
    filters.push_back(read_level(faults, item, Level::nested));
  }
  if (filters.empty() && map.has(key) && map.find(key)->IsSequence()) {
    faults.add(*map.find(key), "QD-109", fmt::format("`{}` holds no filter", key),
               "Write a list of filters, or drop the key.");
  }
  return filters;
}

void read_largest(Faults& faults, Mapping const& map, Filter& filter, Level level) {
  NumberRange const range{1, 1e6, "a whole number from 1 to 1,000,000"};
  auto const n = map.integer("largest", range);
  if (!n) return;
  filter.largest = static_cast<int>(*n);
  if (level == Level::top) return;
  report(faults, *map.find("largest"),
         {"QD-131", "`largest` stands inside another filter",
          "it picks from the deals that pass everything else, so it can stand only once",
          "Move it to the top of `where`."});
}

Filter read_level(Faults& faults, YAML::Node const& node, Level level) {
  Mapping const map(faults, node, key_section("where"));
  Filter filter;
  filter.place = faults.place(node);
  if (map.has("any")) filter.any_of.push_back(read_list(faults, map, "any"));
  if (map.has("all")) filter.all_of = read_list(faults, map, "all");
  if (auto const* other = map.find("not")) {
    if (other->IsSequence()) {
      filter.none_of = read_list(faults, map, "not");
    } else {
      filter.none_of.push_back(read_level(faults, *other, Level::nested));
    }
  }
  read_largest(faults, map, filter, level);
  for (auto const& [column, value] : map.others()) {
    filter.columns.push_back({column, read_test(faults, value, column), faults.place(value)});
  }
  if (node.IsMap() && node.size() == 0) {
    faults.add(node, "QD-109", "the filter says nothing", "Name a column, or drop `where`.");
  }
  return filter;
}

}  // namespace

Filter read_filter(yaml::Faults& faults, YAML::Node const& node) {
  return read_level(faults, node, Level::top);
}

}  // namespace quarterdeck::scenarios
