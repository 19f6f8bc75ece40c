// engine/core/diagnostic.cpp – see diagnostic.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/diagnostic.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

#include "engine/core/text.hpp"

namespace quarterdeck::core {
namespace {

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
std::size_t edit_distance(std::string const& a, std::string const& b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t const replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      bool const swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

/// Text that a terminal may show: runs of white space and control characters, those of two bytes
/// included, become one space, and what is longer than a screen is cut.
std::string printable(std::string_view text) {
  constexpr std::size_t longest = 800;
  std::string shown;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const byte = static_cast<unsigned char>(text[i]);
    auto const next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    bool const two_bytes = byte == 0xC2U && next >= 0x80U && next <= 0x9FU;
    bool const shows = byte > 0x20U && byte != 0x7FU && !two_bytes;
    bool const starts = (byte & 0xC0U) != 0x80U;
    if (starts && shown.size() >= longest) return shown + " …";
    if (shows) {
      shown += text[i];
    } else if (!shown.empty() && shown.back() != ' ') {
      shown += ' ';
    }
    if (two_bytes) ++i;
  }
  return shown;
}

/// The same of a line that begins with spaces, which YAML needs.
std::string indented(std::string_view line) {
  auto const blanks = std::min(line.find_first_not_of(' '), line.size());
  return std::string(blanks, ' ') + printable(line.substr(blanks));
}

}  // namespace

std::string to_string(Diagnostic const& diagnostic) {
  std::string text = printable(diagnostic.where.file);
  for (auto const number : std::array{diagnostic.where.line, diagnostic.where.column}) {
    if (number == 0) break;
    text += fmt::format("{}{}", text.empty() ? "line " : ":", number);
  }
  if (!text.empty()) text += ": ";
  text += printable(diagnostic.problem);
  if (!diagnostic.reason.empty()) text += fmt::format(" ({})", printable(diagnostic.reason));
  text += '.';
  if (!diagnostic.suggestion.empty()) text += ' ' + printable(diagnostic.suggestion);
  for (auto const& line : diagnostic.lines) text += "\n    " + indented(line);
  return text;
}

std::string nearest_word(std::string_view word, std::span<std::string const> candidates) {
  std::string const wanted = lower_case(word);
  std::size_t nearest_distance = wanted.size() / 3 + 1;
  std::string nearest;
  for (std::string const& candidate : candidates) {
    std::size_t const distance = edit_distance(wanted, lower_case(candidate));
    if (distance < nearest_distance) {
      nearest_distance = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

}  // namespace quarterdeck::core
