// tools/report/words/plural.hpp – which form of a word goes with a number.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quarterdeck::report {

/// A form of words and the whole numbers that it goes with: `few`, `n % 10 = 2..4 and n % 100 !=
/// 12..14`. The form `other` goes with all that no rule names.
class PluralRule {
 public:
  /// @param condition  relations joined by `and`, those joined by `or`; a relation is
  ///                   `n [% modulus] (= | !=) values`, values being numbers and ranges a..b
  ///                   between commas
  /// @return nothing where the condition is none
  /// @source Unicode Technical Standard 35, part 3, plural rules, of whose syntax this is the part
  ///         that knows whole numbers
  /// @verified tests/unit/report/words/plural_test.cpp
  static std::optional<PluralRule> parse(std::string_view form, std::string_view condition);

  [[nodiscard]] std::string const& form() const { return form_; }
  [[nodiscard]] bool holds_for(std::uint64_t n) const;

 private:
  struct Range {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
  };
  struct Relation {
    std::uint64_t modulus = 0;  ///< 0: none
    bool is_in = true;
    std::vector<Range> values;
  };
  [[nodiscard]] static std::optional<Range> parse_range(std::string_view text);
  [[nodiscard]] static std::optional<Relation> parse_relation(std::string_view text);

  std::string form_;
  std::vector<std::vector<Relation>> any_of_;  ///< each a list of relations that all must hold
};

/// Parts of a text between a separator, without blanks around them.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text,
                                                  std::string_view separator);

/// A text without blanks at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace quarterdeck::report
