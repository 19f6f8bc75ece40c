// tools/report/words/pattern.hpp – a sentence of a language with places for its arguments.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quarterdeck::report {

struct Piece;

/// Text and places in the order of a sentence.
struct Pattern {
  std::vector<Piece> pieces;
};

/// A place that an argument fills: `{period}`.
struct Place {
  std::string argument;
};

/// Words that an argument chooses between: `{n, plural, one {deal} other {deals}}` by its number,
/// `{way, select, up {gains} other {loses}}` by its case.
struct Choice {
  enum class By { number, name };
  By by = By::number;
  std::string argument;
  std::vector<std::pair<std::string, Pattern>> branches;  ///< the last is `other`
};

struct Piece {
  std::variant<std::string, Place, Choice> what;
};

/// Reads a sentence, written in the part of ICU's message syntax that is shown above; a brace
/// always opens or closes a place, and the number itself is written as a place of its own.
/// @return nothing where braces do not match, a place has no name, or a choice has no `other`
/// @source ICU User Guide, "Formatting Messages"
/// @verified tests/unit/report/words/pattern_test.cpp
[[nodiscard]] std::optional<Pattern> parse_pattern(std::string_view text);

/// Names of all arguments that a sentence may need.
/// @verified tests/unit/report/words/pattern_test.cpp
[[nodiscard]] std::set<std::string> arguments_of(Pattern const& pattern);

}  // namespace quarterdeck::report
