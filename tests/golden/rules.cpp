// tests/golden/rules.cpp – see rules.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/rules.hpp"

#include <fmt/core.h>
#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <functional>
#include <stdexcept>

namespace quarterdeck::golden {
namespace {

[[noreturn]] void refuse(YAML::Node const& node, std::string const& problem) {
  auto const mark = node.Mark();
  throw std::runtime_error(
      fmt::format("tolerance.yaml:{}:{}: {}", mark.line + 1, mark.column + 1, problem));
}

/// The value that a map or set has for the longest end of a column.
template <typename Container>
auto find_longest(Container const& entries, std::string const& column) {
  auto found = entries.find(column);
  for (auto dot = column.find('.'); found == entries.end() && dot != std::string::npos;
       dot = column.find('.', dot + 1)) {
    found = entries.find(column.substr(dot + 1));
  }
  return found;
}

std::vector<std::string> read_keys(YAML::Node const& node) {
  if (node.IsScalar()) return {node.as<std::string>()};
  if (!node.IsSequence() || node.size() == 0) refuse(node, "keys are a name or a list of names");
  return node.as<std::vector<std::string>>();
}

double read_positive(YAML::Node const& node) {
  auto const value = node.as<double>(0);
  if (!(value > 0 && value < 1e300)) refuse(node, "a tolerance is a number above zero");
  return value;
}

/// `{absolute: 0.01, why: …}`
Tolerance read_tolerance(YAML::Node const& node) {
  if (!node.IsMap() || !node["why"]) refuse(node, "a tolerance needs a reason, `why`");
  Tolerance tolerance;
  for (auto const& entry : node) {
    auto const name = entry.first.as<std::string>();
    if (name == "absolute") {
      tolerance.absolute = read_positive(entry.second);
    } else if (name == "relative") {
      tolerance.relative = read_positive(entry.second);
    } else if (name != "why") {
      refuse(entry.first, "`" + name + "` is not one of absolute, relative, why");
    }
  }
  if (tolerance.absolute <= 0 && tolerance.relative <= 0) {
    refuse(node, "a tolerance is absolute, relative or both");
  }
  return tolerance;
}

std::size_t read_rows(YAML::Node const& node) {
  auto const n = node.as<int>(0);
  if (n < 1) refuse(node, "the rows to keep are a whole number above zero");
  return static_cast<std::size_t>(n);
}

void read_section(std::string const& name, YAML::Node const& entries, Rules& rules) {
  std::set<std::string> seen;
  for (auto const& entry : entries) {
    auto const column = entry.first.as<std::string>();
    if (!seen.insert(column).second) refuse(entry.first, "`" + column + "` stands here twice");
    if (name == "keys") {
      rules.keys[column] = read_keys(entry.second);
    } else if (name == "ignore") {
      if (!entry.second.IsScalar()) refuse(entry.first, "an ignored column needs a reason");
      rules.ignored.insert(column);
    } else if (name == "fold") {
      rules.folded[column] = read_rows(entry.second);
    } else {
      rules.tolerances[column] = read_tolerance(entry.second);
    }
  }
}

/// 64 bits of FNV-1a, in hexadecimal: enough to see a change, and nobody would forge one.
/// @source Fowler, Noll, Vo, http://www.isthe.com/chongo/tech/comp/fnv/
std::string digest_of(std::string const& text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (unsigned char const byte : text) hash = (hash ^ byte) * 0x100000001b3U;
  return fmt::format("{:016x}", hash);
}

/// @param rows  of an array whose own rows are golden already
void fold(Value& rows, std::string const& column, Rules const& rules) {
  auto const* const kept = rules.rows_kept(column);
  if (kept == nullptr || rows.items.size() <= *kept) return;
  std::string rest;
  for (std::size_t i = *kept; i < rows.items.size(); ++i) rest += print(rows.items[i]);
  auto const text =
      fmt::format("{} more rows, digest {}", rows.items.size() - *kept, digest_of(rest));
  rows.items.resize(*kept);
  rows.items.push_back({Value::Kind::text, text, {}, {}});
}

/// Calls with every value and its column, parents first.
void visit(Value const& value, std::string const& column,
           std::function<void(Value const&, std::string const&)> const& call) {
  call(value, column);
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    bool const is_object = value.kind == Value::Kind::object;
    visit(value.items[i], is_object ? column + '.' + value.names[i] : column, call);
  }
}

}  // namespace

std::vector<std::string> const* Rules::keys_of(std::string const& column) const {
  auto const found = find_longest(keys, column);
  return found == keys.end() ? nullptr : &found->second;
}

bool Rules::ignores(std::string const& column) const {
  return find_longest(ignored, column) != ignored.end();
}

std::size_t const* Rules::rows_kept(std::string const& column) const {
  auto const found = find_longest(folded, column);
  return found == folded.end() ? nullptr : &found->second;
}

Tolerance const* Rules::tolerance_of(std::string const& column) const {
  auto const found = find_longest(tolerances, column);
  return found == tolerances.end() ? nullptr : &found->second;
}

std::set<std::string> Rules::entries() const {
  std::set<std::string> all = ignored;
  for (auto const& [column, unused] : keys) all.insert(column);
  for (auto const& [column, unused] : folded) all.insert(column);
  for (auto const& [column, unused] : tolerances) all.insert(column);
  return all;
}

Rules read_rules(std::filesystem::path const& file) {
  auto const document = YAML::LoadFile(file.string());
  Rules rules;
  for (auto const& section : document) {
    auto const name = section.first.as<std::string>();
    if (name != "keys" && name != "ignore" && name != "fold" && name != "tolerance") {
      refuse(section.first, "`" + name + "` is not one of keys, ignore, fold, tolerance");
    }
    if (!section.second.IsNull() && !section.second.IsMap()) {
      refuse(section.first, "`" + name + "` is a mapping of columns");
    }
    read_section(name, section.second, rules);
  }
  return rules;
}

bool is_about(std::string const& entry, std::string const& column) {
  return column == entry || column.ends_with('.' + entry);
}

std::set<std::string> columns_of(Value const& document, std::string const& name) {
  std::set<std::string> columns;
  visit(document, name, [&](Value const&, std::string const& column) { columns.insert(column); });
  return columns;
}

void make_golden(Value& document, std::string const& name, Rules const& rules) {
  if (rules.ignores(name)) {
    document = {Value::Kind::text, '<' + to_string(document.kind) + '>', {}, {}};
    return;
  }
  for (std::size_t i = 0; i < document.items.size(); ++i) {
    bool const is_object = document.kind == Value::Kind::object;
    make_golden(document.items[i], is_object ? name + '.' + document.names[i] : name, rules);
  }
  if (document.kind == Value::Kind::array) fold(document, name, rules);
}

}  // namespace quarterdeck::golden
