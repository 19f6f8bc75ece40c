// tools/report/words/pattern.cpp – see pattern.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/words/pattern.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <utility>

#include "tools/report/words/plural.hpp"

namespace quarterdeck::report {
namespace {

/// Reads from left to right; throws std::invalid_argument where the text is no sentence.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Pattern all() {
    auto pattern = until_brace();
    if (at_ != text_.size()) fail();
    return pattern;
  }

 private:
  [[noreturn]] static void fail() { throw std::invalid_argument("no pattern"); }

  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }

  void take(char sign) {
    if (at_end() || text_[at_] != sign) fail();
    ++at_;
  }

  void skip_blanks() {
    while (!at_end() && text_[at_] == ' ') ++at_;
  }

  /// Everything up to one of the signs, without blanks at its ends.
  std::string word(std::string_view ends) {
    auto const end = text_.find_first_of(ends, at_);
    if (end == std::string_view::npos) fail();
    std::string const found(trimmed(text_.substr(at_, end - at_)));
    if (found.empty() || found.find(' ') != std::string::npos) fail();
    at_ = end;
    return found;
  }

  /// The pattern up to the brace that closes it, or to the end.
  Pattern until_brace() {
    Pattern pattern;
    while (!at_end() && text_[at_] != '}') {
      if (text_[at_] == '{') {
        pattern.pieces.push_back(place());
        continue;
      }
      auto const end = std::min(text_.find_first_of("{}", at_), text_.size());
      pattern.pieces.push_back({std::string(text_.substr(at_, end - at_))});
      at_ = end;
    }
    return pattern;
  }

  Piece place() {
    take('{');
    auto name = word(",}");
    if (text_[at_] == '}') {
      ++at_;
      return {Place{std::move(name)}};
    }
    take(',');
    auto const kind = word(",");
    take(',');
    if (kind != "plural" && kind != "select") fail();
    Choice choice{kind == "plural" ? Choice::By::number : Choice::By::name, std::move(name), {}};
    for (skip_blanks(); !at_end() && text_[at_] != '}'; skip_blanks()) {
      auto form = word("{");
      take('{');
      choice.branches.emplace_back(std::move(form), until_brace());
      take('}');
    }
    take('}');
    if (choice.branches.empty() || choice.branches.back().first != "other") fail();
    return {std::move(choice)};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

void collect(Pattern const& pattern, std::set<std::string>& names) {
  for (auto const& piece : pattern.pieces) {
    if (auto const* const place = std::get_if<Place>(&piece.what)) names.insert(place->argument);
    if (auto const* const choice = std::get_if<Choice>(&piece.what)) {
      names.insert(choice->argument);
      for (auto const& [form, branch] : choice->branches) collect(branch, names);
    }
  }
}

}  // namespace

std::optional<Pattern> parse_pattern(std::string_view text) {
  try {
    return Reader(text).all();
  } catch (std::invalid_argument const&) {
    return std::nullopt;
  }
}

std::set<std::string> arguments_of(Pattern const& pattern) {
  std::set<std::string> names;
  collect(pattern, names);
  return names;
}

}  // namespace quarterdeck::report
