// tests/unit/report/terminal/canvas_test.cpp – words in the signs of a terminal.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/terminal/canvas.hpp"

#include "tests/support/catch.hpp"

namespace quarterdeck::report {
namespace {

Style const unicode{};
Style const ascii{80, Signs::ascii, Colour::off};

TEST_CASE("canvas: signs have plain ones where the terminal has nothing else", "[unit]") {
  CHECK(in_signs("± 2 – 3 × 4 · 5 …", unicode) == "± 2 – 3 × 4 · 5 …");
  CHECK(in_signs("± 2 – 3 × 4 · 5 …", ascii) == "+/- 2 - 3 x 4 - 5 ...");
  CHECK(in_signs("año", ascii) == "a?o");
}

TEST_CASE("canvas: headings are in capitals, names as they are", "[unit]") {
  CHECK(capitals("Where it comes from 3÷2") == "WHERE IT COMES FROM 3÷2");
  CHECK(capitals("previsión año ÿ") == "PREVISIÓN AÑO ÿ");
  auto const canvas = in_capitals(canvas_of(unicode, english(), 0));
  auto const by = [&](NameKind kind) {
    return canvas(say("groups.heading", {{"by", Name{"region", kind}}}));
  };
  CHECK(by(NameKind::common) == "BY REGION");
  CHECK(by(NameKind::proper) == "BY region");
}

TEST_CASE("canvas: names from outside are made safe, long paths lose their start", "[unit]") {
  auto const canvas = canvas_of({60, Signs::unicode, Colour::off}, english(), 0);
  CHECK(canvas(Name{"a\x1b[31mb"}) == "a [31mb");
  auto const path = canvas(Name{std::string(100, 'a') + "/end", NameKind::path});
  CHECK(columns_of(path) == 52);
  CHECK(path.ends_with("/end"));
  CHECK(with_names_cut(canvas, 4)(Name{"abcdefg"}) == "abc…");
}

}  // namespace
}  // namespace quarterdeck::report
