// tools/report/words/language.cpp – see language.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/words/language.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/core/error.hpp"
#include "generated/words.hpp"

namespace quarterdeck::report {
namespace {

[[noreturn]] void fail(std::string_view why, std::string_view key) {
  throw core::ContractViolation("words: " + std::string(why) + ": " + std::string(key));
}

/// A line's key and text; nothing where it has none.
std::optional<std::pair<std::string_view, std::string_view>> entry_of(std::string_view line) {
  auto const equals = line.find(" = ");
  if (equals == std::string_view::npos) return std::nullopt;
  return std::pair(trimmed(line.substr(0, equals)), trimmed(line.substr(equals + 3)));
}

}  // namespace

Language::Language(std::string_view file) {
  std::string key;
  std::string text;
  auto const finish = [&] {
    if (!key.empty()) add(key, text);
    key.clear();
  };
  while (!file.empty()) {
    auto const end = std::min(file.find('\n'), file.size());
    auto const line = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    if (trimmed(line).empty() || line.front() == '#') continue;
    if (line.front() == ' ') {
      if (key.empty()) fail("a text without a key", line);
      text += ' ' + std::string(trimmed(line));
      continue;
    }
    finish();
    auto const entry = entry_of(line);
    if (!entry) fail("a line that is no entry", line);
    key = entry->first;
    text = entry->second;
  }
  finish();
  if (tag_.empty() || numbers_.date.empty() || numbers_.percent.empty()) {
    fail("a language that does not say how it writes numbers", tag_);
  }
}

void Language::add(std::string_view key, std::string const& text) {
  if (key.front() == '@') return set(key.substr(1), text);
  auto pattern = parse_pattern(text);
  if (!pattern) fail("a text that is no pattern", key);
  if (!patterns_.emplace(key, std::move(*pattern)).second) fail("a key that comes twice", key);
  order_.emplace_back(key);
}

void Language::set(std::string_view name, std::string const& text) {
  constexpr std::string_view plural = "plural.";
  if (name.starts_with(plural)) {
    auto rule = PluralRule::parse(name.substr(plural.size()), text);
    if (!rule) fail("a rule that says nothing", name);
    plurals_.push_back(std::move(*rule));
    return;
  }
  std::pair<std::string_view, std::string*> const places[] = {{"language", &tag_},
                                                              {"decimal", &numbers_.decimal},
                                                              {"group", &numbers_.group},
                                                              {"thousand", &numbers_.magnitudes[0]},
                                                              {"million", &numbers_.magnitudes[1]},
                                                              {"billion", &numbers_.magnitudes[2]},
                                                              {"trillion", &numbers_.magnitudes[3]},
                                                              {"percent", &numbers_.percent},
                                                              {"date", &numbers_.date}};
  auto const* const place =
      std::ranges::find(places, name, &std::pair<std::string_view, std::string*>::first);
  if (place == std::end(places)) fail("an unknown setting", name);
  *place->second = text;
}

Pattern const& Language::pattern(std::string_view key) const {
  auto const found = patterns_.find(key);
  if (found == patterns_.end()) fail("no such key", key);
  return found->second;
}

std::vector<std::string_view> Language::keys(std::string_view beginning) const {
  std::vector<std::string_view> found;
  for (auto const& key : order_) {
    if (key.starts_with(beginning)) found.emplace_back(key);
  }
  return found;
}

std::string_view Language::plural_form(std::uint64_t n) const {
  auto const rule =
      std::ranges::find_if(plurals_, [n](PluralRule const& one) { return one.holds_for(n); });
  return rule == plurals_.end() ? std::string_view("other") : std::string_view(rule->form());
}

Language const& english() {
  static Language const language{generated::words_en};
  return language;
}

}  // namespace quarterdeck::report
