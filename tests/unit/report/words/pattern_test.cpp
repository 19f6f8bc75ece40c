// tests/unit/report/words/pattern_test.cpp – sentences with places for their arguments.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/words/pattern.hpp"

#include "tests/support/catch.hpp"

namespace quarterdeck::report {
namespace {

using Names = std::set<std::string>;

TEST_CASE("pattern: places and choices name their arguments", "[unit]") {
  auto const pattern = parse_pattern(
      "{n} {n, plural, one {deal of {owner}} other {deals}}{late, select, yes {, late} other {}}");
  REQUIRE(pattern);
  CHECK(arguments_of(*pattern) == Names{"n", "owner", "late"});
  REQUIRE(pattern->pieces.size() == 4);
  auto const* const choice = std::get_if<Choice>(&pattern->pieces[2].what);
  REQUIRE(choice != nullptr);
  CHECK(choice->by == Choice::By::number);
  REQUIRE(choice->branches.size() == 2);
  CHECK(choice->branches[0].first == "one");
  auto const* const late = std::get_if<Choice>(&pattern->pieces[3].what);
  REQUIRE(late != nullptr);
  CHECK(late->branches[1].second.pieces.empty());
}

TEST_CASE("pattern: text without places is text", "[unit]") {
  auto const pattern = parse_pattern("80 % of it's 'there'");
  REQUIRE(pattern);
  CHECK(pattern->pieces.size() == 1);
  CHECK(arguments_of(*pattern).empty());
  CHECK(parse_pattern("")->pieces.empty());
}

TEST_CASE("pattern: what is broken is refused", "[unit]") {
  for (auto const* text : {"{", "}", "{}", "{n", "a } b", "{n, plural}", "{n, plural, one {a}}",
                           "{n, plural, other}", "{n, number, other {a}}", "{n, plural, other {a}",
                           "{a b}", "{n, select, other {a} x {b}}"}) {
    INFO(text);
    CHECK_FALSE(parse_pattern(text));
  }
}

}  // namespace
}  // namespace quarterdeck::report
