// tests/golden/compare.cpp – see compare.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/compare.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace quarterdeck::golden {
namespace {

using Kind = Difference::Kind;
using Places = std::unordered_map<std::string, std::size_t>;

/// A value's column, and its place among the rows.
struct At {
  std::string column;
  std::string place;

  [[nodiscard]] At member(std::string const& name) const {
    return {column + '.' + name, place.empty() ? name : place + '.' + name};
  }
  [[nodiscard]] At row(std::string const& label) const {
    return {column, place + '[' + label + ']'};
  }
};

/// Names of an object, or labels of the rows of an array, with where each stands.
struct Labels {
  std::vector<std::string> list;
  Places places;
  std::vector<std::string> twice;
};

Labels index(std::vector<std::string> list) {
  Labels labels;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!labels.places.emplace(list[i], i).second) labels.twice.push_back(list[i]);
  }
  labels.list = std::move(list);
  return labels;
}

/// A member of a row by its name, or by a path such as `period.id`.
Value const* find(Value const& row, std::string const& path) {
  auto const dot = path.find('.');
  if (dot == std::string::npos) return row.member(path);
  auto const* const inner = row.member(path.substr(0, dot));
  return inner == nullptr ? nullptr : find(*inner, path.substr(dot + 1));
}

std::string label_of(Value const& row, std::vector<std::string> const& keys) {
  std::string label;
  for (auto const& key : keys) {
    auto const* const value = find(row, key);
    if (value == nullptr) continue;  // rows of one array may be told apart by different members
    auto const text =
        value->is_nested() || value->kind == Value::Kind::null ? brief(*value) : value->text;
    label += fmt::format("{}{}={}", label.empty() ? "" : ", ", key, text);
  }
  return label;
}

Labels labels_of(Value const& rows, std::vector<std::string> const& keys) {
  std::vector<std::string> list;
  for (auto const& row : rows.items) {
    auto label = label_of(row, keys);  // the line that stands for folded rows has no key
    list.push_back(label.empty() ? std::to_string(list.size()) : std::move(label));
  }
  return index(std::move(list));
}

double number(std::string const& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class Comparer {
 public:
  Comparer(Rules const& rules, std::vector<Difference>& found) : rules_(rules), found_(found) {}

  void compare(At const& at, Value const& expected, Value const& received) {
    if (expected.kind != received.kind) {
      add(Kind::type, at, brief(expected), brief(received));
    } else if (expected.kind == Value::Kind::object) {
      compare_members(at, expected, received);
    } else if (expected.kind == Value::Kind::array) {
      compare_rows(at, expected, received);
    } else if (expected.text != received.text) {
      compare_scalars(at, expected, received);
    }
  }

 private:
  void add(Kind kind, At const& at, std::string before, std::string after) {
    found_.push_back({kind, at.column, at.place, std::move(before), std::move(after), {}, {}});
  }

  void compare_scalars(At const& at, Value const& expected, Value const& received) {
    if (expected.kind != Value::Kind::number) {
      add(Kind::value, at, brief(expected), brief(received));
      return;
    }
    double const before = number(expected.text);
    double const absolute = std::abs(number(received.text) - before);
    auto const* const allowed = rules_.tolerance_of(at.column);
    if (allowed != nullptr &&
        (absolute <= allowed->absolute || absolute <= allowed->relative * std::abs(before))) {
      return;
    }
    add(Kind::value, at, expected.text, received.text);
    found_.back().absolute = absolute;
    if (before != 0) found_.back().relative = absolute / std::abs(before);
  }

  void compare_members(At const& at, Value const& expected, Value const& received) {
    auto const before = index(expected.names);
    auto const after = index(received.names);
    auto const member = [&](std::string const& name) { return at.member(name); };
    pair_up({expected, before, Kind::missing_name}, {received, after, Kind::new_name}, member);
    compare_order(at, before, after);
  }

  void compare_rows(At const& at, Value const& expected, Value const& received) {
    auto const* const keys = rules_.keys_of(at.column);
    if (keys == nullptr) return compare_by_place(at, expected, received);
    auto const before = labels_of(expected, *keys);
    auto const after = labels_of(received, *keys);
    for (auto const& label : before.twice) add(Kind::ambiguous_key, at.row(label), "", "");
    for (auto const& label : after.twice) add(Kind::ambiguous_key, at.row(label), "", "");
    if (!before.twice.empty() || !after.twice.empty()) {
      return compare_by_place(at, expected, received);
    }
    auto const row = [&](std::string const& label) { return at.row(label); };
    pair_up({expected, before, Kind::missing_row}, {received, after, Kind::new_row}, row);
    compare_order(at, before, after);
  }

  void compare_by_place(At const& at, Value const& expected, Value const& received) {
    std::size_t const n_before = expected.items.size();
    std::size_t const n_after = received.items.size();
    for (std::size_t i = 0; i < std::max(n_before, n_after); ++i) {
      auto const here = at.row(std::to_string(i));
      if (i >= n_after) {
        add(Kind::missing_row, here, brief(expected.items[i]), "");
      } else if (i >= n_before) {
        add(Kind::new_row, here, "", brief(received.items[i]));
      } else {
        compare(here, expected.items[i], received.items[i]);
      }
    }
  }

  /// One of two arrays or objects, and what it means where only it has a row or member.
  struct Side {
    Value const& value;
    Labels const& labels;
    Kind alone;
  };

  /// Compares what both sides have, and says what only one of them has.
  template <typename MakeAt>
  void pair_up(Side const& expected, Side const& received, MakeAt const& at) {
    for (std::size_t i = 0; i < expected.labels.list.size(); ++i) {
      auto const& label = expected.labels.list[i];
      auto const found = received.labels.places.find(label);
      if (found == received.labels.places.end()) {
        add(expected.alone, at(label), brief(expected.value.items[i]), "");
      } else {
        compare(at(label), expected.value.items[i], received.value.items[found->second]);
      }
    }
    for (std::size_t i = 0; i < received.labels.list.size(); ++i) {
      auto const& label = received.labels.list[i];
      if (expected.labels.places.contains(label)) continue;
      add(received.alone, at(label), "", brief(received.value.items[i]));
    }
  }

  void compare_order(At const& at, Labels const& before, Labels const& after) {
    std::size_t last = 0;
    for (auto const& label : before.list) {
      auto const found = after.places.find(label);
      if (found == after.places.end()) continue;
      if (found->second < last) return add(Kind::order, at, "", label);
      last = found->second;
    }
  }

  Rules const& rules_;
  std::vector<Difference>& found_;
};

}  // namespace

std::vector<Difference> compare(Value const& expected, Value const& received,
                                std::string const& name, Rules const& rules) {
  std::vector<Difference> found;
  Comparer(rules, found).compare({name, ""}, expected, received);
  return found;
}

std::string to_string(Difference const& difference) {
  std::string const place = difference.place.empty() ? "the document" : difference.place;
  switch (difference.kind) {
    case Kind::value:
      return fmt::format("{}: {} -> {}", place, difference.before, difference.after);
    case Kind::type:
      return fmt::format("{}: {} -> {}, of another kind", place, difference.before,
                         difference.after);
    case Kind::missing_name:
      return fmt::format("{}: is gone, was {}", place, difference.before);
    case Kind::new_name:
      return fmt::format("{}: is new, {}", place, difference.after);
    case Kind::missing_row:
      return fmt::format("{}: the row is gone, was {}", place, difference.before);
    case Kind::new_row:
      return fmt::format("{}: the row is new, {}", place, difference.after);
    case Kind::order:
      return fmt::format("{}: in another order, first at {}", place, difference.after);
    case Kind::ambiguous_key:
      return fmt::format("{}: two rows have this key; tolerance.yaml must tell them apart", place);
  }
  return {};
}

}  // namespace quarterdeck::golden
