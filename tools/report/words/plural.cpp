// tools/report/words/plural.cpp – see plural.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/words/plural.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace quarterdeck::report {
namespace {

std::optional<std::uint64_t> whole(std::string_view text) {
  std::uint64_t number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  bool const all = error == std::errc() && end == text.data() + text.size();
  return all ? std::optional(number) : std::nullopt;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  while (true) {
    auto const at = text.find(separator);
    parts.push_back(trimmed(text.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + separator.size());
  }
}

std::optional<PluralRule::Range> PluralRule::parse_range(std::string_view text) {
  auto const ends = split(text, "..");
  auto const first = whole(ends.front());
  auto const last = whole(ends.back());
  if (ends.size() > 2 || !first || !last || *last < *first) return std::nullopt;
  return Range{*first, *last};
}

std::optional<PluralRule::Relation> PluralRule::parse_relation(std::string_view text) {
  Relation relation;
  auto const equals = text.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  relation.is_in = equals == 0 || text[equals - 1] != '!';
  auto const operand = split(text.substr(0, relation.is_in ? equals : equals - 1), "%");
  if (operand.front() != "n" || operand.size() > 2) return std::nullopt;
  if (operand.size() == 2) {
    auto const modulus = whole(operand[1]);
    if (!modulus || *modulus == 0) return std::nullopt;
    relation.modulus = *modulus;
  }
  for (auto const part : split(text.substr(equals + 1), ",")) {
    auto const range = parse_range(part);
    if (!range) return std::nullopt;
    relation.values.push_back(*range);
  }
  return relation;
}

std::optional<PluralRule> PluralRule::parse(std::string_view form, std::string_view condition) {
  PluralRule rule;
  rule.form_ = form;
  for (auto const all : split(condition, " or ")) {
    std::vector<Relation> relations;
    for (auto const one : split(all, " and ")) {
      auto relation = parse_relation(one);
      if (!relation) return std::nullopt;
      relations.push_back(std::move(*relation));
    }
    rule.any_of_.push_back(std::move(relations));
  }
  return rule;
}

bool PluralRule::holds_for(std::uint64_t n) const {
  auto const holds = [n](Relation const& relation) {
    std::uint64_t const operand = relation.modulus == 0 ? n : n % relation.modulus;
    bool const is_in = std::ranges::any_of(relation.values, [operand](Range const& range) {
      return range.first <= operand && operand <= range.last;
    });
    return is_in == relation.is_in;
  };
  return std::ranges::any_of(
      any_of_, [&](auto const& relations) { return std::ranges::all_of(relations, holds); });
}

}  // namespace quarterdeck::report
