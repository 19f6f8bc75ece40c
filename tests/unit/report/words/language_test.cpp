// tests/unit/report/words/language_test.cpp – files of words.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/words/language.hpp"

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck::report {
namespace {

std::string const head = "@language = pl\n@percent = {n} %\n@date = {day}.{month}.{year}\n";

TEST_CASE("language: keys in their order, texts that go on, remarks left out", "[unit]") {
  Language const language(head + "# remark\n\nb.two = one\n  more\nb.one = {x}\na = b = c\n");
  CHECK(language.tag() == "pl");
  CHECK(language.keys() == std::vector<std::string_view>{"b.two", "b.one", "a"});
  CHECK(language.keys("b.") == std::vector<std::string_view>{"b.two", "b.one"});
  auto const text = [&](std::string_view key) {
    return std::get<std::string>(language.pattern(key).pieces.at(0).what);
  };
  CHECK(text("b.two") == "one more");
  CHECK(text("a") == "b = c");
  CHECK(language.has("a"));
  CHECK_FALSE(language.has("c"));
  CHECK_THROWS_AS(language.pattern("c"), core::ContractViolation);
}

TEST_CASE("language: numbers and plural forms are as the file says", "[unit]") {
  Language const language(head +
                          "@decimal = ,\n@million = mln\n@plural.one = n = 1\n"
                          "@plural.few = n % 10 = 2..4 and n % 100 != 12..14\n");
  CHECK(language.numbers().decimal == ",");
  CHECK(language.numbers().magnitudes[1] == "mln");
  CHECK(language.plural_form(1) == "one");
  CHECK(language.plural_form(23) == "few");
  CHECK(language.plural_form(13) == "other");
}

TEST_CASE("language: a file that is none is refused", "[unit]") {
  for (auto const* broken :
       {"no entry\n", "a = {\n", "a = 1\na = 2\n", "@unknown = 1\n", "@plural.one = m = 1\n"}) {
    INFO(broken);
    CHECK_THROWS_AS(Language(head + broken), core::ContractViolation);
  }
  CHECK_THROWS_AS(Language("a = 1\n"), core::ContractViolation);
  CHECK_THROWS_AS(Language("  text without a key\n" + head), core::ContractViolation);
}

}  // namespace
}  // namespace quarterdeck::report
