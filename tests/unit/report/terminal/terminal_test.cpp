// tests/unit/report/terminal/terminal_test.cpp – the pages of all use cases on a terminal.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/terminal/terminal.hpp"

#include <algorithm>
#include <regex>
#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/unit/report/page/sample_answers.hpp"
#include "tools/report/terminal/text.hpp"

namespace quarterdeck::report {
namespace {

std::string without_colours(std::string const& text) {
  static std::regex const colour("\x1b\\[[0-9;]*m");
  return std::regex_replace(text, colour, "");
}

TEST_CASE("terminal: no line of any page is wider than the style", "[unit]") {
  for (auto const& [name, page] : test::all_pages()) {
    INFO(name);
    for (int const width : {60, 72, 80, 100}) {
      for (auto const alphabet : {Signs::unicode, Signs::ascii}) {
        std::istringstream lines(terminal_text(page, {width, alphabet, Colour::off}));
        for (std::string line; std::getline(lines, line);) {
          INFO(line);
          CHECK(columns_of(line) <= width);
        }
      }
    }
  }
}

TEST_CASE("terminal: plain ASCII where there is nothing else", "[unit]") {
  for (auto const& [name, page] : test::all_pages()) {
    INFO(name);
    auto const text = terminal_text(page, {80, Signs::ascii, Colour::off});
    CHECK(std::all_of(text.begin(), text.end(), [](char c) { return c > 0; }));
  }
}

TEST_CASE("terminal: colours change nothing but colours", "[unit]") {
  bool has_colours = false;
  for (auto const& [name, page] : test::all_pages()) {
    INFO(name);
    auto const plain = terminal_text(page, {80, Signs::unicode, Colour::off});
    auto const colourful = terminal_text(page, {80, Signs::unicode, Colour::on});
    CHECK(plain.find('\x1b') == std::string::npos);
    CHECK(without_colours(colourful) == plain);
    has_colours = has_colours || colourful != plain;
  }
  CHECK(has_colours);
}

TEST_CASE("terminal: a value alone", "[unit]") {
  CHECK(terminal_words(Duration{240}, {}) == "4 min");
  CHECK(terminal_lines(say("term.trial.meaning"), {}) ==
        "One played-through future of the period.\n");
}

}  // namespace
}  // namespace quarterdeck::report
