// engine/core/diagnostic.hpp – one message to a user about one fault in what they gave us.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace quarterdeck::core {

/// Where a fault stands. Lines and columns count from 1; 0 means that there is none to name.
struct Place {
  std::string file;
  std::int64_t line = 0;
  std::int64_t column = 0;
};

/// What kind of input a diagnostic is about; decides the exit code of the command.
enum class Fault {
  usage,          ///< flags and arguments, exit 64
  data,           ///< rows of a table, exit 65
  missing_input,  ///< a file or table that is not there, exit 66
  configuration   ///< workspace or scenario, exit 78
};

/// Message grammar: `file:line:column: problem (reason). Suggestion.`
/// The problem is lower case and shows the offending value; the reason says why it matters; the
/// suggestion says what to write instead and is a sentence. `lines`, where there are some, stand
/// below the message as they are, to be copied.
struct Diagnostic {
  std::string code;  ///< stable, `QD-` and three digits; explained in docs/formats/diagnostics.md
  Fault fault = Fault::configuration;
  Place where;
  std::string problem;
  std::string reason;
  std::string suggestion;
  std::vector<std::string> lines{};
};

using Diagnostics = std::vector<Diagnostic>;

/// A value, or every fault found on the way to it.
template <class T>
using Checked = tl::expected<T, Diagnostics>;

/// The message in the grammar above, without a line break at its end, followed by the lines to be
/// copied, each indented by four spaces; a line without a file reads
/// `line 7: …`. Control characters are left out and a part longer than a screen is cut, so
/// that what stands in a file cannot steer the terminal.
/// @verified tests/unit/core/diagnostic_test.cpp
[[nodiscard]] std::string to_string(Diagnostic const& diagnostic);

/// The candidate nearest to `word` by edit distance (letters added, left out, replaced, or swapped
/// with a neighbour), ignoring case; the first of equals. Empty when none is near enough to be
/// meant: more than a third of the word's letters would change.
/// @verified tests/unit/core/diagnostic_test.cpp
[[nodiscard]] std::string nearest_word(std::string_view word,
                                       std::span<std::string const> candidates);

}  // namespace quarterdeck::core
