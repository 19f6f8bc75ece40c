// tests/golden/summary.cpp – see summary.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/summary.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>

namespace quarterdeck::golden {
namespace {

constexpr std::size_t n_examples = 3;

/// Differences of one kind in one column.
struct Group {
  Difference::Kind kind{};
  std::string column;
  std::size_t n = 0;
  double absolute = -1;  ///< the largest; below zero where no two numbers differ
  double relative = -1;
  std::vector<std::string> examples;
};

void add(Group& group, Difference const& difference) {
  ++group.n;
  group.absolute = std::max(group.absolute, difference.absolute.value_or(-1));
  group.relative = std::max(group.relative, difference.relative.value_or(-1));
  if (group.examples.size() < n_examples) group.examples.push_back(to_string(difference));
}

std::vector<Group> group_by_column(std::vector<Difference> const& differences) {
  std::vector<Group> groups;
  for (auto const& one : differences) {
    auto const same = [&](Group const& g) { return g.kind == one.kind && g.column == one.column; };
    auto found = std::find_if(groups.begin(), groups.end(), same);
    if (found == groups.end()) {
      groups.push_back({});
      found = groups.end() - 1;
      found->kind = one.kind;
      found->column = one.column;
    }
    add(*found, one);
  }
  return groups;
}

std::string noun(Difference::Kind kind) {
  switch (kind) {
    case Difference::Kind::value:
      return "changed";
    case Difference::Kind::type:
      return "of another kind";
    case Difference::Kind::missing_name:
    case Difference::Kind::missing_row:
      return "gone";
    case Difference::Kind::new_name:
    case Difference::Kind::new_row:
      return "new";
    case Difference::Kind::order:
      return "in another order";
    case Difference::Kind::ambiguous_key:
      return "not told apart by their key";
  }
  return {};
}

}  // namespace

std::string summary(std::string const& title, std::vector<Difference> const& differences) {
  auto const groups = group_by_column(differences);
  std::string out = fmt::format("{}: {} {} in {} {}\n", title, differences.size(),
                                differences.size() == 1 ? "difference" : "differences",
                                groups.size(), groups.size() == 1 ? "column" : "columns");
  for (auto const& group : groups) {
    out += fmt::format("  {}: {} {}", group.column, group.n, noun(group.kind));
    if (group.absolute >= 0) out += fmt::format(", by at most {:.6g}", group.absolute);
    if (group.relative >= 0) out += fmt::format(", relative {:.3g}", group.relative);
    out += '\n';
    for (auto const& example : group.examples) out += "      " + example + '\n';
  }
  return out;
}

}  // namespace quarterdeck::golden
