// tests/unit/report/terminal/text_test.cpp – texts measured, cleaned and cut.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/terminal/text.hpp"

#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

using report::Align;
report::Style const unicode{};
report::Style const ascii{80, report::Signs::ascii, report::Colour::off};

TEST_CASE("columns_of: counts what a terminal shows, not bytes", "[unit]") {
  CHECK(report::columns_of("Müller") == 6);
  CHECK(report::columns_of("東京") == 4);
  CHECK(report::columns_of("e\xCC\x81") == 1);  // e and a combining accent
  CHECK(report::columns_of("🚀") == 2);
}

TEST_CASE("clean: control signs cannot reach the terminal", "[unit]") {
  CHECK(report::clean("a\x1b[31mb\nc\td", unicode) == "a [31mb c d");
  CHECK(report::clean("x\xE2\x80\xAEy", unicode) == "x y");  // turns the direction of writing
  CHECK(report::clean("\xC2\x9B"
                      "31m",
                      unicode) == " 31m");  // the one-byte escape sequence
}

TEST_CASE("clean: broken UTF-8 shows as question marks", "[unit]") {
  CHECK(report::clean("a\xff", unicode) == "a?");
  CHECK(report::clean("\xC0\xAF", unicode) == "??");       // overlong slash
  CHECK(report::clean("\xED\xA0\x80", unicode) == "???");  // surrogate
  CHECK(report::clean("end\xE2\x82", unicode) == "end??");
}

TEST_CASE("clean: without Unicode every other sign is a question mark", "[unit]") {
  CHECK(report::clean("Müller", ascii) == "M?ller");
  CHECK(report::clean("Müller", unicode) == "Müller");
}

TEST_CASE("fit: fills and cuts to the width", "[unit]") {
  CHECK(report::fit("abc", 5, Align::left, unicode) == "abc  ");
  CHECK(report::fit("abc", 5, Align::right, unicode) == "  abc");
  CHECK(report::fit("abcdef", 5, Align::left, unicode) == "abcd…");
  CHECK(report::fit("abcdef", 5, Align::left, ascii) == "ab...");
  CHECK(report::fit("東京都", 4, Align::left, unicode) == "東… ");
  CHECK(report::fit("abc", 0, Align::left, unicode).empty());
}

TEST_CASE("cut_start: keeps the end of a path", "[unit]") {
  CHECK(report::cut_start("a/b/c", 5, unicode) == "a/b/c");
  CHECK(report::cut_start("folder/file", 5, unicode) == "…file");
  CHECK(report::cut_start("folder/file", 6, ascii) == "...ile");
  CHECK(report::cut_start("東京/ü", 4, unicode) == "…/ü");
}

TEST_CASE("wrap: breaks between words and cuts longer ones", "[unit]") {
  auto const lines = report::wrap("one two  three incomprehensibly", 8, unicode);
  CHECK(lines == std::vector<std::string>{"one two", "three", "incompr…"});
  CHECK(report::wrap("", 8, unicode).empty());
}

TEST_CASE("paint: colours only where they are on", "[unit]") {
  CHECK(report::paint("x", report::Tone::bad, unicode) == "x");
  report::Style const colourful{80, report::Signs::unicode, report::Colour::on};
  CHECK(report::paint("x", report::Tone::bad, colourful) == "\x1b[1;31mx\x1b[0m");
  CHECK(report::paint("x", report::Tone::plain, colourful) == "x");
}

}  // namespace
}  // namespace quarterdeck
