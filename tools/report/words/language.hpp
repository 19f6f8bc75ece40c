// tools/report/words/language.hpp – all words of a language, read from its file.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tools/report/words/numbers.hpp"
#include "tools/report/words/pattern.hpp"
#include "tools/report/words/plural.hpp"

namespace quarterdeck::report {

/// Sentences, headings and titles of a language by their keys, and how it writes numbers. A file of
/// words has lines `key = text`; a line that is set in goes on with the text before it, a line that
/// begins with # is a remark. Keys that begin with @ say how the language writes numbers and which
/// forms of words it has, see en.words.
class Language {
 public:
  /// @throws core::ContractViolation where the text is no file of words: it is part of the program,
  ///         never of what a user writes
  /// @verified tests/unit/report/words/language_test.cpp
  explicit Language(std::string_view file);

  [[nodiscard]] std::string const& tag() const { return tag_; }
  [[nodiscard]] NumberFormat const& numbers() const { return numbers_; }

  /// @throws core::ContractViolation where the language has no such key
  [[nodiscard]] Pattern const& pattern(std::string_view key) const;

  /// Keys that begin with these letters, in the order of the file.
  [[nodiscard]] std::vector<std::string_view> keys(std::string_view beginning = {}) const;
  [[nodiscard]] bool has(std::string_view key) const { return patterns_.contains(key); }

  /// The form of words that goes with a number: `one`, `other`.
  [[nodiscard]] std::string_view plural_form(std::uint64_t n) const;

 private:
  void add(std::string_view key, std::string const& text);
  void set(std::string_view name, std::string const& text);

  std::string tag_;
  NumberFormat numbers_;
  std::vector<PluralRule> plurals_;
  std::map<std::string, Pattern, std::less<>> patterns_;
  std::vector<std::string> order_;
};

/// Words that are part of the program.
[[nodiscard]] Language const& english();

}  // namespace quarterdeck::report
