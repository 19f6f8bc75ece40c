// engine/yaml/mapping.hpp – mappings of a YAML file with typed getters that collect faults.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "engine/core/named.hpp"
#include "engine/yaml/keys.hpp"

namespace quarterdeck::yaml {

/// Faults of one file, each with its place.
class Faults {
 public:
  explicit Faults(std::string file) : file_(std::move(file)) {}
  /// Place of a node; `otherwise` stands in for nodes that the parser made up.
  [[nodiscard]] core::Place place(YAML::Node const& node) const;
  void add(core::Diagnostic diagnostic) { list_.push_back(std::move(diagnostic)); }
  /// Shorthand for a configuration fault at a node; the reason is the code's own.
  void add(YAML::Node const& at, std::string code, std::string problem, std::string suggestion);
  [[nodiscard]] std::string const& file() const { return file_; }
  /// All faults in the order of the file.
  [[nodiscard]] core::Diagnostics take();
  [[nodiscard]] bool empty() const { return list_.empty(); }

 private:
  std::string file_;
  core::Diagnostics list_;
};

struct NumberRange {
  double least = -std::numeric_limits<double>::max();
  double most = std::numeric_limits<double>::max();
  std::string_view words = "a number";
};

/// A mapping whose keys are those of a section. Making one reports repeated keys, absent required
/// ones and, unless the section has room for more, unknown ones; the getters report values of the
/// wrong kind and return nothing then.
class Mapping {
 public:
  Mapping(Faults& faults, YAML::Node const& node, KeySection const& section);

  [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
  [[nodiscard]] YAML::Node const* find(std::string_view key) const;
  [[nodiscard]] YAML::Node const& node() const { return node_; }
  [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
  [[nodiscard]] std::optional<double> number(std::string_view key, NumberRange const& range) const;
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key,
                                                    NumberRange const& range) const;
  /// Index of the value among the choices.
  [[nodiscard]] std::optional<std::size_t> choice(std::string_view key,
                                                  std::span<std::string const> choices) const;
  /// The value whose name is written.
  template <class Enum, std::size_t n>
  [[nodiscard]] std::optional<Enum> choice(std::string_view key,
                                           core::Names<Enum, n> const& names) const {
    std::vector<std::string> words;
    for (auto const& one : names) words.emplace_back(one.name);
    auto const i = choice(key, std::span<std::string const>(words));
    return i ? std::optional<Enum>(names[*i].value) : std::nullopt;
  }
  [[nodiscard]] std::vector<YAML::Node> list(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
  /// Keys beyond those of the section with their values, in file order, where it has room for more.
  [[nodiscard]] std::vector<std::pair<std::string, YAML::Node>> const& others() const {
    return others_;
  }

 private:
  void check_keys(KeySection const& section);

  Faults* faults_;
  YAML::Node node_;
  std::map<std::string, YAML::Node, std::less<>> values_;
  std::vector<std::pair<std::string, YAML::Node>> others_;
};

/// Key and value of every entry of a mapping with free keys, in file order. Reports repeated keys.
[[nodiscard]] std::vector<std::pair<std::string, YAML::Node>> free_entries(Faults& faults,
                                                                           YAML::Node const& node);

/// The text of a scalar; reports anything else.
[[nodiscard]] std::optional<std::string> scalar_text(Faults& faults, YAML::Node const& node,
                                                     std::string_view what);

/// Reads a number in which single underscores may stand between digits.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

}  // namespace quarterdeck::yaml
