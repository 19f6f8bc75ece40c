// engine/yaml/mapping.cpp – see mapping.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/yaml/mapping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/core/error.hpp"
#include "engine/yaml/number_hint.hpp"

namespace quarterdeck::yaml {
namespace {

std::vector<std::string> key_names(KeySection const& section) {
  std::vector<std::string> names;
  for (Key const& key : section.keys) names.emplace_back(key.name);
  return names;
}

std::string list_words(std::span<std::string const> words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

/// Why a fault of that code matters.
std::string_view reason_of_code(std::string_view code) {
  static std::map<std::string_view, std::string_view> const reasons{
      {"QD-102",
       "it would be ignored, and the forecast would rest on a default that you did not choose"},
      {"QD-103", "only one of the two can hold, and nothing tells which one you meant"},
      {"QD-104", "it cannot be read as what stands here, and nothing is guessed in its place"},
      {"QD-105", "there is no sound default for it"},
      {"QD-106", "only a number in range has a meaning here, and nothing is guessed in its place"},
      {"QD-107", "no other word has a meaning here, and a default might not be what you meant"},
      {"QD-108", "amounts and periods rest on it, so it must be one that exists"},
      {"QD-109", "no deal could ever count"},
      {"QD-110", "a table is read from one place, and nothing tells which"},
      {"QD-111", "the connection says where to ask and the query what, so neither works alone"},
      {"QD-112", "the connection string would have a gap in it"},
      {"QD-113", "a forecast starts from the deals and what became of earlier ones"}};
  auto const found = reasons.find(code);
  QUARTERDECK_EXPECT(found != reasons.end());
  return found->second;
}

}  // namespace

core::Place Faults::place(YAML::Node const& node) const {
  YAML::Mark const mark = node.Mark();
  if (mark.is_null()) return {file_, 0, 0};
  return {file_, mark.line + 1, mark.column + 1};
}

void Faults::add(YAML::Node const& at, std::string code, std::string problem,
                 std::string suggestion) {
  std::string reason(reason_of_code(code));
  add(core::Diagnostic{std::move(code), core::Fault::configuration, place(at), std::move(problem),
                       std::move(reason), std::move(suggestion)});
}

core::Diagnostics Faults::take() {
  std::ranges::stable_sort(list_, {}, [](core::Diagnostic const& fault) {
    return std::pair(fault.where.line, fault.where.column);
  });
  return std::move(list_);
}

std::optional<double> parse_number(std::string_view text) {
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      digits += text[i];
      continue;
    }
    bool const inside = i > 0 && i + 1 < text.size() && text[i - 1] >= '0' && text[i - 1] <= '9' &&
                        text[i + 1] >= '0' && text[i + 1] <= '9';
    if (!inside) return std::nullopt;
  }
  if (digits.starts_with('+')) digits.erase(0, 1);
  double value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::optional<std::string> scalar_text(Faults& faults, YAML::Node const& node,
                                       std::string_view what) {
  if (node.IsScalar()) return node.Scalar();
  if (node.IsNull()) {
    faults.add(node, "QD-104", fmt::format("{} is empty", what), "Write a value, or drop the key.");
    return std::nullopt;
  }
  faults.add(node, "QD-104", fmt::format("{} is not a single value", what), "Write one value.");
  return std::nullopt;
}

std::vector<std::pair<std::string, YAML::Node>> free_entries(Faults& faults,
                                                             YAML::Node const& node) {
  std::vector<std::pair<std::string, YAML::Node>> entries;
  if (!node.IsMap()) {
    faults.add(node, "QD-104", "expected a mapping here", "Write `key: value` entries.");
    return entries;
  }
  for (auto const& entry : node) {
    auto const key = scalar_text(faults, entry.first, "a key");
    if (!key) continue;
    auto const same = [&](auto const& seen) { return seen.first == *key; };
    if (std::ranges::any_of(entries, same)) {
      faults.add(entry.first, "QD-103", fmt::format("`{}` is given twice", *key),
                 "Keep one of the two.");
      continue;
    }
    entries.emplace_back(*key, entry.second);
  }
  return entries;
}

namespace {

/// The node of a key, for its place. Assigning one node to another would change the document.
YAML::Node key_node(YAML::Node const& map, std::string const& key) {
  for (auto const& entry : map) {
    if (entry.first.IsScalar() && entry.first.Scalar() == key) return entry.first;
  }
  return map;
}

}  // namespace

Mapping::Mapping(Faults& faults, YAML::Node const& node, KeySection const& section)
    : faults_(&faults), node_(node) {
  check_keys(section);
}

Mapping::Entries Mapping::without_cut_numbers(Entries const& entries) const {
  auto const is_rest = [](auto const& entry) {
    return entry.second.IsNull() && !entry.first.empty() &&
           entry.first.find_first_not_of("0123456789.") == std::string::npos;
  };
  Entries whole;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    auto const& [key, value] = entries[i];
    auto written = value.IsScalar() ? value.Scalar() : std::string();
    bool const may_go_on = !is_rest(entries[i]) && parse_number(written).has_value();
    std::size_t n_rests = 0;
    while (may_go_on && i + n_rests + 1 < entries.size() && is_rest(entries[i + n_rests + 1])) {
      written += "," + entries[i + ++n_rests].first;
    }
    whole.push_back(entries[i]);
    if (n_rests == 0) continue;
    auto hint = number_hint(written, {});
    faults_->add(value, "QD-106", fmt::format("`{}` is `{}`", key, written),
                 hint + " In braces a comma begins the next key.");
    i += n_rests;
  }
  return whole;
}

void Mapping::check_key(KeySection const& section, std::string const& key,
                        YAML::Node const& value) {
  auto const known = key_names(section);
  if (std::ranges::find(known, key) != known.end()) {
    values_.emplace(key, value);
    return;
  }
  if (!section.more.empty()) {
    others_.emplace_back(key, value);
    return;
  }
  auto const nearest = core::nearest_word(key, known);
  faults_->add(key_node(node_, key), "QD-102",
               fmt::format("unknown key `{}` in {}", key, section.name),
               nearest.empty() ? fmt::format("Known keys: {}.", list_words(known))
                               : fmt::format("Did you mean `{}`?", nearest));
}

void Mapping::check_keys(KeySection const& section) {
  for (auto const& [key, value] : without_cut_numbers(free_entries(*faults_, node_))) {
    check_key(section, key, value);
  }
  for (Key const& key : section.keys) {
    bool const required =
        section.required.find(fmt::format("\"{}\"", key.name)) != std::string_view::npos;
    if (node_.IsMap() && required && !has(key.name)) {
      faults_->add(node_, "QD-105", fmt::format("{} lacks the key `{}`", section.name, key.name),
                   fmt::format("Add `{}`: {}", key.name, key.meaning));
    }
  }
}

YAML::Node const* Mapping::find(std::string_view key) const {
  auto const found = values_.find(key);
  return found == values_.end() ? nullptr : &found->second;
}

std::optional<std::string> Mapping::text(std::string_view key) const {
  auto const* node = find(key);
  if (node == nullptr) return std::nullopt;
  auto value = scalar_text(*faults_, *node, fmt::format("`{}`", key));
  if (value && value->empty()) {
    faults_->add(*node, "QD-104", fmt::format("`{}` is empty", key), "Write a value.");
    return std::nullopt;
  }
  return value;
}

std::optional<double> Mapping::number(std::string_view key, NumberRange const& range) const {
  auto const value = text(key);
  if (!value) return std::nullopt;
  auto const number = parse_number(*value);
  if (number && *number >= range.least && *number <= range.most) return number;
  faults_->add(*find(key), "QD-106", fmt::format("`{}` is `{}`", key, *value),
               number_hint(*value, range));
  return std::nullopt;
}

std::optional<std::int64_t> Mapping::integer(std::string_view key, NumberRange const& range) const {
  auto const value = text(key);
  if (!value) return std::nullopt;
  std::string digits;
  for (char const c : *value) {
    if (c != '_') digits += c;
  }
  std::int64_t integer = 0;
  auto const* const last = digits.data() + digits.size();
  auto const [end, error] = std::from_chars(digits.data(), last, integer);
  auto const as_double = static_cast<double>(integer);
  bool const whole = parse_number(*value).has_value() && error == std::errc() && end == last;
  if (whole && as_double >= range.least && as_double <= range.most) return integer;
  auto asked = range;
  if (asked.kind == NumberKind::plain) asked.kind = NumberKind::whole;
  faults_->add(*find(key), "QD-106", fmt::format("`{}` is `{}`", key, *value),
               number_hint(*value, asked));
  return std::nullopt;
}

std::optional<std::size_t> Mapping::choice(std::string_view key,
                                           std::span<std::string const> choices) const {
  auto const value = text(key);
  if (!value) return std::nullopt;
  auto const found = std::ranges::find(choices, *value);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  auto const nearest = core::nearest_word(*value, choices);
  faults_->add(*find(key), "QD-107", fmt::format("`{}` is `{}`", key, *value),
               nearest.empty() ? fmt::format("Write one of: {}.", list_words(choices))
                               : fmt::format("Did you mean `{}`?", nearest));
  return std::nullopt;
}

std::vector<YAML::Node> Mapping::list(std::string_view key) const {
  std::vector<YAML::Node> items;
  auto const* node = find(key);
  if (node == nullptr) return items;
  if (!node->IsSequence()) {
    faults_->add(*node, "QD-104",
                 fmt::format("`{}` is {}", key, node->IsNull() ? "empty" : "not a list"),
                 "Write `- ` entries or [a, b].");
    return items;
  }
  for (auto const& item : *node) items.push_back(item);
  return items;
}

std::vector<std::string> Mapping::texts(std::string_view key) const {
  std::vector<std::string> result;
  for (auto const& item : list(key)) {
    auto const value = scalar_text(*faults_, item, fmt::format("an entry of `{}`", key));
    if (!value) continue;
    if (std::ranges::find(result, *value) != result.end()) {
      faults_->add(item, "QD-103", fmt::format("`{}` is listed twice in `{}`", *value, key),
                   "Keep one of the two.");
      continue;
    }
    result.push_back(*value);
  }
  return result;
}

}  // namespace quarterdeck::yaml
