// tools/report/words/terms.cpp – see terms.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/words/terms.hpp"

#include <algorithm>
#include <string>

#include "tools/report/words/voice.hpp"

namespace quarterdeck::report {
namespace {

/// Lower case, with blanks for the underscores and hyphens that JSON keys and words are joined by.
std::string plain_name(std::string_view name) {
  std::string plain;
  for (char const c : name) {
    bool const is_upper = c >= 'A' && c <= 'Z';
    plain += c == '_' || c == '-' ? ' ' : is_upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return plain;
}

/// Words as they stand in the file, for no medium in particular.
std::string plain_words(Language const& language, std::string_view key) {
  Medium const as_is{[](Name const& name) { return name.text; },
                     [](std::string_view words) { return std::string(words); }};
  return Voice(language, 0, as_is)(say(key));
}

}  // namespace

std::vector<ExplainedTerm> explained_terms(Language const& language) {
  constexpr std::string_view beginning = "term.";
  constexpr std::string_view ending = ".meaning";
  std::vector<ExplainedTerm> terms;
  for (auto const key : language.keys(beginning)) {
    if (!key.ends_with(ending)) continue;
    auto const stem = key.substr(0, key.size() - ending.size());
    terms.push_back({plain_words(language, std::string(stem) + ".name"), key});
  }
  return terms;
}

std::vector<ExplainedTerm> explained_findings(Language const& language) {
  constexpr std::string_view beginning = "finding.";
  std::vector<ExplainedTerm> findings;
  for (auto const key : language.keys(beginning)) {
    findings.push_back({std::string(key.substr(beginning.size())), key});
  }
  return findings;
}

ExplainedTerm const* find_term(std::vector<ExplainedTerm> const& terms, std::string_view name) {
  auto const found = std::ranges::find_if(
      terms, [&](ExplainedTerm const& term) { return plain_name(term.name) == plain_name(name); });
  return found == terms.end() ? nullptr : &*found;
}

}  // namespace quarterdeck::report
